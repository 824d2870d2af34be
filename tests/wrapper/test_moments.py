"""Moments: what is written, and nothing that is guessed."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgerspan.moments import read_epoch, read_moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-05 09:30:00", datetime(2026, 3, 5, 9, 30)),  # noqa: DTZ001
        ("2026-03-05T09:30:00", datetime(2026, 3, 5, 9, 30)),  # noqa: DTZ001
        ("2026-03-05T09:30:00Z", datetime(2026, 3, 5, 9, 30, tzinfo=UTC)),
        ("2026-03-05t09:30:00z", datetime(2026, 3, 5, 9, 30, tzinfo=UTC)),
        ("2026-03-05T09:30:00.250Z", datetime(2026, 3, 5, 9, 30, 0, 250_000, tzinfo=UTC)),
        (
            "2026-03-05T09:30:00+03:00",
            datetime(2026, 3, 5, 9, 30, tzinfo=timezone(timedelta(hours=3))),
        ),
    ],
)
def test_a_moment_has_the_zone_that_is_written_and_no_other(text: str, expected: datetime) -> None:
    found = read_moment(text)
    assert found == expected
    assert found.tzinfo == expected.tzinfo


@pytest.mark.parametrize(
    "text",
    [
        "", "2026-03-05", "0000-00-00 00:00:00", "2026-02-31 09:30:00", "2026-03-05 25:00:00",
        "05/03/2026 09:30:00", "20260305T093000Z", "2026-W10-4T09:30:00", "yesterday at nine",
        "2026-03-05 noon",
    ],
)  # fmt: skip
def test_what_is_no_moment_is_none(text: str) -> None:
    assert read_moment(text) is None


@given(st.text())
def test_no_text_breaks_the_reading(text: str) -> None:
    assert read_moment(text) is None or text[:4].isdecimal()


@pytest.mark.parametrize("count", [1_774_247_400, 1_774_247_400_000])
def test_the_size_of_an_epoch_tells_its_unit(count: int) -> None:
    assert read_epoch(count) == datetime(2026, 3, 23, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "count", [0, -1, 1774, 999_999_999, 10**10, 10**11 - 1, 10**20, True, None, "1"]
)
def test_an_epoch_whose_unit_is_not_certain_is_none(count: object) -> None:
    assert read_epoch(count) is None


def test_milliseconds_are_kept() -> None:
    assert read_epoch(1_774_247_400_125) == datetime(2026, 3, 23, 6, 30, 0, 125_000, tzinfo=UTC)
