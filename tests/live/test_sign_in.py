"""Proving who is calling: keys and tokens, what each is sent as, and what each may do."""

from collections.abc import Callable
from typing import Any

import pytest
from ledgerspan import (
    AuthenticationError,
    NotFoundError,
    PermissionDeniedError,
)
from ledgerspan.sandbox import Sandbox

from tests.live.both import AT_ONCE, Opened, Wiretap, asked, settled, stored
from tests.live.drafts import plain_draft
from tests.live.grants import grant_of, token_of

pytestmark = pytest.mark.anyio


def test_an_api_key_goes_in_its_own_header_and_nothing_else_does(box: Sandbox) -> None:
    tap = Wiretap(box.transport)
    with box.daftra(transport=tap) as daftra:
        daftra.incomes.list().first()
    assert tap.requests[0].headers["apikey"] == box.daftra_companies[0].api_key
    assert "authorization" not in tap.requests[0].headers


def test_a_daftra_token_goes_as_a_bearer_and_without_a_key(box: Sandbox) -> None:
    tap = Wiretap(box.transport)
    token = token_of(box)
    with box.daftra(token=token, transport=tap) as daftra:
        assert len(daftra.incomes.list().to_list()) == 40
    assert tap.requests[0].headers["authorization"] == f"Bearer {token}"
    assert "apikey" not in tap.requests[0].headers


@pytest.mark.parametrize(
    ("scheme", "before"), [("Bearer", "Bearer "), ("", ""), ("Token", "Token ")]
)
def test_a_nuvio_token_goes_with_the_scheme_that_is_wanted(
    box: Sandbox, scheme: str, before: str
) -> None:
    tap = Wiretap(box.transport)
    token = box.nuvio_companies[0].token
    with box.nuvio(auth_scheme=scheme, transport=tap, retry=1) as nuvio:
        if scheme == "Token":
            with pytest.raises(AuthenticationError):
                nuvio.incomes.list().first()
        else:
            assert len(nuvio.incomes.list().to_list()) == 40
    assert tap.requests[0].headers["authorization"] == f"{before}{token}"


async def test_a_branch_and_a_site_go_with_every_call_but_those_for_tokens(box: Sandbox) -> None:
    tap = Wiretap(box.transport)
    with box.daftra(oauth=grant_of(box), branch_id=3, site_id="77", transport=tap) as daftra:
        daftra.incomes.get("7")
    fetch, *calls = tap.requests
    assert (fetch.url.path, fetch.url.query) == ("/daftra/v2/oauth/token", b"")
    assert "site-id" not in fetch.headers
    assert {call.url.query for call in calls} == {b"request_branch_id=3"}
    assert {call.headers["site-id"] for call in calls} == {"77"}


async def test_a_wrong_key_is_an_authentication_error(
    box: Sandbox, opened: Opened, kind: str, dialect: str
) -> None:
    with pytest.raises(AuthenticationError, match="Invalid API key") as caught:
        await settled(opened("daftra", kind, api_key="invented-wrong").incomes.list().first())
    assert (caught.value.status, len(asked(box))) == (401, 1), dialect


async def test_an_api_key_sent_as_a_token_is_refused(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    key = box.daftra_companies[0].api_key
    with pytest.raises(AuthenticationError):
        await settled(opened("daftra", kind, token=key).incomes.get("7"))


async def test_a_wrong_nuvio_token_is_an_authentication_error(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    client = opened("nuvio", kind, token="invented-wrong", retry=AT_ONCE)
    for call in (client.incomes.list().first, lambda: client.incomes.create(plain_draft())):
        with pytest.raises(AuthenticationError):
            await settled(call())
    assert (len(asked(box)), stored(box)) == (2, 0)


async def test_a_company_never_sees_the_incomes_of_another(
    opened: Opened, provider: str, kind: str
) -> None:
    ours = opened(provider, kind, 0).incomes
    theirs = opened(provider, kind, 1).incomes
    foreign = {income.id for income in await settled(theirs.list().to_list())}
    own = {income.id for income in await settled(ours.list().to_list())}
    assert own.isdisjoint(foreign)
    for identity in sorted(foreign)[:3]:
        with pytest.raises(NotFoundError):
            await settled(ours.get(identity))
        with pytest.raises(NotFoundError):
            await settled(ours.update(identity, description="seen"))


@pytest.mark.parametrize(
    ("scope", "reads", "creates"), [("READ", True, False), ("WRITE", False, True)]
)
async def test_a_nuvio_token_may_do_what_its_scope_says(
    box: Sandbox, opened: Opened, kind: str, scope: Any, *, reads: bool, creates: bool
) -> None:
    client = opened("nuvio", kind, token=box.nuvio_companies[0].tokens_by_scope[scope])
    calls: list[tuple[bool, Callable[[], Any]]] = [
        (reads, lambda: client.incomes.list().to_list()),
        (reads, lambda: client.incomes.get("INV-1")),
        (creates, lambda: client.incomes.create(plain_draft())),
    ]
    for allowed, call in calls:
        if allowed:
            assert await settled(call())
        else:
            with pytest.raises(PermissionDeniedError, match="lacks the scope"):
                await settled(call())


async def test_updating_needs_its_own_scope(box: Sandbox, opened: Opened, kind: str) -> None:
    token = box.nuvio_companies[0].tokens_by_scope["READ"]
    with pytest.raises(PermissionDeniedError, match="lacks the scope UPDATE"):
        await settled(
            opened("nuvio", kind, token=token).incomes.update("INV-1", description="seen")
        )
    assert stored(box) == 0
