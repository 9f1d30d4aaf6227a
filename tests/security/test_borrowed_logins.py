"""Attacks on logins of agents: cookies that were meant to be over, and borrowed desks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyotp
import pytest
import sqlalchemy as sa
from socketio.exceptions import ConnectionError as NotConnected

from handoff.console.http.auth import COOKIE
from handoff.container.clock import now
from handoff.store.accounts.passwords import Passwords
from handoff.store.db.database import Database
from handoff.store.tables.accounts import logins, second_factors
from tests.bridge import PASSWORD, Bridge, Console, Member, eventually
from tests.integration.conftest import StartBridge

NEW = "a horse with other batteries"


@pytest.fixture
async def database(bridge: Bridge) -> AsyncIterator[Database]:
    """What the bridge keeps."""
    db = Database(f"sqlite:///{bridge.database}")
    yield db
    await db.close()


async def hung_up(console: Console) -> None:
    """Return once the desk has ended the connection."""
    await eventually(lambda: "/console" not in console.sio.namespaces, "the end of the connection")


async def age(database: Database, **changes: timedelta) -> None:
    """Move these times of every login into the past."""
    values = {name: now() - amount for name, amount in changes.items()}
    async with database.write() as tx:
        await tx.connection.execute(logins.update().values(**values))


async def test_after_the_logout_nothing_of_the_login_is_left(bridge: Bridge) -> None:
    """A copy of the cookie, an open socket and other tabs are out at once; other logins are not."""
    kim = await bridge.member("Kim", "agent")
    tab = await bridge.console_of(kim.agent, kim.cookie)
    at_home = await bridge.log_in(kim.agent.email)
    phone = await bridge.console_of(kim.agent, at_home.cookies[COOKIE].value)
    assert (await kim.call("POST", "logout", json={}))[0] == 200
    await hung_up(tab)
    assert (await kim.call("GET", "me"))[0] == 401
    with pytest.raises(NotConnected):
        await bridge.console_of(kim.agent, kim.cookie)
    assert "error" not in await phone.ask("snapshot")


async def test_a_stolen_login_is_seen_and_ended(bridge: Bridge) -> None:
    """Its person finds it in the list of their own, and nobody else can end or see it."""
    kim = await bridge.member("Kim", "agent")
    thief = Member(bridge, kim.agent, (await bridge.log_in(kim.agent.email)).cookies[COOKIE].value)
    eve = await bridge.member("Eve", "agent")
    _, mine = await kim.call("GET", "me/logins")
    assert [login["here"] for login in mine["logins"]].count(True) == 1
    [other] = [login["id"] for login in mine["logins"] if not login["here"]]
    assert (await eve.call("DELETE", f"me/logins/{other}"))[0] == 404
    assert (await kim.call("DELETE", f"me/logins/{other}"))[0] == 200
    assert (await thief.call("GET", "me"))[0] == 401
    assert (await kim.call("GET", "me"))[0] == 200


async def test_a_desk_that_was_left_is_locked(bridge: Bridge, database: Database) -> None:
    """A login that nobody has used for long opens nothing, be it that its socket still hears."""
    kim = await bridge.member("Kim", "agent")
    await bridge.console_of(kim.agent, kim.cookie)
    await age(database, seen_at=timedelta(minutes=121))
    assert (await kim.call("GET", "me"))[0] == 401


async def test_who_is_at_the_desk_stays_logged_in(bridge: Bridge, database: Database) -> None:
    """A page tells when somebody is at it, which counts as use."""
    kim = await bridge.member("Kim", "agent")
    console = await bridge.console_of(kim.agent, kim.cookie)
    await age(database, seen_at=timedelta(minutes=119))
    await console.ask("active")
    async with database.read() as connection:
        seen_at = await connection.scalar(sa.select(logins.c.seen_at))
    assert now() - seen_at < timedelta(minutes=5)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "audit.csv", None),
        ("GET", "reports/figures.csv", None),
        ("POST", "accounts", {"name": "Eve", "email": "eve@example.com", "role": "admin"}),
        ("PUT", "accounts/{kim}", {"name": "Kim", "role": "admin"}),
        ("POST", "accounts/{kim}/link", {}),
        ("DELETE", "accounts/{kim}/second_factor", None),
        ("POST", "me/password", {"password": NEW}),
        ("POST", "me/second_factor", {}),
        ("POST", "tokens", {"name": "Eve's", "scopes": ["conversations"]}),
    ],
)
async def test_a_borrowed_desk_exports_and_promotes_nobody(
    bridge: Bridge, database: Database, method: str, path: str, body: Any
) -> None:
    """Exports, roles, links and one's own secrets want the password again, and then go through."""
    kim, ada = await bridge.member("Kim", "agent"), await bridge.member("Ada", "admin")
    path = path.format(kim=kim.agent.id)
    await age(database, confirmed_at=timedelta(minutes=11))

    async def tried() -> int:
        headers = {"Cookie": f"{COOKIE}={ada.cookie}", "X-Requested-With": "warmdesk"}
        url = f"{bridge.url}/api/console/{path}"
        async with bridge.http.request(method, url, json=body, headers=headers) as answer:
            return answer.status

    assert await tried() == 403
    assert (await ada.call("POST", "me/confirm", json={"password": "a guess"}))[0] == 403
    assert (await ada.call("POST", "me/confirm", json={"password": PASSWORD}))[0] == 200
    assert await tried() == 200


async def test_another_password_ends_all_other_logins(bridge: Bridge) -> None:
    """Whoever changed it goes on, and a common one is refused."""
    kim = await bridge.member("Kim", "agent")
    console = await bridge.console_of(kim.agent, kim.cookie)
    status, refused = await kim.call("POST", "me/password", json={"password": "password12345"})
    assert (status, refused["error"]["code"]) == (400, "bad_request")
    headers = {"Cookie": f"{COOKIE}={kim.cookie}", "X-Requested-With": "warmdesk"}
    url = f"{bridge.url}/api/console/me/password"
    async with bridge.http.post(url, json={"password": NEW}, headers=headers) as changed:
        cookie = changed.cookies[COOKIE].value
    await hung_up(console)
    assert (await kim.call("GET", "me"))[0] == 401
    assert (await Member(bridge, kim.agent, cookie).call("GET", "me"))[0] == 200
    assert (await bridge.log_in(kim.agent.email)).status == 401
    assert (await bridge.log_in(kim.agent.email, NEW)).status == 200


async def test_an_admin_on_a_public_host_sets_a_second_factor_up_first(
    start_bridge: StartBridge,
) -> None:
    """Until then every route and the console refuse; afterwards the login asks for its code."""
    bridge = await start_bridge(public_host="desk.example.com")
    ada = await bridge.member("Ada", "admin")
    _, me = await ada.call("GET", "me")
    assert (me["agent"]["may"], me["agent"]["lacks_factor"]) == (["own_login"], True)
    status, refused = await ada.call("GET", "accounts")
    assert (status, refused["error"]["code"]) == (403, "factor_needed")
    with pytest.raises(NotConnected):
        await bridge.console_of(ada.agent, ada.cookie)
    _, proposed = await ada.call("POST", "me/second_factor", json={})
    code = pyotp.TOTP(proposed["secret"]).now()
    status, recovery = await ada.call("PUT", "me/second_factor", json={"code": code})
    assert status == 200
    assert (await ada.call("GET", "accounts"))[0] == 200
    refused_login = await bridge.log_in(ada.agent.email)
    assert (await refused_login.json())["error"]["code"] == "code_needed"
    body = {"email": ada.agent.email, "password": PASSWORD, "code": recovery["codes"][0]}
    status, _ = await bridge.call("POST", "/api/console/login", json=body)
    assert status == 200


async def test_a_link_for_a_password_is_no_way_around_the_second_factor(bridge: Bridge) -> None:
    """Whoever gets hold of one needs the code as well, and the link is not spent without it."""
    kim, ada = await bridge.member("Kim", "agent"), await bridge.member("Ada", "admin")
    _, proposed = await kim.call("POST", "me/second_factor", json={})
    code = pyotp.TOTP(proposed["secret"]).now()
    _, recovery = await kim.call("PUT", "me/second_factor", json={"code": code})
    _, made = await ada.call("POST", f"accounts/{kim.agent.id}/link", json={})
    token = made["link"]["path"].rpartition("/")[2]
    headers = {"X-Requested-With": "warmdesk"}

    async def chosen(**more: str) -> tuple[int, Any]:
        body = {"token": token, "password": NEW, **more}
        return await bridge.call("POST", "/api/console/password", json=body, headers=headers)

    status, refused = await chosen()
    assert (status, refused["error"]["code"]) == (401, "code_needed")
    assert (await chosen(code=recovery["codes"][0]))[0] == 200


async def test_a_stolen_database_makes_no_codes(bridge: Bridge) -> None:
    """Neither the file nor its log has the secret of an app, which is sealed."""
    kim = await bridge.member("Kim", "agent")
    _, proposed = await kim.call("POST", "me/second_factor", json={})
    secret = proposed["secret"]
    code = pyotp.TOTP(secret).now()
    assert (await kim.call("PUT", "me/second_factor", json={"code": code}))[0] == 200
    assert secret not in _everything(bridge)


async def test_secrets_of_before_are_sealed_as_the_bridge_starts(
    tmp_path: Path, migrated: Path
) -> None:
    """What an earlier version has kept as it was is nowhere to be read, and its codes go on."""
    bridge, secret = Bridge(tmp_path, migrated), pyotp.random_base32()
    hashed = await Passwords().hash(PASSWORD)
    kim = await bridge.accounts.create(
        email="kim@example.com", name="Kim", password_hash=hashed, role="agent"
    )
    row = {"agent_id": kim.id, "secret": secret, "on": True, "last_step": 0, "recovery": []}
    db = Database(f"sqlite:///{bridge.database}")
    async with db.write() as tx:
        await tx.connection.execute(second_factors.insert().values(row))
    await bridge.start()
    try:
        async with db.read() as connection:
            kept = await connection.scalar(sa.select(second_factors.c.secret))
        assert secret not in kept
        body = {"email": kim.email, "password": PASSWORD, "code": pyotp.TOTP(secret).now()}
        assert (await bridge.call("POST", "/api/console/login", json=body))[0] == 200
    finally:
        await db.close()
        await bridge.stop()


def _everything(bridge: Bridge) -> str:
    files = bridge.database.parent.glob(f"{bridge.database.name}*")
    return "".join(file.read_bytes().decode("latin-1") for file in files)
