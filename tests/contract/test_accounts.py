"""Accounts, the links to them, and the audit log, on each database."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from handoff.console.http.auth import COOKIE, Logins
from handoff.core.errors import BadRequest, Conflict, NotFound, TooMany, Unauthorized
from handoff.core.events import AgentChanged
from handoff.core.model import ELSEWHERE, Agent
from handoff.http.limit_rules import LOGINS
from handoff.http.limits import Limits
from handoff.store.accounts.audit import NOBODY, Audit, AuditFilter
from handoff.store.accounts.logins import KeptLogins
from handoff.store.accounts.passwords import Passwords
from handoff.store.accounts.seal import Seal
from handoff.store.accounts.second_factors import SecondFactors
from handoff.usecases.agent.account_links import LIFE, AccountLinks
from handoff.usecases.agent.second_factor import SecondFactorCheck
from tests.desk import Desk

PASSWORD = "correct horse battery"
KEY = b"k" * 32


@pytest.fixture
def links(desk: Desk) -> AccountLinks:
    """What gives links out."""
    return AccountLinks(desk.accounts, Passwords(), key=KEY, clock=desk.clock)


@pytest.fixture
def logins(desk: Desk) -> Logins:
    """What checks passwords and cookies."""
    return Logins(
        desk.accounts,
        Passwords(),
        KeptLogins(desk.db, desk.clock),
        SecondFactorCheck(SecondFactors(desk.db, Seal(["s" * 32])), desk.clock),
        key=KEY,
        clock=desk.clock,
        limits=Limits(KEY),
        idle=timedelta(hours=2),
    )


@pytest.fixture
def audit(desk: Desk) -> Audit:
    """The audit log."""
    return Audit(desk.db, desk.clock)


async def invited(desk: Desk, name: str = "Kim") -> Agent:
    """An account whose person has no password yet."""
    return await desk.accounts.create(email=f"{name}@example.com", name=name)


async def test_an_invited_person_chooses_a_password(
    desk: Desk, links: AccountLinks, logins: Logins
) -> None:
    """With the link they set a password, and with that they log in."""
    kim = await invited(desk)
    assert [account.invited for account in await desk.accounts.listed()] == [True]
    await links.use(links.issue(kim).token, PASSWORD)
    assert (await logins.log_in("Kim@Example.com", PASSWORD, "::1")).id == kim.id
    assert [account.invited for account in await desk.accounts.listed()] == [False]


async def test_nobody_logs_in_before_a_password_is_chosen(desk: Desk, logins: Logins) -> None:
    """An invited account has no password, not even what stands in its place."""
    await invited(desk)
    for guess in ("-", "", "None"):
        with pytest.raises(Unauthorized):
            await logins.log_in("kim@example.com", guess, "::1")


async def test_a_link_works_once(desk: Desk, links: AccountLinks) -> None:
    """Once a password is chosen every link that was given out before is over."""
    kim = await invited(desk)
    first, second = links.issue(kim).token, links.issue(kim).token
    await links.use(first, PASSWORD)
    for over in (first, second):
        with pytest.raises(Unauthorized):
            await links.use(over, PASSWORD)


async def test_of_two_at_once_one_chooses_the_password(desk: Desk, links: AccountLinks) -> None:
    """A link that is used twice at the same moment works once all the same."""
    kim = await invited(desk)
    token = links.issue(kim).token
    done = await asyncio.gather(
        *(links.use(token, f"{PASSWORD} {n}") for n in range(2)), return_exceptions=True
    )
    assert sorted(type(result).__name__ for result in done) == ["Agent", "Unauthorized"]


async def test_a_link_expires(desk: Desk, links: AccountLinks) -> None:
    """After its three days a link is over."""
    kim = await invited(desk)
    token = links.issue(kim).token
    desk.clock.forward(seconds=LIFE.total_seconds() - 1)
    assert (await links.whose(token)).id == kim.id
    desk.clock.forward(seconds=1)
    with pytest.raises(Unauthorized):
        await links.whose(token)


async def test_a_link_is_ours(desk: Desk, links: AccountLinks, logins: Logins) -> None:
    """Neither nonsense nor our own cookie nor a link signed by others is taken."""
    kim = await invited(desk)
    others = AccountLinks(desk.accounts, Passwords(), key=b"o" * 32, clock=desk.clock)
    for token in ("nonsense", await logins.begin(kim, "a browser"), others.issue(kim).token):
        with pytest.raises(Unauthorized):
            await links.use(token, PASSWORD)


@pytest.mark.parametrize("weak", ["short", "aaaaaaaaaaaaaaaa", "x kim@example.com x"])
async def test_weak_passwords_are_refused(desk: Desk, links: AccountLinks, weak: str) -> None:
    """A password that is easily guessed is refused, and the link still works."""
    kim = await invited(desk)
    token = links.issue(kim).token
    with pytest.raises(BadRequest):
        await links.use(token, weak)
    assert (await links.use(token, PASSWORD)).id == kim.id


Change = Callable[[Desk, str, str], Awaitable[object]]
ENDS: dict[str, Change] = {
    "a new password": lambda desk, who, _by: desk.accounts.set_password(who, "x"),
    "disabled": lambda desk, who, by: desk.accounts.disable(who, by=by),
    "another role": lambda desk, who, by: desk.accounts.edit(
        who, by=by, name="Kim", role="trainer", skills=(), capacity=4
    ),
}


@pytest.mark.parametrize("change", ENDS.values(), ids=ENDS)
async def test_what_ends_logins(
    desk: Desk, links: AccountLinks, logins: Logins, change: Change
) -> None:
    """A new password, another role, and being disabled end every login and every link."""
    kim, admin = await invited(desk), await desk.agent("Ada", role="admin")
    cookie, token = {COOKIE: await logins.begin(kim, "a browser")}, links.issue(kim).token
    assert (await logins.read(cookie)).agent == kim
    await change(desk, kim.id, admin.id)
    with pytest.raises(Unauthorized):
        await logins.read(cookie)
    with pytest.raises(Unauthorized):
        await links.whose(token)


async def test_another_name_keeps_the_login(desk: Desk, logins: Logins) -> None:
    """Name, skills and capacity may change while somebody works; who did it is an event."""
    kim, admin = await invited(desk), await desk.agent("Ada", role="admin")
    await desk.accounts.edit(
        kim.id, by=admin.id, name="Kim Berg", role="agent", skills=("orders",), capacity=2
    )
    login = await logins.read({COOKIE: await logins.begin(kim, "a browser")})
    assert (login.agent.name, login.agent.skills, login.agent.capacity) == (
        "Kim Berg",
        ("orders",),
        2,
    )
    last = desk.events[-1].event
    assert isinstance(last, AgentChanged)
    assert last.by == admin.id


async def test_a_disabled_account_comes_back_with_its_password(desk: Desk, logins: Logins) -> None:
    """Disabled, nobody logs in; enabled again, the old password works and old logins do not."""
    admin = await desk.agent("Ada", role="admin")
    hashed = await Passwords().hash(PASSWORD)
    kim = await desk.agent("Kim", password_hash=hashed)
    cookie = {COOKIE: await logins.begin(kim, "a browser")}
    await desk.accounts.disable(kim.id, by=admin.id)
    with pytest.raises(Unauthorized):
        await logins.log_in(kim.email, PASSWORD, "::1")
    await desk.accounts.enable(kim.id, by=admin.id)
    assert (await logins.log_in(kim.email, PASSWORD, "::1")).id == kim.id
    with pytest.raises(Unauthorized):
        await logins.read(cookie)


async def test_the_cases_of_a_disabled_agent_go_on(desk: Desk) -> None:
    """What they had goes back to the queue at the next tick, before all others."""
    admin, kim = await desk.agent("Ada", role="admin"), await desk.agent("Kim")
    await desk.agent_actions.set_presence(admin.id, "away")
    await desk.taken_by(kim)
    await desk.accounts.disable(kim.id, by=admin.id)
    await desk.routing.run_due()
    assert (await desk.here()).owner == "queue"


async def test_one_admin_is_always_left(desk: Desk) -> None:
    """Nobody disables themselves or takes their own role away."""
    ada = await desk.agent("Ada", role="admin")
    with pytest.raises(Conflict):
        await desk.accounts.disable(ada.id, by=ada.id)
    with pytest.raises(Conflict):
        await desk.accounts.edit(ada.id, by=ada.id, name="Ada", role="agent", skills=(), capacity=4)


async def test_only_people_have_accounts(desk: Desk) -> None:
    """Who stands for everybody outside the desk is no account that could be edited."""
    ada = await desk.agent("Ada", role="admin")
    for which in (ELSEWHERE, "ag_unknown"):
        with pytest.raises(NotFound):
            await desk.accounts.disable(which, by=ada.id)
        with pytest.raises(NotFound):
            await desk.accounts.set_password(which, "x")


async def test_logins_are_throttled(desk: Desk, logins: Logins) -> None:
    """After so many failures even the right password has to wait."""
    kim = await desk.agent("Kim", password_hash=await Passwords().hash(PASSWORD))
    for _ in range(LOGINS.most):
        with pytest.raises(Unauthorized):
            await logins.log_in(kim.email, "wrong", "::1")
    with pytest.raises(TooMany):
        await logins.log_in(kim.email, PASSWORD, "::1")


async def test_the_audit_log_is_written_first(desk: Desk, audit: Audit) -> None:
    """While something is done its entry is there already; who, when, what, and where."""
    sam = await desk.agent("Sam")
    async with audit.noted("open", by=sam, conversation_id="cv_1", about="x" * 500):
        [entry] = await audit.read(AuditFilter(), limit=10)
    assert (entry.agent_id, entry.name, entry.act) == (sam.id, "Sam", "open")
    assert (entry.conversation_id, entry.at, entry.refused) == ("cv_1", desk.clock.now, None)
    assert entry.about == "x" * 400


async def test_what_was_refused_says_so(audit: Audit) -> None:
    """An entry of what was not allowed carries the code of the refusal."""
    with pytest.raises(Conflict):
        async with audit.noted("login", about="kim@example.com"):
            raise Conflict
    [entry] = await audit.read(AuditFilter(), limit=10)
    assert (entry.name, entry.agent_id, entry.refused) == (NOBODY, None, "conflict")


async def test_the_audit_log_is_filtered_and_paged(desk: Desk, audit: Audit) -> None:
    """Latest first, by agent, act, conversation and time, page by page."""
    sam, kim = await desk.agent("Sam"), await desk.agent("Kim")
    for who, act, where in ((sam, "open", "cv_1"), (kim, "open", "cv_2"), (kim, "send", "cv_2")):
        async with audit.noted(act, by=who, conversation_id=where):
            desk.clock.forward(hours=1)
    entries = await audit.read(AuditFilter(), limit=10)
    assert [(e.name, e.act) for e in entries] == [("Kim", "send"), ("Kim", "open"), ("Sam", "open")]
    first = await audit.read(AuditFilter(), limit=1)
    rest = await audit.read(AuditFilter(), before=first[0].id, limit=10)
    assert (*first, *rest) == entries

    async def fitting(**wanted: object) -> list[str]:
        found = await audit.read(AuditFilter(**wanted), limit=10)  # type: ignore[arg-type]
        return [f"{e.name} {e.act}" for e in found]

    assert await fitting(agent_id=sam.id) == ["Sam open"]
    assert await fitting(act="send") == ["Kim send"]
    assert await fitting(conversation_id="cv_2", act="open") == ["Kim open"]
    hour = timedelta(hours=1)
    between = {"since": desk.clock.now - 2 * hour, "until": desk.clock.now - hour}
    assert await fitting(**between) == ["Kim open"]
    assert await audit.acts() == ("open", "send")
