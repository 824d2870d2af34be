"""Tokens: what is kept between processes, and shown to nobody."""

import json
import pickle
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from ledgerspan import ConfigurationError, Tokens

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
ALL = Tokens(
    access_token="invented-access",
    refresh_token="invented-refresh",
    expires_at=NOON,
    site_id="77",
    subdomain="acme.daftra.com",
)


def test_they_are_stored_as_texts() -> None:
    assert ALL.to_dict() == {
        "access_token": "invented-access",
        "refresh_token": "invented-refresh",
        "expires_at": "2026-07-01T12:00:00+00:00",
        "site_id": "77",
        "subdomain": "acme.daftra.com",
    }


@pytest.mark.parametrize("tokens", [ALL, Tokens(access_token="invented-access")])
def test_what_is_stored_as_json_comes_back_equal(tokens: Tokens) -> None:
    assert Tokens.from_dict(json.loads(json.dumps(tokens.to_dict()))) == tokens


def test_they_survive_a_pickle() -> None:
    assert pickle.loads(pickle.dumps(ALL)) == ALL  # noqa: S301


def test_a_column_that_the_store_added_is_passed_over() -> None:
    assert Tokens.from_dict({**ALL.to_dict(), "company": "acme"}) == ALL


def test_a_store_may_give_the_time_as_a_datetime() -> None:
    assert Tokens.from_dict({"access_token": "invented", "expires_at": NOON}).expires_at == NOON


def test_every_zone_becomes_utc() -> None:
    riyadh = timezone(timedelta(hours=3))
    ends = Tokens(access_token="invented", expires_at=NOON.astimezone(riyadh)).expires_at
    assert (ends, ends and ends.tzinfo) == (NOON, UTC)


@pytest.mark.parametrize("show", [repr, str, "{}".format])
def test_no_text_of_them_shows_a_token(show: Any) -> None:
    assert show(ALL) == (
        "Tokens(expires_at=datetime.datetime(2026, 7, 1, 12, 0, tzinfo=datetime.timezone.utc), "
        "site_id='77', subdomain='acme.daftra.com', with a refresh token)"
    )


def test_a_rich_terminal_shows_no_token_either() -> None:
    shown = dict(ALL.__rich_repr__())
    assert shown == {"expires_at": NOON, "site_id": "77", "subdomain": "acme.daftra.com"}


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"access_token": ""}, "at least an access_token"),
        ({"access_token": "invented\n"}, "access_token holds a blank"),
        ({"refresh_token": 7}, "refresh_token is a text"),
        ({"site_id": "7 7"}, "site_id holds a blank"),
        ({"expires_at": "soon"}, "no ISO 8601 time"),
        ({"expires_at": "2026-07-01T12:00:00"}, "with its zone"),
        ({"expires_at": 1}, "with its zone"),
    ],
)
def test_what_cannot_be_used_is_refused_without_quoting_it(
    fault: dict[str, Any], said: str
) -> None:
    with pytest.raises(ConfigurationError, match=said) as caught:
        Tokens.from_dict({**ALL.to_dict(), **fault})
    assert "invented" not in str(caught.value)


@pytest.mark.parametrize("stored", [None, [], "text", {}])
def test_what_is_no_mapping_of_tokens_is_refused(stored: Any) -> None:
    with pytest.raises(ConfigurationError, match="stored tokens are a mapping"):
        Tokens.from_dict(stored)
