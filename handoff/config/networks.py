"""Default settings of networks: where a reverse proxy is when nothing says otherwise."""

THIS_MACHINE = ("127.0.0.0/8", "::1/128")
