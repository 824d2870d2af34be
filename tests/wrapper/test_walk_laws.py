"""The laws of paging: each record exactly once, in order, whatever the server does.

`Books` is a server with the habits that were observed: rows that move to the next page while one
reads, hidden rows, a missing pagination block, a past-the-end page that repeats, `page` ignored.
"""

import json
from dataclasses import dataclass
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st
from ledgerspan.models import Income
from ledgerspan.paging import Claims
from ledgerspan.walk import Walk

from .fakes import FakeAnswer, FakeListing, says

Block = Literal["whole", "no next", "no count", "none"]
BEYOND = ("empty", "the last page again")
MOST_PAGES = 200


@dataclass(frozen=True)
class Books:
    """Pages of ids as they are served, and how they are presented."""

    pages: tuple[tuple[str, ...], ...]
    block: Block
    beyond: str
    ignores_page: bool = False

    @property
    def ids(self) -> list[str]:
        """The ids in the order of their first appearance, as far as they can be reached."""
        reached = self.pages[:1] if self.ignores_page else self.pages
        return list(dict.fromkeys(name for page in reached for name in page))

    def serve(self, page: int) -> tuple[FakeAnswer, Claims]:
        shown = 1 if self.ignores_page else page
        rows: tuple[str, ...] = ()
        if shown <= len(self.pages):
            rows = self.pages[shown - 1]
        elif self.beyond == "the last page again" and self.pages:
            rows, shown = self.pages[-1], len(self.pages)
        claims = Claims(
            page=shown,
            page_count=len(self.pages),
            total=len({name for each in self.pages for name in each}),
            has_next=shown < len(self.pages),
        )
        return says(list(rows)), _shown(claims, self.block)


def _shown(claims: Claims, block: Block) -> Claims:
    match block:
        case "whole":
            return claims
        case "no next":
            return Claims(page=claims.page, page_count=claims.page_count, total=claims.total)
        case "no count":
            return Claims(page=claims.page, has_next=claims.has_next)
        case "none":
            return Claims()


def read_all(books: Books) -> tuple[list[Income], Walk[Income]]:
    listing = FakeListing()
    walk: Walk[Income] = Walk([listing])
    records: list[Income] = []
    while walk.page is not None:
        assert walk.page <= MOST_PAGES, "the walk does not end"
        answer, claims = books.serve(walk.page)
        listing.claims = lambda _, claims=claims: claims  # type: ignore[misc]
        records.extend(walk.take(answer).items)
    return records, walk


def as_pages(sizes: list[int], repeats: list[int]) -> tuple[tuple[str, ...], ...]:
    """Make pages of fresh ids; page n begins with `repeats[n]` rows of the page before it."""
    pages: list[tuple[str, ...]] = []
    made = 0
    for size, again in zip(sizes, repeats, strict=True):
        fresh = tuple(str(made + step) for step in range(size))
        made += size
        before = pages[-1][-again:] if pages and again else ()
        pages.append((*before, *fresh))
    return tuple(pages)


blocks: st.SearchStrategy[Block] = st.sampled_from(["whole", "no next", "no count", "none"])
counted_blocks: st.SearchStrategy[Block] = st.sampled_from(["whole", "no next"])
beyonds = st.sampled_from(BEYOND)


@st.composite
def books(draw: st.DrawFn, *, smallest_page: int, blocks: st.SearchStrategy[Block]) -> Books:
    count = draw(st.integers(0, 12))
    sizes = draw(st.lists(st.integers(smallest_page, 9), min_size=count, max_size=count))
    repeats = draw(st.lists(st.integers(0, 4), min_size=count, max_size=count))
    return Books(as_pages(sizes, repeats), draw(blocks), draw(beyonds))


@given(books(smallest_page=1, blocks=blocks))
def test_each_record_comes_exactly_once_and_in_order(served: Books) -> None:
    records, _ = read_all(served)
    assert [record.id for record in records] == served.ids


@given(books(smallest_page=0, blocks=counted_blocks))
def test_holes_and_pages_that_only_repeat_lose_nothing_that_is_claimed(served: Books) -> None:
    records, walk = read_all(served)
    assert [record.id for record in records] == served.ids
    assert walk.report.missing == 0


@given(count=st.integers(0, 60), size=st.integers(1, 70), block=blocks, beyond=beyonds)
def test_the_page_size_makes_no_difference(
    count: int, size: int, block: Block, beyond: str
) -> None:
    ids = [str(number) for number in range(count)]
    pages = tuple(tuple(ids[start : start + size]) for start in range(0, count, size))
    records, _ = read_all(Books(pages, block, beyond))
    assert [record.id for record in records] == ids


@given(books(smallest_page=1, blocks=blocks))
def test_a_server_that_ignores_the_page_number_gives_its_page_once(served: Books) -> None:
    stubborn = Books(served.pages, served.block, served.beyond, ignores_page=True)
    records, walk = read_all(stubborn)
    assert [record.id for record in records] == stubborn.ids
    assert walk.report.pages <= 2


@given(books(smallest_page=2, blocks=st.just("whole")))
def test_a_server_that_ignores_the_page_number_is_reported_as_incomplete(served: Books) -> None:
    stubborn = Books(served.pages, "whole", served.beyond, ignores_page=True)
    _, walk = read_all(stubborn)
    assert walk.report.missing == len(served.ids) - len(stubborn.ids)


@given(books(smallest_page=0, blocks=blocks))
def test_the_report_adds_up_to_what_was_received(served: Books) -> None:
    _, walk = read_all(served)
    received = sum(
        len(json.loads(served.serve(page)[0].content)) for page in range(1, walk.report.pages + 1)
    )
    report = walk.report
    assert report.records + report.duplicates + sum(report.filtered.values()) == received


@given(books(smallest_page=0, blocks=blocks))
def test_a_walk_always_ends_and_says_why(served: Books) -> None:
    _, walk = read_all(served)
    assert walk.report.stopped in {"an empty page", "the last page", "a page that only repeats"}


@given(books(smallest_page=1, blocks=counted_blocks))
def test_no_page_behind_the_claimed_last_one_is_asked_for(served: Books) -> None:
    _, walk = read_all(served)
    assert walk.report.pages == max(1, len(served.pages))
