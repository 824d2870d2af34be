"""Daftra's taxes become the common Tax."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from ledgerspan.daftra.listing import read_page
from ledgerspan.daftra.site import SiteDates
from ledgerspan.daftra.taxes import TAXES
from ledgerspan.models import Tax

from tests.wrapper.fakes import says


def read(*rows: object) -> list[Tax]:
    told: list[Any] = []
    return read_page(TAXES, says({"data": rows}), SiteDates(None, told.append), told.append)[0]


def one(**fields: object) -> Tax:
    (found,) = read({"Tax": {"id": "3", **fields}})
    return found


@pytest.mark.parametrize("rate", ["15.00", 15, 15.0])
def test_a_rate_is_percent_as_text_and_as_number(rate: object) -> None:
    assert one(value=rate).rate == Decimal(15)


def test_a_rate_of_zero_is_a_rate() -> None:
    assert one(value="0.00").rate == Decimal(0)


@pytest.mark.parametrize("empty", [None, "", "NaN", "Infinity", "much", [], {}])
def test_what_is_no_rate_is_none(empty: object) -> None:
    assert one(value=empty).rate is None


@pytest.mark.parametrize(
    ("sent", "expected"), [("1", True), (True, True), ("0", False), (None, False), ("", False)]
)
def test_null_says_that_prices_exclude_the_tax(*, sent: object, expected: bool) -> None:
    assert one(included=sent).inclusive is expected


def test_a_record_that_does_not_say_leaves_it_open() -> None:
    assert one().inclusive is None


@pytest.mark.parametrize("empty", [None, "", "0000-00-00 00:00:00", "soon"])
def test_an_empty_moment_is_none(empty: object) -> None:
    assert (one(created=empty).created_at, one(modified=empty).updated_at) == (None, None)


def test_a_moment_is_naive_since_no_zone_is_named() -> None:
    moment = datetime.datetime(2026, 1, 5, 8, 12, 40)  # noqa: DTZ001  # that is the point
    assert one(created="2026-01-05 08:12:40").created_at == moment


def test_arabic_text_and_digits_stay_as_they_are() -> None:
    found = one(name="ضريبة ٢٤٪", description="None")
    assert (found.name, found.description) == ("ضريبة ٢٤٪", "None")


def test_rows_without_the_wrapper_still_count() -> None:
    assert [tax.id for tax in read({"Other": {}}, None, 7, [])] == ["", "", "", ""]
