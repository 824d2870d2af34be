"""One header that never changes: an API key, or a token made by hand."""

import pytest
from ledgerspan.auth import FixedHeader
from ledgerspan.config import Secret
from ledgerspan.errors import LedgerspanError

from .fakes import asks

KEY = "invented-key-0001"


@pytest.mark.parametrize(
    ("name", "scheme", "header"),
    [
        ("apikey", "", ("apikey", KEY)),
        ("Authorization", "Bearer", ("Authorization", f"Bearer {KEY}")),
        ("Authorization", "", ("Authorization", KEY)),
    ],
)
def test_a_key_is_sent_with_its_scheme_or_as_it_is(
    name: str, scheme: str, header: tuple[str, str]
) -> None:
    assert FixedHeader(name, Secret(KEY), scheme).header() == header


def test_there_is_nothing_to_fetch_and_nothing_to_renew() -> None:
    auth = FixedHeader("apikey", Secret(KEY))
    assert auth.refused(auth.header()) is False
    assert auth.failed(asks(), LedgerspanError()) is False
    auth.recall()
    auth.token_call()
    auth.accept(b"{}")
    assert auth.beside == {}
    assert auth.header() == ("apikey", KEY)


def test_its_secret_is_named_for_masking_and_never_shown() -> None:
    auth = FixedHeader("apikey", Secret(KEY))
    assert [secret.reveal() for secret in auth.secrets] == [KEY]
    assert repr(auth) == "FixedHeader(apikey: ***)"
