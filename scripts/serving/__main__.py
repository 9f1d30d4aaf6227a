"""`scripts/serve`: the whole desk with one command."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from handoff.channels import registry
from handoff.config.env_file import read_env_file
from handoff.config.settings import Settings
from handoff.core.errors import Misconfigured
from scripts.serving import prepare
from scripts.serving.checks import SQLITE, check_business, check_databases, check_ports, only_desk
from scripts.serving.desk import Desk
from scripts.serving.errors import CannotServe
from scripts.serving.supervision import Supervisor, programs
from scripts.serving.terminal import Terminal
from scripts.simulating.wiring import simulated


def main() -> int:
    """Serve until Ctrl-C, which is success; 1 and what to do on stderr when that cannot be."""
    wishes = _wishes()
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, signal.default_int_handler)
    terminal = Terminal()
    try:
        serve(wishes, terminal)
    except KeyboardInterrupt:
        terminal.say("Everything has stopped.")
    except (CannotServe, Misconfigured) as exc:
        for line in str(exc).splitlines():
            print(f"scripts/serve: {line}", file=sys.stderr)
        return 1
    return 0


def serve(wishes: argparse.Namespace, terminal: Terminal) -> None:
    """Check, prepare, start, watch. Ends by an exception only."""
    given = {**read_env_file(Path(".env")), **os.environ}
    if wishes.port is not None:
        given["PORT"] = wishes.port
    given = dict(with_demo(given))
    if wishes.simulate:
        given = dict(with_simulator(given))
    settings = Settings.read(given)
    check_business(settings)
    registry.configured(settings)
    with only_desk(settings) as var:
        check_ports(settings, simulate=wishes.simulate)
        check_databases(settings)
        env = {**os.environ, **settings.environment()}
        login = _prepare(settings, env, var / "log" / "prepare.log", terminal, wishes.new_password)
        with Supervisor(var, env, programs(settings)) as supervisor:
            try:
                Desk(settings, supervisor, terminal, login, simulate=wishes.simulate).run()
            except KeyboardInterrupt:
                terminal.say("Stopping …")
                raise


def _prepare(
    settings: Settings, env: Mapping[str, str], log: Path, terminal: Terminal, new_password: bool
) -> prepare.Login:
    terminal.wait("Preparing the databases")
    prepare.migrate(env, log)
    if settings.demo:
        prepare.seed(env, log)
    return prepare.first_agent(env, log, new_password=new_password)


def with_demo(given: Mapping[str, str]) -> Mapping[str, str]:
    """A desk is a demo unless DEMO says otherwise or its CRM is a server's."""
    if given.get("DEMO", "").strip():
        return given
    crm = given.get("CRM_URL", "").strip() or SQLITE
    return {**given, "DEMO": str(int(crm.startswith(SQLITE)))}


def with_simulator(given: Mapping[str, str]) -> Mapping[str, str]:
    """The settings with the simulator for Meta; only a demo's customers may be anyone's to play."""
    if given["DEMO"].strip() != "1":
        raise CannotServe("--simulate is for the demo; leave out --simulate, or write DEMO=1")
    return simulated(given)


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/serve", description=__doc__)
    parser.add_argument("--port", help="serve the pages on this port instead of PORT")
    parser.add_argument(
        "--new-password", action="store_true", help="give the first agent a new password"
    )
    parser.add_argument(
        "--simulate",
        action="store_true",
        help="also serve phones with WhatsApp and Messenger, without a Meta account",
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
