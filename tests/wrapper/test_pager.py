"""What `list` gives: lazy, ordered, restartable, and honest when a page breaks."""

import pickle
from typing import Any

import pytest
from ledgerspan.call import Answer, Call, Flow
from ledgerspan.errors import (
    IncompleteListingError,
    NotFoundError,
    ServerError,
    UnsupportedOperationError,
)
from ledgerspan.events import EventKind
from ledgerspan.listing import KnowledgeNeeded
from ledgerspan.models import Income
from ledgerspan.pager import Pager
from ledgerspan.paging import Claims

from .fakes import FakeListing, FakeSession, Served, broken_at, pages_of, says

THREE = pages_of(["1", "2"], ["3", "4"], ["5"])


def pager(session: FakeSession, *, prefetch: int = 0, listing: Any = None) -> Pager[Income]:
    shown: Any = session
    return Pager([listing or FakeListing()], shown, prefetch=prefetch)


def ids(records: Any) -> list[str]:
    return [record.id for record in records]


def broken(served: Served = THREE) -> FakeSession:
    fault = ServerError("down", method="GET", url="/incomes", status=503)
    return FakeSession(broken_at(3, fault, served))


def test_nothing_is_sent_before_somebody_iterates() -> None:
    session = FakeSession(THREE)
    pager(session)
    assert session.asked == []


@pytest.mark.parametrize("prefetch", [0, 1, 4])
def test_records_come_in_order_whatever_is_fetched_ahead(prefetch: int) -> None:
    assert ids(pager(FakeSession(THREE), prefetch=prefetch)) == ["1", "2", "3", "4", "5"]


def test_a_page_is_only_fetched_when_it_is_due() -> None:
    session = FakeSession(THREE)
    records = iter(pager(session))
    next(records)
    next(records)
    assert session.asked == [1]


def test_to_list_fetches_everything() -> None:
    assert ids(pager(FakeSession(THREE)).to_list()) == ["1", "2", "3", "4", "5"]


def test_the_first_record_takes_one_page() -> None:
    session = FakeSession(THREE)
    first = pager(session).first()
    assert first is not None
    assert (first.id, session.asked) == ("1", [1])


def test_an_empty_listing_has_no_first_record() -> None:
    assert pager(FakeSession(pages_of())).first() is None


def test_each_iteration_walks_anew() -> None:
    records = pager(FakeSession(THREE))
    assert ids(records) == ids(records)


def test_the_report_belongs_to_the_latest_iteration() -> None:
    records = pager(FakeSession(THREE))
    list(records)
    list(records)
    assert (records.report.records, records.report.pages) == (5, 4)


def test_before_the_first_iteration_the_report_is_empty() -> None:
    report = pager(FakeSession(THREE)).report
    assert (report.records, report.pages, report.stopped) == (0, 0, None)


def test_pages_tell_their_number_and_whether_more_follow() -> None:
    session = FakeSession(pages_of(["1"], ["2"]))
    listing = FakeListing(
        claims=lambda names: Claims(page=int(names[0]), page_count=2, total=2, has_next=False)
    )
    pages = list(pager(session, listing=listing).pages())
    assert [(page.number, page.page_count, page.total, page.has_more) for page in pages] == [
        (1, 2, 2, True),
        (2, 2, 2, False),
    ]


def test_each_page_is_announced() -> None:
    session = FakeSession(THREE)
    list(pager(session))
    told = [(event.kind, event.page, event.records) for event in session.events]
    assert told == [(EventKind.PAGE, page, count) for page, count in enumerate((2, 4, 5, 5), 1)]


def test_an_error_of_the_first_page_is_raised_as_it_is() -> None:
    fault = NotFoundError("none", method="GET", url="/incomes", status=404)
    with pytest.raises(NotFoundError):
        list(pager(FakeSession(broken_at(1, fault, THREE))))


@pytest.mark.parametrize("prefetch", [0, 3])
def test_a_page_that_breaks_in_the_middle_says_which_and_how_much_came_before(
    prefetch: int,
) -> None:
    with pytest.raises(IncompleteListingError, match="broke at page 3, after 4 records") as caught:
        list(pager(broken(), prefetch=prefetch))
    error = caught.value
    assert (error.page, error.records) == (3, 4)
    assert isinstance(error.cause, ServerError)
    assert error.__cause__ is error.cause


def test_a_broken_listing_goes_on_where_it_broke() -> None:
    records = pager(broken())
    before = []
    with pytest.raises(IncompleteListingError) as caught:
        before.extend(ids(record for record in records))
    assert ids(caught.value.resume()) == ["5"]


def test_a_resumed_listing_still_drops_what_came_before() -> None:
    session = broken(pages_of(["1", "2"], ["3", "4"], ["4", "5"]))
    with pytest.raises(IncompleteListingError) as caught:
        list(pager(session))
    resumed = caught.value.resume()
    assert ids(resumed) == ["5"]
    assert resumed.report.duplicates == 1


def test_a_resumed_listing_can_be_walked_twice() -> None:
    with pytest.raises(IncompleteListingError) as caught:
        list(pager(broken()))
    resumed = caught.value.resume()
    assert ids(resumed) == ids(resumed) == ["5"]


def test_an_error_that_was_pickled_cannot_resume_and_says_so() -> None:
    with pytest.raises(IncompleteListingError) as caught:
        list(pager(broken()))
    copied = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
    assert (copied.page, copied.records) == (3, 4)
    with pytest.raises(UnsupportedOperationError, match="list again from the start"):
        copied.resume()


class CuriousListing(FakeListing):
    """A listing whose answers can only be read once a question is answered."""

    known = False

    def read(self, answer: Answer, page: int) -> tuple[list[Income], Claims]:
        if not self.known:
            raise KnowledgeNeeded(self._learn)
        return super().read(answer, page)

    def _learn(self) -> Flow[None]:
        yield Call(method="GET", url="/site", operation="site.get", read=True)
        self.known = True


@pytest.mark.parametrize("prefetch", [0, 2])
def test_what_reading_needs_is_fetched_once_and_no_page_is_lost(prefetch: int) -> None:
    session = FakeSession(THREE)
    found = ids(pager(session, prefetch=prefetch, listing=CuriousListing()))
    assert found == ["1", "2", "3", "4", "5"]
    # The question has no page number: the fake notes it as page 0.
    assert session.asked.count(0) == 1


def test_a_consumer_that_leaves_stops_the_fetching() -> None:
    endless = FakeSession(lambda page: says([str(page)]))
    pages: Any = pager(endless).pages()
    next(pages)
    pages.close()
    assert endless.asked == [1]
