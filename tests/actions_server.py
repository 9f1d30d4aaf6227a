"""Our action server with other actions: `python -m tests.actions_server PACKAGE PORT`."""

from __future__ import annotations

import os
import sys

from aiohttp import web

from actions.server import build

if __name__ == "__main__":
    _, package, port = sys.argv
    app = build(os.environ["BOT_TOKEN"], package)
    web.run_app(app, host="127.0.0.1", port=int(port), access_log=None, print=None)
