"""A walk ends even where a server gives it no honest reason to."""

from typing import Any

from ledgerspan.pager import Pager
from ledgerspan.paging import Claims

from .fakes import FakeListing, FakeSession, says


def pager(session: FakeSession, claims: Claims) -> Pager[Any]:
    shown: Any = session
    listing: Any = FakeListing(claims=lambda _: claims)
    return Pager([listing], shown)


def test_the_same_answer_again_ends_a_list_of_records_without_ids() -> None:
    session = FakeSession(lambda _: says(["", ""]))
    records = pager(session, Claims())
    assert len(records.to_list()) == 2
    assert session.asked == [1, 2]
    assert records.report.stopped == "a page that only repeats"


def test_twenty_empty_pages_in_a_row_end_a_list_that_claims_a_million() -> None:
    session = FakeSession(lambda page: says(["1"] if page == 1 else []))
    records = pager(session, Claims(page_count=1_000_000, total=5_000_000))
    assert len(records.to_list()) == 1
    assert len(session.asked) == 21
    assert records.report.stopped == ("20 empty pages in a row, though 1000000 pages are claimed")
    assert records.report.missing == 4_999_999


def test_a_short_hole_is_walked_through() -> None:
    session = FakeSession(lambda page: says([str(page)] if page in (1, 10) else []))
    records = pager(session, Claims(page_count=10))
    assert [record.id for record in records] == ["1", "10"]
