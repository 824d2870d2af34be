"""No credential shows itself: not in a repr, an error, its pickle, a log or an event."""

import logging
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from ledgerspan import (
    AmbiguousWriteError,
    ConfigurationError,
    Daftra,
    Event,
    IncompleteListingError,
    LedgerspanError,
    Nuvio,
    PasswordGrant,
)
from ledgerspan.config import Secret
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import Opened, settled
from tests.live.careless import (
    ALL,
    API_KEY,
    TOKEN,
    Answer,
    calls,
    clients,
    dropped,
    echo,
    echo_as_php,
    failure,
    garbled,
    grant,
    shown_in,
    signing_in,
    texts_of,
)
from tests.live.drafts import plain_draft
from tests.live.grants import grant_of

pytestmark = pytest.mark.anyio

RECORDS = 12

FAULTS: list[Fault] = [
    *[Fault("status", status=status) for status in (400, 401, 403, 404, 409, 422, 429, 500, 503)],
    Fault("status", status=502, html=True),
    Fault("html"),
    Fault("truncate"),
    Fault("empty"),
    Fault("rejected"),
    Fault("refuse"),
    Fault("reset_before"),
    Fault("reset_after"),
]


@pytest.mark.parametrize("secret", ALL)
def test_a_secret_shows_itself_in_no_kind_of_text(secret: str) -> None:
    held = Secret(secret)
    texts = [str(held), repr(held), f"{held}", f"{held!r:>99}", f"{held:>9}", repr([held])]
    assert shown_in(" ".join(texts)) == []
    assert held.reveal() == secret


def test_no_client_shows_its_credentials() -> None:
    for client in clients(echo):
        texts = [repr(client), str(client), f"{client}", repr(client._pipeline.auth)]
        texts += [repr(client._pipeline.options), repr(client.incomes), repr(client.api)]
        assert shown_in(" ".join(texts)) == []
        assert shown_in(repr(vars(client._pipeline))) == []


@pytest.mark.parametrize("answer", [echo, echo_as_php, garbled, dropped])
def test_no_error_shows_a_credential_though_the_server_repeats_it(answer: Answer) -> None:
    for client in clients(answer):
        for call in calls(client):
            assert shown_in(texts_of(failure(call))) == []


@pytest.mark.parametrize("status", [400, 401, 500])
def test_no_error_of_the_token_endpoint_shows_what_was_sent_to_it(status: int) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(status, content=echo(request).content)

    transport = httpx.MockTransport(answer)
    daftra = Daftra("acme", oauth=grant(), transport=transport, retry=1)
    assert shown_in(texts_of(failure(lambda: daftra.incomes.get("7")))) == []


def test_no_error_of_a_renewal_shows_the_refresh_token() -> None:
    tokens: Iterator[Answer] = iter(
        [signing_in(echo), lambda request: httpx.Response(500, content=echo(request).content)]
    )

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/v2/oauth/token"):
            return next(tokens)(request)
        return httpx.Response(401, json={"result": "failed", "message": "ended"})

    daftra = Daftra("acme", oauth=grant(), transport=httpx.MockTransport(answer), retry=1)
    error = failure(lambda: daftra.incomes.get("7"))
    assert "500" in str(error)
    assert shown_in(texts_of(error)) == []


def test_no_error_shows_a_token_that_was_replaced_meanwhile() -> None:
    with Sandbox(seed=7, records=1) as box:
        company = box.daftra_companies[0]
        box.faults.add(Fault("status", status=401, path="/incomes"))
        oauth = grant_of(box)
        with box.daftra(oauth=oauth) as daftra:
            error = failure(lambda: daftra.incomes.get("1"))
    assert shown_in(texts_of(error), (company.client_secret, company.password)) == []
    assert "invented-access" not in texts_of(error)
    assert "invented-refresh" not in texts_of(error)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f.kind}-{f.status}")
async def test_no_fault_of_a_server_brings_a_credential_to_light(
    *,
    box: Sandbox,
    opened: Opened,
    provider: str,
    kind: str,
    caplog: pytest.LogCaptureFixture,
    fault: Fault,
) -> None:
    caplog.set_level(logging.DEBUG)
    events: list[Event] = []
    company: Any = (box.daftra_companies if provider == "daftra" else box.nuvio_companies)[0]
    secrets = (company.api_key if provider == "daftra" else company.token,)
    box.faults.add(fault)
    client = opened(provider, kind, retry=1, on_event=events.append)
    texts = []
    for call in calls(client):
        try:
            await settled(call())
        except LedgerspanError as error:
            texts.append(texts_of(error))
    assert texts
    assert shown_in("\n".join([*texts, caplog.text, repr(events)]), secrets) == []
    assert events


async def test_no_log_or_event_shows_a_credential_over_the_wire(
    box: Sandbox, opened: Opened, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert box.url
    caplog.set_level(logging.DEBUG)
    events: list[Event] = []
    company = box.daftra_companies[0]
    oauth = grant_of(box)
    options: dict[str, Any] = {"transport": None, "on_event": events.append}
    for client in (
        opened("daftra", kind, **options),
        opened("daftra", kind, oauth=oauth, **options),
        opened("nuvio", kind, **options),
    ):
        await settled(client.incomes.list().to_list())
        await settled(client.incomes.create(plain_draft()))
    box.expire_tokens()
    secrets = (
        company.api_key,
        company.client_secret,
        company.password,
        box.nuvio_companies[0].token,
        "invented-access",
        "invented-refresh",
    )
    assert "ledgerspan" in {record.name for record in caplog.records}
    assert shown_in(caplog.text + repr(events), secrets) == []


def test_no_open_write_or_broken_listing_shows_a_credential(box: Sandbox) -> None:
    key = box.daftra_companies[0].api_key
    with box.daftra(retry=1) as daftra:
        box.faults.add(Fault("reset_after", method="POST", times=1))
        box.faults.add(Fault("truncate", method="GET", after=1))
        write = failure(lambda: daftra.incomes.create(plain_draft()))
        listing = failure(lambda: daftra.incomes.list(page_size=10).to_list())
    assert isinstance(write, AmbiguousWriteError)
    assert isinstance(listing, IncompleteListingError)
    assert shown_in(texts_of(write) + texts_of(listing), (key,)) == []


@pytest.mark.parametrize(
    "secret", [f"{TOKEN} ", f" {TOKEN}", f"{TOKEN}\n", f"{TOKEN} x", f"{TOKEN}é"]
)
def test_a_refused_credential_is_not_quoted(secret: str) -> None:
    for make in (
        lambda: Daftra("acme", api_key=secret),
        lambda: Daftra("acme", token=secret),
        lambda: Nuvio(token=secret),
        lambda: PasswordGrant(client_id="1", client_secret=secret, username="o", password="p"),
        lambda: Daftra("acme", api_key=TOKEN, token=TOKEN),
    ):
        with pytest.raises(ConfigurationError) as caught:
            make()
        assert TOKEN not in texts_of(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        f"https://owner:{TOKEN}@acme.daftra.com",
        f"https://owner:{TOKEN}@acme daftra.com",
        f"ftp://owner:{TOKEN}@acme.daftra.com",
        f"https://owner:{TOKEN}@[acme",
    ],
)
def test_a_password_inside_an_address_is_not_quoted(address: str) -> None:
    for make in (
        lambda: Daftra(address, api_key=API_KEY),
        lambda: Nuvio(token=API_KEY, base_url=address),
    ):
        with pytest.raises(ConfigurationError) as caught:
            make()
        assert shown_in(texts_of(caught.value)) == []


def test_the_sandbox_shows_no_credential_of_its_companies(box: Sandbox) -> None:
    company = box.daftra_companies[0]
    with box.daftra() as daftra, box.nuvio() as nuvio:
        daftra.incomes.list().first()
        nuvio.incomes.list().first()
    secrets = (
        company.api_key,
        company.client_secret,
        company.password,
        box.nuvio_companies[0].token,
    )
    assert shown_in(repr(box.companies) + repr(box.requests) + repr(box), secrets) == []
