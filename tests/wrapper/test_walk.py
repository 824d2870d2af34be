"""One step of a walk at a time: which page it reads, what it gives, where it goes on."""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from ledgerspan.call import Call, Flow
from ledgerspan.errors import ConfigurationError
from ledgerspan.filters import DocumentFilters
from ledgerspan.listing import KnowledgeNeeded
from ledgerspan.models import Income
from ledgerspan.pager import Pager
from ledgerspan.paging import Claims
from ledgerspan.walk import Place, Walk, matching, read_with

from .fakes import FakeAnswer, FakeListing, FakeSession, asks, says

T = TypeVar("T")


class Numbered(FakeListing):
    """A listing of three pages that notes which of them it was asked to read."""

    def __init__(self, **options: Any) -> None:
        super().__init__(claims=lambda _: Claims(page_count=3, total=6), **options)
        self.read_pages: list[int] = []

    def read(self, answer: Any, page: int) -> tuple[list[Income], Claims]:
        self.read_pages.append(page)
        return super().read(answer, page)


def drive(flow: Flow[T], answer: Callable[[Call], FakeAnswer]) -> T:
    """Answer every call of a flow and return its result."""
    try:
        call = next(flow)
        while True:
            call = flow.send(answer(call))
    except StopIteration as end:
        found: T = end.value
        return found


def ids(page: Any) -> list[str]:
    return [record.id for record in page.items]


def test_before_its_first_answer_a_walk_looks_no_further_than_the_first_page() -> None:
    walk = Walk([Numbered()])
    assert (walk.page, walk.ahead_until) == (1, 1)


def test_a_walk_that_begins_at_its_end_looks_nowhere() -> None:
    walk = Walk([Numbered()], Place(page=None))
    assert (walk.page, walk.ahead_until) == (None, 0)


def test_each_answer_is_read_as_the_page_that_was_due() -> None:
    listing = Numbered()
    walk = Walk([listing])
    for row in "abc":
        walk.take(says([row]))
    assert listing.read_pages == [1, 2, 3]


def test_nothing_is_worth_fetching_ahead_unless_it_is_asked_for() -> None:
    walk = Walk([Numbered()])
    walk.take(says(["a"]))
    assert walk.ahead_until == 1
    drive(walk.reading(says(["b"])), lambda _: says([]))
    assert walk.ahead_until == 2


def test_what_is_fetched_ahead_is_counted_from_the_page_that_was_read() -> None:
    walk = Walk([Numbered()])
    drive(walk.reading(says(["a"]), ahead=8), lambda _: says([]))
    assert walk.ahead_until == 3


def test_a_walk_that_has_ended_takes_no_answer() -> None:
    walk = Walk([FakeListing(claims=lambda _: Claims(paged=False))])
    walk.take(says(["a"]))
    with pytest.raises(AssertionError, match=r"^the walk has ended$"):
        walk.take(says(["b"]))


def test_pages_of_several_listings_are_numbered_on_and_read_from_one() -> None:
    first, second, third = Numbered(), Numbered(), Numbered()
    walk = Walk([first, second, third])
    pages = [walk.take(says([f"{number}"]), ahead=8) for number in range(1, 10)]
    assert [page.number for page in pages] == list(range(1, 10))
    assert [each.read_pages for each in (first, second, third)] == [[1, 2, 3]] * 3
    assert walk.page is None


def test_each_of_several_listings_is_asked_from_its_first_page_on() -> None:
    session = FakeSession(lambda page: says([f"{page}"]))
    listings: Any = [Numbered(), Numbered()]
    shown: Any = session
    Pager(listings, shown).to_list()
    assert session.asked == [1, 2, 3, 1, 2, 3]


def test_each_page_is_announced_with_what_it_claims_and_all_records_so_far() -> None:
    session = FakeSession(lambda page: says([f"{page}", f"{page}b"]))
    listings: Any = [Numbered(operation="incomes.list")]
    shown: Any = session
    Pager(listings, shown).to_list()
    told = [(each.operation, each.page, each.page_count, each.records) for each in session.events]
    assert told == [
        ("incomes.list", 1, 3, 2),
        ("incomes.list", 2, 3, 4),
        ("incomes.list", 3, 3, 6),
    ]


def test_in_a_later_listing_pages_are_fetched_ahead_as_far_as_it_claims() -> None:
    walk = Walk([Numbered(), Numbered()])
    for row in "abcd":
        walk.take(says([row]), ahead=8)
    assert (walk.page, walk.ahead_until) == (5, 6)


def test_a_later_listing_may_begin_with_the_answer_that_the_earlier_one_ended_with() -> None:
    walk = Walk([FakeListing(claims=lambda _: Claims(paged=False)) for _ in range(3)])
    pages = [walk.take(says(["a"])) for _ in range(3)]
    assert [ids(page) for page in pages] == [["a"], ["a"], ["a"]]
    assert walk.report.duplicates == 0


def test_empty_pages_are_counted_anew_in_each_listing() -> None:
    walk = Walk([FakeListing(claims=lambda _: Claims(page_count=30)) for _ in range(2)])
    for _ in range(20):
        walk.take(says([]))
    assert walk.place.listing == 1
    for _ in range(19):
        walk.take(says([]))
    assert walk.page == 40


def test_a_page_that_is_taken_back_comes_again_as_if_for_the_first_time() -> None:
    walk = Walk([Numbered()])
    walk.take(says(["a", "b"]))
    walk.take(says(["c"]))
    at = walk.bookmark()
    walk.take(says(["d", "e"]))
    walk.take_back(at)
    assert (walk.page, walk.report.pages, walk.report.records) == (3, 2, 3)
    assert walk.report.stopped is None
    assert ids(walk.take(says(["d", "e", "a"]))) == ["d", "e"]


def test_a_last_page_that_is_taken_back_is_no_end() -> None:
    walk = Walk([FakeListing(claims=lambda _: Claims(paged=False))])
    at = walk.bookmark()
    walk.take(says(["a"]))
    walk.take_back(at)
    assert (walk.page, walk.report.stopped) == (1, None)


def test_without_a_page_since_the_bookmark_there_is_nothing_to_take_back() -> None:
    walk = Walk([Numbered()])
    walk.take(says(["a", "b"]))
    walk.take_back(walk.bookmark())
    assert (walk.page, walk.report.pages, walk.report.records) == (2, 1, 2)


def test_what_is_wanted_is_found_on_every_page() -> None:
    pages = {1: says(["a", "b"]), 2: says(["c", "a"]), 3: says(["d", "e"])}
    flow = matching(Numbered(), lambda record: record.id in {"a", "c", "e"})
    found = drive(flow, lambda call: pages[dict(call.params or {})["page"]])
    assert [record.id for record in found] == ["a", "c", "e"]


def test_an_answer_that_needs_knowledge_is_read_when_that_was_fetched() -> None:
    known: list[str] = []

    def fetch() -> Flow[None]:
        known.append((yield asks("/site_info")).content.decode())

    def take() -> str:
        if not known:
            raise KnowledgeNeeded(fetch)
        return known[0]

    assert drive(read_with(take), lambda call: FakeAnswer(call.url.encode())) == "/site_info"


def test_what_nobody_fetched_says_that_something_is_missing() -> None:
    assert str(KnowledgeNeeded(lambda: iter(()))) == (  # type: ignore[arg-type,return-value]
        "something must be fetched before this answer can be read"
    )


def test_a_number_that_is_no_text_is_refused() -> None:
    with pytest.raises(ConfigurationError, match=r"^number is a text, as in INV-42, not 42$"):
        DocumentFilters(number=42)  # type: ignore[arg-type]


def test_a_page_that_claims_no_total_has_none_though_the_one_before_did() -> None:
    walk = Walk([FakeListing(claims=lambda rows: Claims(total=9 if rows == ["a"] else None))])
    assert [walk.take(says([row])).total for row in "ab"] == [9, None]


def test_what_was_filtered_of_a_page_that_is_taken_back_was_not_counted() -> None:
    walk = Walk([FakeListing(filters=DocumentFilters(number="A-1"))])
    walk.take(says(["a"]))
    at = walk.bookmark()
    walk.take(says(["b"]))
    assert walk.report.filtered == {"number": 2}
    walk.take_back(at)
    assert walk.report.filtered == {"number": 1}
