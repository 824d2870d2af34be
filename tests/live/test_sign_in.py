"""Proving who is calling: keys, tokens, the password grant; what each is sent as, and refused."""

from collections.abc import Callable
from typing import Any

import httpx
import msgspec
import pytest
from ledgerspan import (
    AuthenticationError,
    NotFoundError,
    PasswordGrant,
    PermissionDeniedError,
    ServerError,
    ValidationError,
)
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import AT_ONCE, Opened, Wiretap, asked, settled, stored
from tests.live.drafts import plain_draft

pytestmark = pytest.mark.anyio

TOKENS = "/v2/oauth/token"


class Clock:
    """Stand still until told to move; seconds."""

    now = 0.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


def grant_of(box: Sandbox, company: int = 0, **given: Any) -> PasswordGrant:
    """Make the password grant of a company."""
    known = box.daftra_companies[company]
    usual = {
        "client_id": known.client_id,
        "client_secret": known.client_secret,
        "username": known.username,
        "password": known.password,
    }
    return PasswordGrant(**{**usual, **given})


def grants(box: Sandbox) -> list[str]:
    """Return the grant types of the token requests, in order."""
    return [msgspec.json.decode(r.body)["grant_type"] for r in asked(box, "POST", TOKENS)]


def token_of(box: Sandbox) -> str:
    """Fetch an access token as an app of the first company does."""
    company = box.daftra_companies[0]
    form = {
        "grant_type": "password",
        "client_id": company.client_id,
        "client_secret": company.client_secret,
        "username": company.username,
        "password": company.password,
    }
    with httpx.Client(transport=box.transport) as http:
        answer = http.post(f"{box.daftra_url}{TOKENS}", json=form)
    return str(answer.json()["access_token"])


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


async def test_the_password_grant_fetches_one_token_for_all_calls(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    client = opened("daftra", kind, oauth=grant_of(box))
    assert len(await settled(client.incomes.list(page_size=10).to_list())) == 40
    await settled(client.incomes.create(plain_draft()))
    assert grants(box) == ["password"]


async def test_a_token_is_renewed_before_it_ends(box: Sandbox, opened: Opened, kind: str) -> None:
    clock = Clock()
    client = opened("daftra", kind, oauth=grant_of(box, clock=clock))
    await settled(client.incomes.get("7"))
    clock.now = 94_694_400 - 31
    await settled(client.incomes.get("7"))
    assert grants(box) == ["password"]
    clock.now = 94_694_400 - 29
    await settled(client.incomes.get("7"))
    assert grants(box) == ["password", "refresh_token"]


async def test_an_ended_token_is_renewed_once_and_the_read_repeated(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    client = opened("daftra", kind, oauth=grant_of(box), date_format="DD/MM/YYYY")
    income = await settled(client.incomes.get("7"))
    box.expire_tokens()
    assert income == await settled(client.incomes.get("7"))
    assert grants(box) == ["password", "refresh_token"]
    assert [request.status for request in asked(box, "GET")] == [200, 401, 200]


async def test_an_ended_token_is_renewed_once_and_the_write_repeated(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    client = opened("daftra", kind, oauth=grant_of(box))
    await settled(client.incomes.get("7"))
    box.expire_tokens()
    await settled(client.incomes.create(plain_draft()))
    assert [request.status for request in asked(box, "POST", "/incomes")] == [401, 202]
    assert (grants(box), stored(box)) == (["password", "refresh_token"], 1)


async def test_a_401_that_stays_is_told_after_one_renewal(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    client = opened("daftra", kind, oauth=grant_of(box), retry=AT_ONCE)
    box.faults.add(Fault("status", status=401, path="/incomes"))
    with pytest.raises(AuthenticationError):
        await settled(client.incomes.get("7"))
    assert (len(asked(box, "GET")), grants(box)) == (2, ["password", "refresh_token"])


@pytest.mark.parametrize("status", [400, 401])
async def test_a_refused_renewal_falls_back_to_the_password(
    box: Sandbox, opened: Opened, kind: str, status: int
) -> None:
    client = opened("daftra", kind, oauth=grant_of(box))
    await settled(client.incomes.get("7"))
    box.expire_tokens()
    box.faults.add(Fault("status", status=status, path=TOKENS, times=1))
    await settled(client.incomes.get("7"))
    assert grants(box) == ["password", "refresh_token", "password"]


@pytest.mark.parametrize("wrong", ["client_secret", "password"])
async def test_a_wrong_password_or_app_secret_is_an_authentication_error(
    box: Sandbox, opened: Opened, kind: str, wrong: str
) -> None:
    given: dict[str, Any] = {wrong: "invented-wrong"}
    client = opened("daftra", kind, oauth=grant_of(box, **given))
    with pytest.raises(AuthenticationError) as caught:
        await settled(client.incomes.get("7"))
    assert (caught.value.status, len(asked(box))) == (401, 1)


async def test_a_token_endpoint_that_fails_is_asked_again(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    box.faults.add(Fault("status", status=503, path=TOKENS, times=2))
    client = opened("daftra", kind, oauth=grant_of(box), retry=AT_ONCE)
    assert (await settled(client.incomes.get("7"))).id == "7"
    assert len(grants(box)) == 3


async def test_a_token_endpoint_that_stays_down_is_told_and_no_write_goes_out(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    box.faults.add(Fault("status", status=503, path=TOKENS))
    client = opened("daftra", kind, oauth=grant_of(box), retry=AT_ONCE)
    with pytest.raises(ServerError):
        await settled(client.incomes.create(plain_draft()))
    assert (len(asked(box)), len(grants(box))) == (3, 3)


def test_a_token_endpoint_that_wants_something_else_is_a_validation_error(box: Sandbox) -> None:
    box.faults.add(Fault("status", status=400, path=TOKENS))
    with box.daftra(oauth=grant_of(box)) as daftra, pytest.raises(ValidationError):
        daftra.incomes.get("7")
