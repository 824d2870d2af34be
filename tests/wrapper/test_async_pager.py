"""The async pager gives what the sync one gives."""

import asyncio
from typing import Any

import pytest
from ledgerspan.errors import IncompleteListingError, NotFoundError, ServerError
from ledgerspan.listing import Page
from ledgerspan.models import Income
from ledgerspan.pager import AsyncPager, Pager

from .fakes import AsyncFakeSession, FakeListing, FakeSession, broken_at, pages_of, says
from .test_pager import CuriousListing

THREE = pages_of(["1", "2"], ["3", "4"], ["5"])
DOWN = ServerError("down", method="GET", url="/incomes", status=503)


def pager(
    session: AsyncFakeSession, *, prefetch: int = 0, listing: Any = None
) -> AsyncPager[Income]:
    shown: Any = session
    return AsyncPager([listing or FakeListing()], shown, prefetch=prefetch)


async def pages_from(listed: AsyncPager[Income]) -> list[Page[Income]]:
    return [page async for page in listed.pages()]


def ids(records: Any) -> list[str]:
    return [record.id for record in records]


@pytest.mark.parametrize("prefetch", [0, 1, 4])
def test_records_come_in_order_whatever_is_fetched_ahead(prefetch: int) -> None:
    found = asyncio.run(pager(AsyncFakeSession(THREE), prefetch=prefetch).to_list())
    assert ids(found) == ["1", "2", "3", "4", "5"]


def test_both_pagers_make_the_same_pages() -> None:
    shown: Any = FakeSession(THREE)
    sync: Pager[Income] = Pager([FakeListing()], shown)
    assert asyncio.run(pages_from(pager(AsyncFakeSession(THREE)))) == list(sync.pages())


def test_the_first_record_takes_one_page() -> None:
    session = AsyncFakeSession(THREE)
    first = asyncio.run(pager(session).first())
    assert first is not None
    assert (first.id, session.asked) == ("1", [1])


def test_an_empty_listing_has_no_first_record() -> None:
    assert asyncio.run(pager(AsyncFakeSession(pages_of())).first()) is None


def test_an_error_of_the_first_page_is_raised_as_it_is() -> None:
    fault = NotFoundError("none", method="GET", url="/incomes", status=404)
    session = AsyncFakeSession(broken_at(1, fault, THREE))
    with pytest.raises(NotFoundError):
        asyncio.run(pager(session).to_list())


@pytest.mark.parametrize("prefetch", [0, 3])
def test_a_broken_listing_goes_on_where_it_broke(prefetch: int) -> None:
    async def scene() -> tuple[int, int, list[str]]:
        listed = pager(AsyncFakeSession(broken_at(3, DOWN, THREE)), prefetch=prefetch)
        with pytest.raises(IncompleteListingError) as caught:
            await listed.to_list()
        return caught.value.page, caught.value.records, ids(await caught.value.resume().to_list())

    assert asyncio.run(scene()) == (3, 4, ["5"])


@pytest.mark.parametrize("prefetch", [0, 2])
def test_what_reading_needs_is_fetched_once_and_no_page_is_lost(prefetch: int) -> None:
    session = AsyncFakeSession(THREE)
    listed = pager(session, prefetch=prefetch, listing=CuriousListing())
    found = asyncio.run(listed.to_list())
    assert ids(found) == ["1", "2", "3", "4", "5"]
    assert session.asked.count(0) == 1


def test_leaving_in_the_middle_leaves_no_task_behind() -> None:
    async def scene() -> int:
        endless = AsyncFakeSession(lambda page: says([str(page)]))
        pages = pager(endless, prefetch=8).pages()
        async for page in pages:
            if page.number == 3:
                break
        await pages.aclose()
        return len(asyncio.all_tasks())

    assert asyncio.run(scene()) == 1


def test_an_error_leaves_no_task_behind() -> None:
    async def scene() -> int:
        endless = broken_at(3, DOWN, lambda page: says([str(page)]))
        with pytest.raises(IncompleteListingError):
            await pager(AsyncFakeSession(endless), prefetch=8).to_list()
        return len(asyncio.all_tasks())

    assert asyncio.run(scene()) == 1
