"""The code grant of marketplace apps: one exchange, then refresh tokens, one flight for all."""

import asyncio
import json
import pickle
from collections.abc import Callable
from typing import Any

import anyio
import httpx
import pytest
from ledgerspan import (
    AsyncDaftra,
    AuthenticationError,
    CodeGrant,
    ConfigurationError,
    Daftra,
    LedgerspanError,
    RejectedError,
    ServerError,
    TimeoutError,  # noqa: A004
    Tokens,
    TransportError,
)
from ledgerspan.sandbox import Sandbox

from tests.live.both import AT_ONCE, settled
from tests.live.central import Central
from tests.live.drafts import plain_draft
from tests.live.grants import Clock
from tests.live.test_token_sharing import CALLERS, all_at_once

pytestmark = pytest.mark.anyio


@pytest.fixture
def central() -> Central:
    return Central()


def answers(status: int, **body: Any) -> Callable[[httpx.Request], httpx.Response]:
    return lambda _: httpx.Response(status, json=body)


def breaks(fault: type[httpx.TransportError]) -> Callable[[httpx.Request], httpx.Response]:
    def fail(request: httpx.Request) -> httpx.Response:
        raise fault("invented", request=request)

    return fail


async def test_the_sandbox_takes_a_code_and_then_its_refresh_tokens(
    box: Sandbox, kind: str
) -> None:
    company = box.daftra_companies[1]
    grant = CodeGrant(
        client_id=company.client_id,
        client_secret=company.client_secret,
        redirect_uri=company.redirect_uri,
        code=company.authorization_code,
    )
    shape = Daftra if kind == "sync" else AsyncDaftra
    client: Any = shape(base_url=box.daftra_url, oauth=grant, transport=box.transport)
    before = await settled(client.incomes.list().to_list())
    box.expire_tokens()
    assert await settled(client.incomes.list().to_list()) == before != []
    assert grant.tokens is not None
    assert grant.tokens.site_id == company.site_id
    await settled(client.close())


async def test_a_code_is_exchanged_once_for_all_calls(central: Central, kind: str) -> None:
    client = central.client(kind)
    for _ in range(3):
        assert (await settled(client.incomes.get("7"))).id == "7"
    assert central.grants == ["authorization_code"]
    assert json.loads(central.requests[0].content) == {
        "grant_type": "authorization_code",
        "client_id": "app-1",
        "client_secret": "invented-app-secret",
        "code": "invented-code",
        "redirect_uri": "https://app.example/back",
    }


async def test_the_site_goes_with_every_call_but_those_for_tokens(
    central: Central, kind: str
) -> None:
    await settled(central.client(kind).incomes.get("7"))
    assert "site-id" not in central.requests[0].headers
    assert [call.headers["site-id"] for call in central.calls] == ["77"]
    assert {str(call.url.host) for call in central.requests} == {"central.example"}


async def test_the_tokens_tell_the_site(central: Central, kind: str) -> None:
    grant = central.grant()
    assert grant.tokens is None
    await settled(central.client(kind, grant).incomes.get("7"))
    assert grant.tokens is not None
    assert (grant.tokens.site_id, grant.tokens.subdomain) == ("77", "acme.daftra.com")


async def test_a_site_that_the_client_names_wins(central: Central, kind: str) -> None:
    client = central.client(kind, site_id="78")
    with pytest.raises(LedgerspanError, match="which site"):
        await settled(client.incomes.get("7"))
    assert central.calls[0].headers["site-id"] == "78"


async def test_an_ended_token_is_renewed_once_and_the_read_repeated(
    central: Central, kind: str
) -> None:
    client = central.client(kind)
    await settled(client.incomes.get("7"))
    central.expire()
    await settled(client.incomes.get("7"))
    assert central.grants == ["authorization_code", "refresh_token"]
    assert {call.headers["site-id"] for call in central.calls} == {"77"}


async def test_an_ended_token_is_renewed_once_and_the_write_repeated(
    central: Central, kind: str
) -> None:
    client = central.client(kind)
    await settled(client.incomes.get("7"))
    central.expire()
    await settled(client.incomes.create(plain_draft()))
    writes = [call.headers["authorization"] for call in central.calls if call.method == "POST"]
    assert writes == ["Bearer invented-access-1", "Bearer invented-access-2"]


async def test_a_token_is_renewed_before_it_ends(central: Central, kind: str) -> None:
    clock = Clock()
    client = central.client(kind, central.grant(clock=clock))
    await settled(client.incomes.get("7"))
    clock.now = 3600 - 29
    await settled(client.incomes.get("7"))
    assert central.grants == ["authorization_code", "refresh_token"]


@pytest.mark.parametrize("status", [400, 401, 422])
async def test_a_refused_code_is_not_sent_again_and_a_new_one_asked_for(
    central: Central, kind: str, status: int
) -> None:
    central.instead.append(answers(status, error="invalid_grant", error_description="used up"))
    client = central.client(kind, retry=AT_ONCE)
    with pytest.raises(LedgerspanError, match=r"used up(.|\n)*CodeGrant with the new code"):
        await settled(client.incomes.get("7"))
    with pytest.raises(ConfigurationError, match="no code to get some with"):
        await settled(client.incomes.get("7"))
    assert central.grants == ["authorization_code"]


@pytest.mark.parametrize(
    ("instead", "error"),
    [
        (answers(500, message="down"), ServerError),
        (answers(502, message="down"), ServerError),
        (breaks(httpx.ReadTimeout), TimeoutError),
        (breaks(httpx.RemoteProtocolError), TransportError),
        (answers(200, token_type="Bearer"), RejectedError),
        (answers(200, access_token="a b"), AuthenticationError),
    ],
)
async def test_a_code_that_may_be_used_up_is_not_sent_again(
    central: Central, kind: str, instead: Any, error: type[LedgerspanError]
) -> None:
    central.instead.append(instead)
    client = central.client(kind, retry=AT_ONCE)
    with pytest.raises(error, match="CodeGrant with the new code") as caught:
        await settled(client.incomes.get("7"))
    assert type(caught.value) is error
    assert len(central.requests) == 1


async def test_a_code_that_never_left_is_sent_again(central: Central, kind: str) -> None:
    central.instead += [breaks(httpx.ConnectError)] * 2
    client = central.client(kind, retry=2)
    with pytest.raises(TransportError) as caught:
        await settled(client.incomes.get("7"))
    assert caught.value.sent is False
    assert "new code" not in str(caught.value)
    assert (await settled(client.incomes.get("7"))).id == "7"


async def test_a_refused_renewal_asks_for_a_new_code(central: Central, kind: str) -> None:
    client = central.client(kind)
    await settled(client.incomes.get("7"))
    central.revoke()
    with pytest.raises(AuthenticationError, match="CodeGrant with the new code") as caught:
        await settled(client.incomes.get("7"))
    assert caught.value.status == 401
    assert central.grants == ["authorization_code", "refresh_token"]


async def test_a_renewal_that_the_server_failed_is_tried_again_later(
    central: Central, kind: str
) -> None:
    client = central.client(kind)
    await settled(client.incomes.get("7"))
    central.expire()
    central.instead += [answers(401, message="ended"), answers(503, message="down")]
    with pytest.raises(ServerError):
        await settled(client.incomes.get("7"))
    assert (await settled(client.incomes.get("7"))).id == "7"


async def test_a_refresh_token_of_before_needs_no_code(central: Central, kind: str) -> None:
    central._refresh = "invented-refresh-0"
    grant = central.grant(refresh_token="invented-refresh-0")
    assert (await settled(central.client(kind, grant, site_id="77").incomes.get("7"))).id == "7"
    assert central.grants == ["refresh_token"]


async def test_stored_tokens_come_before_the_code(central: Central, kind: str) -> None:
    stored: list[Tokens] = []
    await settled(central.client(kind, central.grant(save=stored.append)).incomes.get("7"))
    again = central.grant(code="invented-code", load=lambda: stored[-1])
    assert (await settled(central.client(kind, again).incomes.get("7"))).id == "7"
    assert central.grants == ["authorization_code"]


async def test_the_code_comes_after_stored_tokens_that_are_refused(
    central: Central, kind: str
) -> None:
    dead = Tokens(access_token="invented-dead", refresh_token="invented-dead", site_id="1")
    grant = central.grant(code="invented-code", load=lambda: dead)
    assert (await settled(central.client(kind, grant).incomes.get("7"))).id == "7"
    assert central.grants == ["refresh_token", "authorization_code"]


def test_eight_threads_exchange_one_code_and_renew_once(central: Central) -> None:
    client = central.client("sync")
    assert all_at_once(lambda: client.incomes.get("7").id) == ["7"] * CALLERS
    central.expire()
    assert all_at_once(lambda: client.incomes.get("7").id) == ["7"] * CALLERS
    assert central.grants == ["authorization_code", "refresh_token"]


async def test_eight_tasks_exchange_one_code_and_renew_once(central: Central) -> None:
    client = central.client("async")
    for _ in range(2):
        found = await asyncio.gather(*(client.incomes.get("7") for _ in range(CALLERS)))
        assert [income.id for income in found] == ["7"] * CALLERS
        central.expire()
    assert central.grants == ["authorization_code", "refresh_token"]


class _Slow(httpx.AsyncBaseTransport):
    """Answer only when nobody waits any more; tell when a renewal has arrived."""

    def __init__(self, central: Central) -> None:
        self._central = central
        self.renewing = asyncio.Event()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = self._central(request)
        if self._central.grants == ["authorization_code", "refresh_token"]:
            self.renewing.set()
            await asyncio.Event().wait()
        return answer


async def test_a_caller_who_gives_up_does_not_lose_the_refresh_token(central: Central) -> None:
    transport = _Slow(central)
    client = central.client("async", transport=transport)
    await client.incomes.get("7")
    central.expire()
    call = asyncio.ensure_future(client.incomes.get("7"))
    with anyio.fail_after(10):
        await transport.renewing.wait()
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    # The server had not come to renewing: the same refresh token is still good.
    central._refresh = "invented-refresh-1"
    assert (await client.incomes.get("7")).id == "7"


@pytest.mark.parametrize("name", ["client_id", "redirect_uri"])
def test_what_the_grant_needs_is_demanded(central: Central, name: str) -> None:
    with pytest.raises(ConfigurationError, match="needs client_id, client_secret and redirect_uri"):
        central.grant(**{name: ""})


def test_a_grant_with_nothing_to_begin_with_is_refused(central: Central) -> None:
    with pytest.raises(ConfigurationError, match="needs the code that the user brought back"):
        central.grant(code=None)


async def test_a_client_is_picklable_with_its_grant(central: Central) -> None:
    grant = central.grant()
    await settled(central.client("sync", grant).incomes.get("7"))
    copied = pickle.loads(pickle.dumps(grant))  # noqa: S301
    assert copied.tokens == grant.tokens
    assert central.client("sync", copied).incomes.get("7").id == "7"
    assert central.grants == ["authorization_code"]


async def test_it_never_shows_a_secret(central: Central) -> None:
    grant = central.grant()
    client = central.client("sync", grant)
    client.incomes.get("7")
    assert repr(grant) == "CodeGrant(client_id='app-1', site_id='77')"
    assert "invented" not in repr(client) + repr(grant.tokens)
    assert [secret.reveal() for secret in grant.secrets] == [
        "invented-app-secret",
        "invented-code",
        "invented-access-1",
        "invented-refresh-1",
    ]


async def test_no_error_shows_a_code_that_the_server_repeats(central: Central) -> None:
    def echo(request: httpx.Request) -> httpx.Response:
        return httpx.Response(400, json={"message": request.content.decode()})

    central.instead.append(echo)
    with pytest.raises(LedgerspanError) as caught:
        central.client("sync").incomes.get("7")
    assert "invented" not in str(caught.value) + repr(caught.value) + repr(vars(caught.value))
