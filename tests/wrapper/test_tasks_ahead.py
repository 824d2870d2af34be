"""Fetching ahead with tasks: in order, bounded, and nothing left running."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from ledgerspan.ahead import TasksAhead


class Gauge:
    """Count how many fetches are under way at once, and which pages were fetched."""

    def __init__(self) -> None:
        self.most = 0
        self.pages: list[int] = []
        self._now = 0

    async def __call__(self, page: int) -> str:
        self._now += 1
        self.most = max(self.most, self._now)
        self.pages.append(page)
        for _ in range(page % 4):
            await asyncio.sleep(0)
        self._now -= 1
        return f"page {page}"


async def read(ahead: TasksAhead[str], pages: int, limit: int) -> list[str]:
    """Read pages as a walk does: no further than `limit` behind the page that came last."""
    found = [await ahead.get(page, min(pages, page - 1 + limit)) for page in range(1, pages + 1)]
    await ahead.close()
    return found


@pytest.mark.parametrize("limit", [0, 1, 3, 8])
def test_pages_come_in_order_and_each_is_fetched_once(limit: int) -> None:
    gauge = Gauge()
    found = asyncio.run(read(TasksAhead(gauge, limit), 20, limit))
    assert found == [f"page {page}" for page in range(1, 21)]
    assert sorted(gauge.pages) == list(range(1, 21))


@pytest.mark.parametrize("limit", [1, 3, 8])
def test_no_more_than_the_limit_is_under_way(limit: int) -> None:
    gauge = Gauge()
    asyncio.run(read(TasksAhead(gauge, limit), 40, limit))
    assert gauge.most <= limit


def test_pages_are_really_fetched_at_the_same_time() -> None:
    async def scene() -> str:
        met = asyncio.Barrier(3)

        async def fetch(page: int) -> str:
            if page > 1:
                await met.wait()
            return f"page {page}"

        ahead = TasksAhead(fetch, 3)
        await ahead.get(1, 1)
        found = await ahead.get(2, 4)
        await ahead.close()
        return found

    assert asyncio.run(scene()) == "page 2"


def test_a_far_horizon_does_not_widen_the_limit() -> None:
    async def scene() -> list[int]:
        gauge = Gauge()
        ahead = TasksAhead(gauge, 3)
        for page in (1, 2, 3, 4):
            await ahead.get(page, 1000)
        for _ in range(20):
            await asyncio.sleep(0)
        await ahead.close()
        return sorted(gauge.pages)

    assert asyncio.run(scene()) == [1, 2, 3, 4, 5, 6, 7]


def failing(*broken: int) -> Callable[[int], Awaitable[str]]:
    async def fetch(page: int) -> str:
        await asyncio.sleep(0)
        if page in broken:
            raise LookupError(f"page {page} broke")
        return f"page {page}"

    return fetch


def test_of_two_errors_the_one_of_the_earlier_page_wins() -> None:
    async def scene() -> None:
        ahead = TasksAhead(failing(2, 3, 4), 4)
        await ahead.get(1, 4)
        try:
            await ahead.get(2, 4)
        finally:
            await ahead.close()

    with pytest.raises(LookupError, match="page 2 broke"):
        asyncio.run(scene())


def test_an_error_is_raised_where_its_page_is_due() -> None:
    async def scene() -> tuple[list[str], str]:
        ahead = TasksAhead(failing(3), 4)
        found = [await ahead.get(1, 4), await ahead.get(2, 4)]
        with pytest.raises(LookupError) as caught:
            await ahead.get(3, 4)
        await ahead.close()
        return found, str(caught.value)

    assert asyncio.run(scene()) == (["page 1", "page 2"], "page 3 broke")


async def _forever(page: int) -> str:
    if page > 1:
        await asyncio.Event().wait()
    return f"page {page}"


def test_close_leaves_no_task_behind() -> None:
    async def scene() -> int:
        ahead = TasksAhead(_forever, 5)
        await ahead.get(1, 6)
        await ahead.close()
        return len(asyncio.all_tasks())

    assert asyncio.run(scene()) == 1


def test_cancelling_the_consumer_leaves_no_task_behind() -> None:
    async def scene() -> tuple[bool, int]:
        ahead = TasksAhead(_forever, 5)

        async def consume() -> None:
            try:
                await ahead.get(1, 6)
                await ahead.get(2, 6)
            finally:
                await ahead.close()

        consumer = asyncio.ensure_future(consume())
        for _ in range(5):
            await asyncio.sleep(0)
        consumer.cancel()
        await asyncio.gather(consumer, return_exceptions=True)
        return consumer.cancelled(), len(asyncio.all_tasks())

    assert asyncio.run(scene()) == (True, 1)
