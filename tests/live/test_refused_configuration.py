"""What cannot work is refused in words, before anything is sent."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from ledgerspan import (
    ConfigurationError,
    PasswordGrant,
    RateLimit,
    RetryPolicy,
    Timeout,
)

from tests.live.both import settled
from tests.live.silent import KEY, client, daftra, nuvio

pytestmark = pytest.mark.anyio

SECRETS = [
    "",
    " ",
    " key",
    "key ",
    "key\n",
    "two words",
    "key\r\nX-Other: 1",
    "clé",
    "مفتاح",
    7,
    b"k",
]
PAGE_SIZES = [0, -1, 1001, True, 2.5, "50"]
AHEAD = [-1, 65, True, 1.5, "2"]
GRANT: dict[str, Any] = {
    "client_id": "101",
    "client_secret": "invented-secret",
    "username": "owner@acme.example",
    "password": "invented-password",
}
LISTINGS: list[tuple[dict[str, Any], str]] = [
    ({"since": date(2026, 2, 1), "until": date(2026, 1, 1)}, "lies before since"),
    ({"since": "2026-01-01"}, "since is a datetime.date"),
    ({"until": datetime(2026, 1, 1, tzinfo=UTC)}, "until is a datetime.date"),
    ({"contact": 1.5}, "an id is a text"),
    ({"contact": True}, "an id is a text"),
    ({"payment_status": "settled"}, "settled"),
    ({"number": 42}, "number is a text"),
    ({"prefetch": -1}, "prefetch is a number of pages"),
]


@pytest.mark.parametrize("secret", SECRETS)
def test_a_key_that_no_header_can_hold_is_refused(provider: str, kind: str, secret: Any) -> None:
    named = [{"api_key": secret}, {"api_key": None, "token": secret}]
    for options in named if provider == "daftra" else [{"token": secret}]:
        with pytest.raises(ConfigurationError, match=r"is empty or no text|holds a blank"):
            client(provider, kind, **options)


@pytest.mark.parametrize(
    "given",
    [
        {"token": KEY},
        {"oauth": PasswordGrant(**GRANT)},
        {"token": KEY, "oauth": PasswordGrant(**GRANT)},
        {"api_key": None},
    ],
)
def test_daftra_takes_exactly_one_credential(kind: str, given: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError, match="give one of api_key, token and oauth"):
        daftra(kind, **given)


@pytest.mark.parametrize("given", [{"address": None}, {"base_url": "acme"}])
def test_daftra_takes_exactly_one_address(kind: str, given: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError, match="give Daftra one address"):
        daftra(kind, **given)


@pytest.mark.parametrize("name", list(GRANT))
@pytest.mark.parametrize("value", ["", None, 7])
def test_a_password_grant_without_one_of_its_texts_is_refused(name: str, value: Any) -> None:
    with pytest.raises(ConfigurationError):
        PasswordGrant(**{**GRANT, name: value})


@pytest.mark.parametrize("size", PAGE_SIZES)
def test_a_page_size_that_daftra_does_not_take_is_refused(kind: str, size: Any) -> None:
    with pytest.raises(ConfigurationError, match="page_size"):
        daftra(kind, page_size=size)
    with pytest.raises(ConfigurationError, match="page_size"):
        daftra(kind).incomes.list(page_size=size)


def test_nuvio_takes_no_page_size(kind: str) -> None:
    with pytest.raises(ConfigurationError, match="takes no page_size"):
        nuvio(kind, page_size=50)
    with pytest.raises(ConfigurationError, match="takes no page_size"):
        nuvio(kind).incomes.list(page_size=50)


@pytest.mark.parametrize("ahead", AHEAD)
def test_a_prefetch_that_makes_no_sense_is_refused(provider: str, kind: str, ahead: Any) -> None:
    with pytest.raises(ConfigurationError, match="prefetch is a number of pages"):
        client(provider, kind, prefetch=ahead)
    with pytest.raises(ConfigurationError, match="prefetch is a number of pages"):
        client(provider, kind).incomes.list(prefetch=ahead)


@pytest.mark.parametrize(("given", "told"), LISTINGS, ids=[told for _, told in LISTINGS])
def test_a_listing_that_cannot_work_is_refused_when_it_is_made(
    provider: str, kind: str, given: dict[str, Any], told: str
) -> None:
    with pytest.raises(ConfigurationError, match=told):
        client(provider, kind).incomes.list(**given)


def test_a_daftra_contact_is_digits(kind: str) -> None:
    with pytest.raises(ConfigurationError, match="contact is a Daftra id"):
        daftra(kind).incomes.list(contact="Cedar & Sons")


def test_an_unknown_option_is_refused_by_name(provider: str, kind: str) -> None:
    with pytest.raises(TypeError, match="there is no option 'colour'; common options are timeout"):
        client(provider, kind, colour="red")


def test_an_unknown_keyword_of_a_listing_is_refused_by_name(provider: str, kind: str) -> None:
    with pytest.raises(TypeError, match="'form'"):
        client(provider, kind).incomes.list(form=date(2026, 1, 1))


@pytest.mark.parametrize(
    "identity", ["", "acme", "7/..", "../clients", "1e3", "\u0667", -7, 1.5, None]
)
async def test_an_id_that_daftra_cannot_have_is_refused(kind: str, identity: Any) -> None:
    incomes = daftra(kind).incomes
    for call in (incomes.get, incomes.delete, incomes.update):
        with pytest.raises(ConfigurationError):
            await settled(call(identity))


@pytest.mark.parametrize("identity", ["", ".", "..", 1.5, None])
async def test_an_id_that_would_name_no_nuvio_record_is_refused(kind: str, identity: Any) -> None:
    incomes = nuvio(kind).incomes
    for call in (incomes.get, incomes.update):
        with pytest.raises(ConfigurationError):
            await settled(call(identity))


@pytest.mark.parametrize("text", ["", "MM", "DD/MM", "DD/DD/YYYY", "DD.MM-YYYY", "dd/mm/yyyy"])
def test_a_date_format_that_cannot_be_read_is_refused(kind: str, text: str) -> None:
    with pytest.raises(ConfigurationError, match="date"):
        daftra(kind, date_format=text)


@pytest.mark.parametrize(
    "given", [{"branch_id": 0}, {"branch_id": "1"}, {"branch_id": True}, {"site_id": "7 7"}]
)
def test_a_branch_or_site_that_cannot_be_is_refused(kind: str, given: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError):
        daftra(kind, **given)


@pytest.mark.parametrize("scheme", ["Bearer ", "Two words", "Bearer:", "B\n"])
def test_a_scheme_that_is_no_word_is_refused(kind: str, scheme: str) -> None:
    with pytest.raises(ConfigurationError, match="auth_scheme is a word"):
        nuvio(kind, auth_scheme=scheme)


@pytest.mark.parametrize("timeout", [0, -1, 0.0])
def test_a_time_limit_that_fails_everything_is_refused(
    provider: str, kind: str, timeout: float
) -> None:
    with pytest.raises(ConfigurationError, match="time limits are positive seconds"):
        client(provider, kind, timeout=timeout)


def test_policies_refuse_figures_that_make_none() -> None:
    with pytest.raises(ValueError, match="attempts must be at least 1"):
        RetryPolicy(attempts=0)
    with pytest.raises(ValueError, match="none is negative"):
        RetryPolicy(base=-1)
    with pytest.raises(ValueError, match="a rate needs calls >= 1"):
        RateLimit(calls=0)
    with pytest.raises(ValueError, match="time limits are positive"):
        Timeout(connect=0)
