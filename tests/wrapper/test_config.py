"""What a client is configured with, and what is refused before anything is sent."""

import copy
import logging
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgerspan.config import (
    Options,
    Secret,
    Timeout,
    check_page_size,
    check_prefetch,
    from_environment,
    options_of,
)
from ledgerspan.errors import ConfigurationError
from ledgerspan.retry import RetryPolicy
from ledgerspan.throttle import RateLimit

KEY = "invented-key-0001"


def test_a_secret_reveals_itself_only_when_asked() -> None:
    assert Secret.of("api_key", KEY).reveal() == KEY


@pytest.mark.parametrize(
    "shown",
    [
        str(Secret(KEY)),
        repr(Secret(KEY)),
        f"{Secret(KEY)}",
        f"{Secret(KEY):>40}",
        f"{Secret(KEY)!r}",
        "%s" % Secret(KEY),  # noqa: UP031
        "%r" % Secret(KEY),  # noqa: UP031
        "{}".format(Secret(KEY)),  # noqa: UP032
        repr([Secret(KEY)]),
        repr({"key": Secret(KEY)}),
    ],
)
def test_a_secret_is_masked_in_every_text(shown: str) -> None:
    assert KEY not in shown
    assert "***" in shown


def test_a_secret_is_masked_in_a_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        logging.getLogger("invented").info("key %s and %r", Secret(KEY), Secret(KEY))
    assert KEY not in caplog.text


def test_a_secret_survives_copy_and_pickle() -> None:
    secret = Secret(KEY)
    copied = [copy.copy(secret), copy.deepcopy(secret), pickle.loads(pickle.dumps(secret))]  # noqa: S301
    assert [type(each) for each in copied] == [Secret] * 3
    assert [each.reveal() for each in copied] == [KEY] * 3


@pytest.mark.parametrize("value", ["", None, 7, b"bytes"])
def test_an_empty_credential_is_refused(value: object) -> None:
    with pytest.raises(ConfigurationError, match="api_key is empty or no text"):
        Secret.of("api_key", value)


@pytest.mark.parametrize(
    "value", ["key ", " key", "key\n", "k ey", "k\r\ney", "ключ", "مفتاح", "key\x00", "ke\u00a0y"]
)
def test_a_credential_pasted_with_something_around_it_is_refused(value: str) -> None:
    with pytest.raises(ConfigurationError, match="holds a blank, a line break or a character"):
        Secret.of("api_key", value)


@given(st.text(min_size=4))
def test_a_refused_credential_is_never_quoted(value: str) -> None:
    planted = f"{value}\n{KEY}"
    with pytest.raises(ConfigurationError) as caught:
        Secret.of("api_key", planted)
    assert KEY not in str(caught.value)


def test_time_limits_are_five_seconds_to_connect_and_thirty_to_read() -> None:
    assert (Timeout().connect, Timeout().read) == (5.0, 30.0)


@pytest.mark.parametrize("name", ["connect", "read", "write", "pool"])
@pytest.mark.parametrize("seconds", [0, -1.0])
def test_a_time_limit_that_fails_every_request_is_refused(name: str, seconds: float) -> None:
    with pytest.raises(ConfigurationError, match="time limits are positive seconds"):
        Timeout(**{name: seconds})


def options(**given: object) -> Options:
    plain: dict[str, object] = {
        "timeout": None,
        "retry": None,
        "rate_limit": None,
        "page_size": None,
        "prefetch": 0,
        "transport": None,
        "on_event": None,
    }
    return options_of(**{**plain, **given})  # type: ignore[arg-type]


def test_what_is_not_given_is_the_default() -> None:
    assert options() == Options()


def test_a_number_is_the_time_to_read_and_write() -> None:
    assert options(timeout=3).timeout == Timeout(read=3.0, write=3.0)


def test_a_timeout_is_taken_as_it_is() -> None:
    assert options(timeout=Timeout(connect=1.0)).timeout == Timeout(connect=1.0)


def test_zero_seconds_are_refused_and_not_taken_for_the_default() -> None:
    with pytest.raises(ConfigurationError, match="time limits are positive seconds"):
        options(timeout=0)


@pytest.mark.parametrize(("given_", "attempts"), [(1, 1), (5, 5), (0, 1)])
def test_a_number_is_how_often_to_try(given_: int, attempts: int) -> None:
    assert options(retry=given_).retry == RetryPolicy(attempts=attempts)


def test_a_policy_is_taken_as_it_is() -> None:
    assert options(retry=RetryPolicy(base=1.0)).retry == RetryPolicy(base=1.0)


def test_a_rate_limit_is_taken_as_it_is() -> None:
    assert options(rate_limit=RateLimit(calls=2)).rate_limit == RateLimit(calls=2)


@pytest.mark.parametrize("prefetch", [0, 1, 64])
def test_a_number_of_pages_ahead_is_taken(prefetch: int) -> None:
    assert check_prefetch(prefetch) == prefetch


@pytest.mark.parametrize("prefetch", [-1, 65, 1.0, "4", True, None])
def test_a_number_of_pages_ahead_that_makes_no_sense_is_refused(prefetch: object) -> None:
    with pytest.raises(ConfigurationError, match="prefetch is a number of pages from 0 to 64"):
        check_prefetch(prefetch)  # type: ignore[arg-type]
    with pytest.raises(ConfigurationError, match="prefetch is a number of pages from 0 to 64"):
        Options(prefetch=prefetch)  # type: ignore[arg-type]


@pytest.mark.parametrize("page_size", [1, 20, 1000])
def test_a_page_size_the_provider_takes_is_taken(page_size: int) -> None:
    assert check_page_size(page_size, 1000) == page_size


@pytest.mark.parametrize("page_size", [0, -1, 1001])
def test_a_page_size_out_of_range_is_refused(page_size: int) -> None:
    with pytest.raises(ConfigurationError, match="page_size must be from 1 to 1000, not"):
        check_page_size(page_size, 1000)


@pytest.mark.parametrize("page_size", [True, 10.0, "10", None])
def test_a_page_size_that_is_no_number_is_refused(page_size: object) -> None:
    with pytest.raises(ConfigurationError, match="page_size is a whole number, not"):
        check_page_size(page_size, 1000)  # type: ignore[arg-type]


def test_variables_that_are_set_become_options() -> None:
    names = {"token": "BOOKS_TOKEN", "base_url": "BOOKS_URL"}
    found = from_environment(names, {"BOOKS_TOKEN": KEY, "OTHER": "x"})
    assert found == {"token": KEY}


def test_an_empty_variable_counts_as_not_set() -> None:
    assert from_environment({"token": "BOOKS_TOKEN"}, {"BOOKS_TOKEN": ""}) == {}


def test_the_process_environment_is_read_where_none_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BOOKS_TOKEN", KEY)
    assert from_environment({"token": "BOOKS_TOKEN"}) == {"token": KEY}
