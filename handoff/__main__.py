"""`python -m handoff`: serve the bridge, migrate its database, make the first agent, check."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Callable

import msgspec
from sqlalchemy.exc import SQLAlchemyError

from actions.crm.errors import CrmError
from contracts.long_lived import shelter
from handoff.config.settings import Settings
from handoff.core.errors import HandoffError
from handoff.ops import data_files, logs

STOP_SECONDS = 2.0
"""So long a request under way may take when the bridge is stopped."""


def main() -> None:
    """Do what the command line says. Whatever is wrong ends with one clear line and code 1."""
    arguments = _parser().parse_args()
    data_files.keep_private()
    try:
        settings = Settings.load()
        data_files.tighten(settings)
        logs.set_up(settings.log_level)
        arguments.run(settings, arguments)
    except (HandoffError, CrmError) as exc:
        sys.exit(str(exc))
    except SQLAlchemyError as exc:
        # The driver's own words only: the statement may hold somebody's data.
        sys.exit(f"The database at DATABASE_URL does not work: {getattr(exc, 'orig', None) or exc}")


def serve(settings: Settings, _arguments: argparse.Namespace) -> None:
    """Serve until SIGTERM or Ctrl-C."""
    from aiohttp import web

    from handoff.app import build
    from handoff.http.patience import HEAD_SECONDS

    app = build(settings)
    app.on_startup.append(shelter)
    try:
        web.run_app(
            app,
            host=settings.host,
            port=settings.port,
            shutdown_timeout=STOP_SECONDS,
            keepalive_timeout=HEAD_SECONDS,
            access_log=None,
            print=None,
        )
    except OSError as exc:
        sys.exit(f"Cannot listen on {settings.host}:{settings.port}: {exc.strerror or exc}.")


def migrate(settings: Settings, _arguments: argparse.Namespace) -> None:
    """Bring the database to the latest version."""
    from handoff.migrations import upgrade

    upgrade(settings.database_url)


def first_agent(settings: Settings, arguments: argparse.Namespace) -> None:
    """Make the first agent, or show who it is; prints JSON."""
    from handoff.ops.first_agent import make

    made = asyncio.run(make(settings, new_password=arguments.new_password))
    sys.stdout.write(f"{msgspec.json.encode(made).decode()}\n")


def check(settings: Settings, _arguments: argparse.Namespace) -> None:
    """Say whether everything that the bridge needs answers."""
    from handoff.ops.checks import check_all

    lines = asyncio.run(check_all(settings))
    sys.stdout.write("".join(f"{line.name}: {line.problem or 'fine'}\n" for line in lines))
    if any(line.problem for line in lines):
        sys.exit(1)


def privacy(settings: Settings, arguments: argparse.Namespace) -> None:
    """Export or erase one customer, or erase again after a backup was restored."""
    from handoff.privacy_command import run

    sys.exit(asyncio.run(run(settings, arguments)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m handoff", description=__doc__)
    parser.set_defaults(run=serve)
    commands = parser.add_subparsers(metavar="command")
    _add(commands, "serve", serve)
    _add(commands, "migrate", migrate)
    _add(commands, "check", check)
    first = _add(commands, "first-agent", first_agent)
    first.add_argument(
        "--new-password", action="store_true", help="give them a new one and show it"
    )
    _add_privacy(_add(commands, "privacy", privacy))
    return parser


def _add_privacy(command: argparse.ArgumentParser) -> None:
    """`export`, `erase`, `replay` and `retain`; the first two say who is meant."""
    does = command.add_subparsers(dest="does", metavar="does", required=True)
    for name, says in (("export", "write all that is kept of somebody"), ("erase", "forget them")):
        one = does.add_parser(name, help=says)
        one.add_argument("--customer", help="the CRM's id of a customer")
        one.add_argument("--conversation", help="the id of a conversation")
        one.add_argument("--address", help="a channel and an address, as in channel:+49151…")
        if name == "export":
            one.add_argument("--to", required=True, help="the ZIP file to be written")
        else:
            one.add_argument("--yes", action="store_true", help="do not ask")
    replay = does.add_parser("replay", help="erase again what a restored backup brought back")
    replay.add_argument("file", nargs="?", help="erasures of another machine")
    does.add_parser("retain", help="forget what is past its time, as the bridge does each hour")


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[Settings, argparse.Namespace], None],
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=run.__doc__)
    command.set_defaults(run=run)
    return command


if __name__ == "__main__":
    main()
