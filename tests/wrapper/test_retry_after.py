"""How the Retry-After header is read: seconds, an HTTP date, or nothing."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgerspan.retry import read_retry_after

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(("text", "seconds"), [("0", 0.0), ("3", 3.0), (" 120 ", 120.0)])
def test_seconds_are_read_as_seconds(text: str, seconds: float) -> None:
    assert read_retry_after(text, NOW) == seconds


def test_an_http_date_is_read_as_the_time_until_then() -> None:
    assert read_retry_after("Sun, 01 Mar 2026 12:00:30 GMT", NOW) == 30.0


def test_a_date_in_the_past_means_at_once() -> None:
    assert read_retry_after("Sun, 01 Mar 2026 11:00:00 GMT", NOW) == 0.0


def test_the_time_until_a_date_is_counted_from_now_where_no_moment_is_given() -> None:
    assert read_retry_after("Thu, 01 Jan 1970 00:00:00 GMT") == 0.0


def test_a_date_without_a_zone_is_taken_as_utc() -> None:
    assert read_retry_after("Sun, 01 Mar 2026 12:00:30 -0000", NOW) == 30.0


@pytest.mark.parametrize("text", [None, "", "soon", "-3", "1.5", "٣", "2026-03-01", "²"])
def test_anything_else_says_nothing(text: str | None) -> None:
    assert read_retry_after(text, NOW) is None


@pytest.mark.parametrize(
    "text",
    [
        "Sun, 01 Mar 99999999999999999999 12:00:00 GMT",
        "Sun, 01 Mar 2026 12:00:00 +99999999999999999999",
    ],
)
def test_a_date_that_no_calendar_holds_says_nothing(text: str) -> None:
    assert read_retry_after(text, NOW) is None


@given(st.text())
def test_no_header_makes_the_reader_fail(text: str) -> None:
    seconds = read_retry_after(text, NOW)
    assert seconds is None or seconds >= 0


@given(st.integers(0, 10**6))
def test_a_date_means_the_same_as_its_seconds(seconds: int) -> None:
    then = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)
    assert read_retry_after(then, NOW) == read_retry_after(str(seconds), NOW)
