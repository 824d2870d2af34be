"""DocumentFilters are verified on every record, whoever applied them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from ledgerspan.errors import ConfigurationError
from ledgerspan.filters import DocumentFilters
from ledgerspan.models import PaymentStatus, Ref
from ledgerspan.walk import Walk

from .fakes import FakeListing, income, says

MARCH = DocumentFilters(since=date(2026, 3, 1), until=date(2026, 3, 31))


@pytest.mark.parametrize(
    ("day", "refused_by"),
    [
        (date(2026, 2, 28), "since"),
        (date(2026, 3, 1), None),
        (date(2026, 3, 31), None),
        (date(2026, 4, 1), "until"),
        (None, "since"),
    ],
)
def test_both_bounds_of_a_range_are_included(day: date | None, refused_by: str | None) -> None:
    assert MARCH.refuse(income("1", date=day)) == refused_by


def test_a_record_without_a_date_is_not_known_to_lie_before_an_end() -> None:
    assert DocumentFilters(until=date(2026, 3, 31)).refuse(income("1")) == "until"


@pytest.mark.parametrize(
    ("filters", "fields"),
    [
        (DocumentFilters(contact="7"), {"contact": Ref(id="8")}),
        (DocumentFilters(contact="7"), {"contact": Ref(name="7")}),
        (DocumentFilters(contact="7"), {"contact": None}),
        (
            DocumentFilters(payment_status=PaymentStatus.PAID),
            {"payment_status": PaymentStatus.UNPAID},
        ),
        (DocumentFilters(number="INV-1"), {"number": "INV-2"}),
        (DocumentFilters(number="INV-1"), {"number": None}),
    ],
)
def test_a_record_that_says_something_else_does_not_match(
    filters: DocumentFilters, fields: dict[str, Any]
) -> None:
    assert filters.refuse(income("1", **fields)) == filters.asked()[0]


@pytest.mark.parametrize(
    ("filters", "fields"),
    [
        (DocumentFilters(contact="7"), {"contact": Ref(id="7", name="Nile Traders")}),
        (
            DocumentFilters(payment_status=PaymentStatus.PAID),
            {"payment_status": PaymentStatus.PAID},
        ),
        (DocumentFilters(number="INV-1"), {"number": "INV-1"}),
        (DocumentFilters(), {}),
    ],
)
def test_a_record_that_says_what_was_asked_for_matches(
    filters: DocumentFilters, fields: dict[str, Any]
) -> None:
    assert filters.refuse(income("1", **fields)) is None


def test_until_before_since_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="until 2026-01-01 lies before since 2026-01-02"):
        DocumentFilters(since=date(2026, 1, 2), until=date(2026, 1, 1))


def test_a_single_day_is_a_range() -> None:
    day = DocumentFilters(since=date(2026, 1, 2), until=date(2026, 1, 2))
    assert day.refuse(income("1", date=date(2026, 1, 2))) is None


@pytest.mark.parametrize("name", ["since", "until"])
@pytest.mark.parametrize("value", ["2026-01-01", datetime(2026, 1, 1, tzinfo=UTC), 20260101])
def test_a_bound_that_is_no_date_is_refused(name: str, value: object) -> None:
    with pytest.raises(ConfigurationError, match=f"{name} is a datetime.date, not"):
        DocumentFilters(**{name: value})  # type: ignore[arg-type]


def test_records_that_do_not_match_are_left_out_and_counted_by_filter() -> None:
    dates = {"1": date(2026, 3, 2), "2": date(2025, 1, 1), "3": date(2027, 1, 1), "4": None}
    walk = Walk([FakeListing(MARCH, make=lambda name: income(name, date=dates[name]))])
    page = walk.take(says(["1", "2", "3", "4"]))
    assert [record.id for record in page.items] == ["1"]
    assert walk.report.filtered == {"since": 2, "until": 1}
    assert walk.report.records == 1


def test_a_page_where_nothing_matches_is_not_the_end() -> None:
    walk = Walk([FakeListing(MARCH)])
    walk.take(says(["1", "2"]))
    assert walk.page == 2


def test_the_report_tells_who_applied_which_filter() -> None:
    wanted = DocumentFilters(since=date(2026, 3, 1), number="INV-1")
    walk = Walk([FakeListing(wanted, sent_filters=("since",))])
    assert walk.report.filters == {"since": "server, verified here", "number": "here"}


def test_without_filters_the_report_names_none() -> None:
    assert Walk([FakeListing()]).report.filters == {}
