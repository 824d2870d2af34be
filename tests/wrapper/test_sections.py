"""The laws of going through several listings: clients, then suppliers; one walk for the user."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgerspan.errors import IncompleteListingError, ServerError
from ledgerspan.walk import Walk

from .sections import (
    Section,
    Spot,
    Tasks,
    Threads,
    broken_shelves,
    drained,
    drained_async,
    seen,
    shelves,
    told,
    walked,
    walked_async,
)

CLIENTS = Section("clients", (("1", "2"), ("3",)))
SUPPLIERS = Section("suppliers", (("1",), ("2", "4")))
BOTH = [CLIENTS, SUPPLIERS]


@settings(max_examples=60)
@given(sections=shelves(), prefetch=st.integers(0, 16), whole=st.booleans())
def test_threads_and_tasks_give_the_same_whatever_is_fetched_ahead(
    *, sections: list[Section], prefetch: int, whole: bool
) -> None:
    expected = told(sections) if whole else [(*row[:2], None) for row in told(sections)]
    by_threads, _ = drained(walked(sections, Threads(sections), prefetch=prefetch, whole=whole))
    by_tasks = drained_async(
        walked_async(sections, Tasks(sections), prefetch=prefetch, whole=whole)
    )
    assert (expected, expected) == (seen(by_threads), seen(by_tasks))


@settings(max_examples=60)
@given(broken_shelves(), st.integers(0, 8))
def test_what_breaks_anywhere_goes_on_without_loss_or_repetition(
    served: tuple[list[Section], list[Spot]], prefetch: int
) -> None:
    sections, faults = served
    records, _ = drained(walked(sections, Threads(sections, faults), prefetch=prefetch, whole=True))
    assert seen(records) == told(sections)
    again = drained_async(
        walked_async(sections, Tasks(sections, faults), prefetch=prefetch, whole=True)
    )
    assert seen(again) == told(sections)


@given(broken_shelves())
def test_the_last_report_of_a_broken_listing_accounts_for_all_of_it(
    served: tuple[list[Section], list[Spot]],
) -> None:
    sections, faults = served
    records, pager = drained(walked(sections, Threads(sections, faults), whole=True))
    report = pager.report
    assert report.before + report.records == len(records)
    assert report.missing == 0
    expected = sum(len(section.ids) for section in sections)
    assert report.claimed_total == (expected if all(each.claims for each in sections) else None)


def test_the_same_id_in_two_listings_is_two_records() -> None:
    records, pager = drained(walked(BOTH, Threads(BOTH)))
    assert [(record.number, record.id) for record in records] == [
        ("clients", "1"),
        ("clients", "2"),
        ("clients", "3"),
        ("suppliers", "1"),
        ("suppliers", "2"),
        ("suppliers", "4"),
    ]
    assert pager.report.duplicates == 0


def test_the_claims_of_all_listings_are_added_up() -> None:
    _, pager = drained(walked(BOTH, Threads(BOTH)))
    report = pager.report
    assert (report.claimed_total, report.records, report.pages) == (6, 6, 4)
    assert report.stopped == "the last page"


def test_pages_count_through_all_listings() -> None:
    pages = list(walked(BOTH, Threads(BOTH)).pages())
    assert [(page.number, page.page_count, page.total, page.has_more) for page in pages] == [
        (1, 2, 3, True),
        (2, 2, 3, True),
        (3, 4, 6, True),
        (4, 4, 6, False),
    ]


def test_a_page_is_announced_under_the_name_of_its_own_listing() -> None:
    session = Threads(BOTH)
    drained(walked(BOTH, session))
    assert [event.operation for event in session.events] == [
        "clients.list",
        "clients.list",
        "suppliers.list",
        "suppliers.list",
    ]


def test_what_is_fetched_late_is_still_of_the_listing_it_was_asked_for() -> None:
    walk = Walk(BOTH)
    fetch = walk.caller()
    shelf = Threads(BOTH)
    for page in (1, 2):
        walk.take(shelf.send(fetch(page)))
    # A thread that begins only now, when the walk is in the second listing.
    late, due = fetch(2), walk.caller()(3)
    assert (late.url, late.params) == ("clients", {"page": 2})
    assert (due.url, due.params) == ("suppliers", {"page": 1})


@pytest.mark.parametrize("prefetch", [0, 1, 16])
def test_no_page_is_asked_for_that_no_listing_has(prefetch: int) -> None:
    session = Threads(BOTH)
    drained(walked(BOTH, session, prefetch=prefetch))
    assert sorted(session.shelf.spots) == [
        ("clients", 1),
        ("clients", 2),
        ("suppliers", 1),
        ("suppliers", 2),
    ]


@pytest.mark.parametrize(
    ("spot", "page", "came"),
    [(("clients", 2), 2, 2), (("suppliers", 1), 3, 3), (("suppliers", 2), 4, 4)],
)
def test_it_says_at_which_page_of_all_it_broke(spot: Spot, page: int, came: int) -> None:
    pager = walked(BOTH, Threads(BOTH, [spot]))
    with pytest.raises(IncompleteListingError) as caught:
        pager.to_list()
    error = caught.value
    assert (error.page, error.records, type(error.cause)) == (page, came, ServerError)
    resumed = error.resume()
    assert seen(resumed.to_list()) == seen(walked(BOTH, Threads(BOTH)).to_list())[came:]
    assert (resumed.report.before, resumed.report.missing) == (came, 0)


def test_a_page_that_was_taken_back_is_not_in_the_report() -> None:
    lacking = [Section("invoices", (("1", "2"), ("2", "3")), rows_lack=True)]
    pager = walked(lacking, Threads(lacking, [("invoices", "3")]), whole=True)
    with pytest.raises(IncompleteListingError):
        pager.to_list()
    report = pager.report
    assert (report.pages, report.records, report.duplicates, report.stopped) == (1, 2, 0, None)
