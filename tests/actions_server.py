"""Our action server with other actions: `python -m tests.actions_server PACKAGE PORT`."""

from __future__ import annotations

import os
import sys

from actions.server import build

if __name__ == "__main__":
    _, package, port = sys.argv
    app = build(os.environ["BOT_TOKEN"], package)
    app.run("127.0.0.1", int(port), single_process=True, access_log=False, motd=False)
