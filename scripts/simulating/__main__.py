"""`scripts/simulate`: phones with WhatsApp and Messenger, without Meta."""

from __future__ import annotations

import sys

from aiohttp import web

from handoff.channels import registry
from handoff.config.settings import Settings
from handoff.core.errors import Misconfigured
from scripts.simulating.desk import PhoneDesk
from scripts.simulating.graph import MAX_UPLOAD, Graph
from scripts.simulating.webhooks import Webhooks
from scripts.simulating.wiring import (
    graph_url,
    local_port,
    messenger_settings,
    whatsapp_settings,
)


def main() -> int:
    """Serve until Ctrl-C; 1 and what to do on stderr when the desk is not set up for this."""
    try:
        settings = Settings.load()
        channels = registry.configured(settings)
    except Misconfigured as exc:
        print(exc, file=sys.stderr)
        return 1
    port = local_port(graph_url(settings))
    missing = [name for channel in channels for name in channel.missing]
    if port is None or missing:
        print(
            "scripts/simulate: the desk does not talk to this machine. Start `scripts/serve "
            "--simulate`, which does all of it, or set META_GRAPH_URL=http://127.0.0.1:8087 and "
            f"whatever is missing of the channels' settings ({', '.join(missing) or 'nothing'}).",
            file=sys.stderr,
        )
        return 1
    web.run_app(_app(settings), host="127.0.0.1", port=port, print=None, access_log=None)
    return 0


def _app(settings: Settings) -> web.Application:
    desk = f"http://127.0.0.1:{settings.port}"
    whatsapp, messenger = whatsapp_settings(settings), messenger_settings(settings)
    hooks = Webhooks(desk, whatsapp.meta_app_secret or "")
    graph = Graph(hooks)
    accounts = {
        "whatsapp": whatsapp.whatsapp_phone_number_id[0],
        "messenger": messenger.messenger_page_id or "",
    }
    app = web.Application(client_max_size=MAX_UPLOAD)
    graph.routes(app)
    PhoneDesk(graph, desk, accounts, messenger.messenger_app_id or "").routes(app)

    async def close(_app: web.Application) -> None:
        await hooks.close()

    app.on_cleanup.append(close)
    return app


if __name__ == "__main__":
    sys.exit(main())
