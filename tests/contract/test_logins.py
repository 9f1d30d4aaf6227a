"""Logins one by one, and the second factor beside the password, on each database."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pyotp
import pytest

from handoff.console.http.auth import CONFIRMED_FOR, COOKIE, LIFE, Here, Logins
from handoff.core.errors import (
    BadRequest,
    CodeNeeded,
    Conflict,
    FactorNeeded,
    NotConfirmed,
    NotFound,
    TooMany,
    Unauthorized,
)
from handoff.core.events import LoginsEnded
from handoff.core.model import Agent
from handoff.core.retention import days_by_kind
from handoff.http.limit_rules import CODES, CONFIRMATIONS
from handoff.http.limits import Limits
from handoff.store.accounts.logins import KeptLogins
from handoff.store.accounts.passwords import Passwords
from handoff.store.accounts.second_factors import SecondFactors
from handoff.store.files.old_files import OldFiles
from handoff.usecases.agent.second_factor import RECOVERY_CODES, SecondFactorCheck
from handoff.usecases.privacy.retaining import Retention
from tests.desk import Desk

PASSWORD = "correct horse battery"
IDLE = timedelta(hours=2)


@pytest.fixture
def kept(desk: Desk) -> KeptLogins:
    """The logins of the desk."""
    return KeptLogins(desk.db, desk.clock)


@pytest.fixture
def factor(desk: Desk) -> SecondFactorCheck:
    """The second factors of the desk."""
    return SecondFactorCheck(SecondFactors(desk.db), desk.clock)


@pytest.fixture
def logins(desk: Desk, kept: KeptLogins, factor: SecondFactorCheck) -> Logins:
    """What checks them, on a public host."""
    return Logins(
        desk.accounts,
        Passwords(),
        kept,
        factor,
        key=b"k" * 32,
        clock=desk.clock,
        limits=Limits(b"k" * 32),
        idle=IDLE,
        admins_need_factor=True,
    )


@pytest.fixture
async def kim(desk: Desk) -> Agent:
    """An admin with a password."""
    hashed = await Passwords().hash(PASSWORD)
    return await desk.agent("Kim", password_hash=hashed, role="admin")


async def entered(logins: Logins, agent: Agent, device: str = "a browser") -> Here:
    """A new login of an agent."""
    return await logins.read({COOKIE: await logins.begin(agent, device)})


def shown(desk: Desk, secret: str) -> str:
    """What the app shows now."""
    return pyotp.TOTP(secret).at(desk.clock().timestamp())


async def secured(desk: Desk, factor: SecondFactorCheck, agent: Agent) -> tuple[str, list[str]]:
    """The secret and the recovery codes of a second factor that is on."""
    secret = (await factor.propose(agent)).secret
    codes = await factor.confirm(agent, shown(desk, secret))
    desk.clock.forward(seconds=30)
    return secret, list(codes)


async def test_a_login_is_ended_from_elsewhere(desk: Desk, logins: Logins, kim: Agent) -> None:
    """The cookie of that one opens nothing any more, others do, and every bridge hears of it."""
    phone, desktop = await entered(logins, kim, "Phone"), await entered(logins, kim, "Desktop")
    assert {login.device for login in await logins.of(kim)} == {"Phone", "Desktop"}
    cookie = {COOKIE: await logins.begin(kim, "Tablet")}
    [tablet] = [login for login in await logins.of(kim) if login.device == "Tablet"]
    await logins.end(kim.id, tablet.id)
    with pytest.raises(Unauthorized):
        await logins.read(cookie)
    assert desk.events[-1].event == LoginsEnded(agent_id=kim.id, ids=(tablet.id,))
    left = {phone.login.id, desktop.login.id}
    assert {login.id for login in await logins.of(kim)} == left
    assert await logins.over({*left, tablet.id}) == {tablet.id}


async def test_nobody_ends_a_colleagues_login(desk: Desk, logins: Logins, kim: Agent) -> None:
    """Not by its id, and a second time there is nothing to end."""
    here, ada = await entered(logins, kim), await desk.agent("Ada")
    with pytest.raises(NotFound):
        await logins.end(ada.id, here.login.id)
    await logins.end(kim.id, here.login.id)
    with pytest.raises(NotFound):
        await logins.end(kim.id, here.login.id)


async def test_a_login_that_nobody_uses_is_over(desk: Desk, logins: Logins, kim: Agent) -> None:
    """After the idle time, from its last use on; used, it lasts its twelve hours."""
    cookie = {COOKIE: await logins.begin(kim, "")}
    desk.clock.forward(seconds=IDLE.total_seconds() - 1)
    await logins.used(await logins.read(cookie))
    desk.clock.forward(seconds=IDLE.total_seconds() - 1)
    here = await logins.read(cookie)
    assert await logins.over({here.login.id}) == set()
    desk.clock.forward(seconds=1)
    with pytest.raises(Unauthorized):
        await logins.read(cookie)
    assert await logins.over({here.login.id}) == {here.login.id}
    assert await logins.of(kim) == ()
    await logins.used(here)
    desk.clock.forward(seconds=LIFE.total_seconds() - 2 * IDLE.total_seconds())
    with pytest.raises(Unauthorized):
        await logins.read(cookie)


async def test_old_logins_are_forgotten(
    desk: Desk, logins: Logins, kept: KeptLogins, kim: Agent, tmp_path: Path
) -> None:
    """What has been over for a month is not kept."""
    days = days_by_kind(())
    retention = Retention(desk.db, desk.clock, OldFiles(tmp_path), days)
    here = await entered(logins, kim)
    assert await retention.all() == {}
    assert await kept.find(here.login.id) is not None
    desk.clock.forward(days=days["accounts"], seconds=1)
    assert await retention.all() == {"accounts": 1}
    assert await kept.find(here.login.id) is None


async def test_the_password_is_asked_for_again(desk: Desk, logins: Logins, kim: Agent) -> None:
    """What needs a fresh login is refused after a while, and lets in who shows the password."""
    cookie = {COOKIE: await logins.begin(kim, "")}
    logins.must_be_fresh(await logins.read(cookie))
    desk.clock.forward(seconds=CONFIRMED_FOR.total_seconds() + 1)
    here = await logins.read(cookie)
    with pytest.raises(NotConfirmed):
        logins.must_be_fresh(here)
    with pytest.raises(NotConfirmed):
        await logins.confirm(here, "something else", "")
    await logins.confirm(here, PASSWORD, "")
    logins.must_be_fresh(await logins.read(cookie))


async def test_passwords_are_not_guessed_by_a_borrowed_login(logins: Logins, kim: Agent) -> None:
    """Confirming is throttled like a login."""
    here = await entered(logins, kim)
    for _ in range(CONFIRMATIONS.most):
        with pytest.raises(NotConfirmed):
            await logins.confirm(here, "a guess", "")
    with pytest.raises(TooMany):
        await logins.confirm(here, PASSWORD, "")


async def test_a_second_factor_is_asked_for(
    desk: Desk, logins: Logins, factor: SecondFactorCheck, kim: Agent
) -> None:
    """Once it is confirmed the password alone is not enough, and each code holds once."""
    secret = (await factor.propose(kim)).secret
    assert (await logins.log_in(kim.email, PASSWORD, "::1")).id == kim.id
    with pytest.raises(BadRequest):
        await factor.confirm(kim, "000000" if shown(desk, secret) != "000000" else "111111")
    await factor.confirm(kim, shown(desk, secret))
    desk.clock.forward(seconds=30)
    with pytest.raises(CodeNeeded):
        await logins.log_in(kim.email, PASSWORD, "::1")
    code = shown(desk, secret)
    assert (await logins.log_in(kim.email, PASSWORD, "::1", code=code)).id == kim.id
    with pytest.raises(CodeNeeded):
        await logins.log_in(kim.email, PASSWORD, "::1", code=code)


async def test_a_clock_may_be_half_a_minute_wrong(
    desk: Desk, factor: SecondFactorCheck, kim: Agent
) -> None:
    """A code of the step before holds, and one that is older does not."""
    secret, _ = await secured(desk, factor, kim)
    desk.clock.forward(minutes=5)
    code = shown(desk, secret)
    desk.clock.forward(seconds=30)
    assert await factor.holds(kim.id, f" {code[:3]} {code[3:]}")
    late = shown(desk, secret)
    desk.clock.forward(seconds=90)
    assert not await factor.holds(kim.id, late)


async def test_a_recovery_code_stands_for_the_app_once(
    desk: Desk, logins: Logins, factor: SecondFactorCheck, kim: Agent
) -> None:
    """Each of them, however it is written."""
    _, codes = await secured(desk, factor, kim)
    assert len(set(codes)) == RECOVERY_CODES
    first = codes[0].upper().replace("-", " ")
    assert (await logins.log_in(kim.email, PASSWORD, "::1", code=first)).id == kim.id
    with pytest.raises(CodeNeeded):
        await logins.log_in(kim.email, PASSWORD, "::1", code=codes[0])
    assert await factor.holds(kim.id, codes[1])


async def test_codes_are_not_guessed(
    desk: Desk, logins: Logins, factor: SecondFactorCheck, kim: Agent
) -> None:
    """Wrong codes count as failed logins; to be asked for one does not."""
    await secured(desk, factor, kim)
    for _ in range(CODES.most + 1):
        with pytest.raises(CodeNeeded):
            await logins.log_in(kim.email, PASSWORD, "::1")
    for _ in range(CODES.most):
        with pytest.raises(CodeNeeded):
            await logins.log_in(kim.email, PASSWORD, "::1", code="nonsense")
    with pytest.raises(TooMany):
        await logins.log_in(kim.email, PASSWORD, "::1", code="nonsense")


async def test_codes_are_not_guessed_by_whoever_knows_the_password(
    desk: Desk, logins: Logins, factor: SecondFactorCheck, kim: Agent
) -> None:
    """Neither the password alone nor another place wins tries back; a known browser has its own."""
    secret, _ = await secured(desk, factor, kim)
    for n in range(CODES.most):
        with pytest.raises(CodeNeeded):
            await logins.log_in(kim.email, PASSWORD, "::1")
        with pytest.raises(CodeNeeded):
            await logins.log_in(kim.email, PASSWORD, f"::{n}", code="nonsense")
    with pytest.raises(TooMany):
        await logins.log_in(kim.email, PASSWORD, "::9999", code=shown(desk, secret))
    known = logins.known_browser(kim)
    code = shown(desk, secret)
    assert (await logins.log_in(kim.email, PASSWORD, "::1", browser=known, code=code)).id == kim.id


async def test_a_second_factor_is_replaced_by_removing_it(
    desk: Desk, logins: Logins, factor: SecondFactorCheck, kim: Agent
) -> None:
    """Nobody puts another one over it, and removed it is asked for no more."""
    await secured(desk, factor, kim)
    with pytest.raises(Conflict):
        await factor.propose(kim)
    with pytest.raises(NotFound):
        await factor.confirm(kim, "000000")
    await factor.remove(kim.id)
    assert not await factor.holds(kim.id, "000000")
    assert (await logins.log_in(kim.email, PASSWORD, "::1")).id == kim.id


async def test_admins_need_one_on_a_public_host(
    desk: Desk, logins: Logins, factor: SecondFactorCheck, kim: Agent
) -> None:
    """An admin may do nothing before theirs is on; other roles may."""
    with pytest.raises(FactorNeeded):
        await logins.must_be_secured(kim)
    await logins.must_be_secured(await desk.agent("Sam"))
    await secured(desk, factor, kim)
    await logins.must_be_secured(kim)
