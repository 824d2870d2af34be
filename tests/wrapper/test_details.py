"""Reading each record of a page by itself: in order, several at once, never more than nine."""

import asyncio
import threading
from typing import Any

import anyio.lowlevel
import pytest
from ledgerspan.call import Call, Flow
from ledgerspan.errors import IncompleteListingError, LedgerspanError, ServerError
from ledgerspan.models import Income

from .fakes import FakeAnswer
from .sections import Section, Tasks, Threads, drained, seen, told, walked, walked_async

IDS = tuple(str(number) for number in range(30))
INVOICES = [Section("invoices", (IDS[:25], IDS[25:]), rows_lack=True)]
AT_ONCE = 9


def pool() -> list[threading.Thread]:
    """Return the threads that fetch ahead."""
    return [each for each in threading.enumerate() if each.name.startswith("ledgerspan-ahead")]


class Crowd(Threads):
    """Count how many details are read at the same time; the first nine wait for each other."""

    def __init__(self) -> None:
        super().__init__(INVOICES)
        self.now = self.most = 0
        self.guard = threading.Lock()
        self.meeting = threading.Barrier(AT_ONCE, timeout=30)

    def run(self, flow: Flow[Any]) -> Any:
        with self.guard:
            self.now += 1
            self.most = max(self.most, self.now)
        try:
            return super().run(flow)
        finally:
            with self.guard:
                self.now -= 1

    def _answer(self, call: Call) -> FakeAnswer:
        place = (call.params or {})["page"]
        if isinstance(place, str) and int(place) < AT_ONCE:
            self.meeting.wait()
        return super()._answer(call)


def test_details_come_in_the_order_of_the_rows() -> None:
    records, _ = drained(walked(INVOICES, Threads(INVOICES), whole=True))
    assert seen(records) == told(INVOICES)


def test_nine_details_are_read_at_once_and_never_more() -> None:
    session = Crowd()
    assert len(walked(INVOICES, session, whole=True).to_list()) == len(IDS)
    assert session.most == AT_ONCE


def test_each_row_is_read_once() -> None:
    session = Threads(INVOICES)
    walked(INVOICES, session, whole=True).to_list()
    details = [place for _, place in session.shelf.spots if isinstance(place, str)]
    assert sorted(details, key=int) == list(IDS)


def test_without_asking_for_the_whole_no_detail_is_read() -> None:
    session = Threads(INVOICES)
    walked(INVOICES, session).to_list()
    assert session.shelf.spots == [("invoices", 1), ("invoices", 2)]


def test_the_first_in_order_of_several_errors_is_the_one_that_is_told() -> None:
    session = Threads(INVOICES, [("invoices", "29"), ("invoices", "27"), ("invoices", "28")])
    with pytest.raises(IncompleteListingError) as caught:
        walked(INVOICES, session, whole=True).to_list()
    error = caught.value
    assert "('invoices', '27')" in str(error.cause)
    assert (error.page, error.records) == (2, 25)


def test_an_error_in_the_details_of_the_first_page_is_raised_as_it_is() -> None:
    session = Threads(INVOICES, [("invoices", "3")])
    pager = walked(INVOICES, session, whole=True)
    with pytest.raises(ServerError):
        pager.to_list()
    assert seen(pager.to_list()) == told(INVOICES)


def test_a_page_whose_details_broke_is_given_whole_by_resuming() -> None:
    session = Threads(INVOICES, [("invoices", "29")])
    with pytest.raises(IncompleteListingError) as caught:
        walked(INVOICES, session, whole=True).to_list()
    assert seen(caught.value.resume().to_list()) == told(INVOICES)[25:]


@pytest.mark.parametrize("faults", [[], [("invoices", "4")], [("invoices", "27")]])
def test_threads_end_when_the_listing_ends(faults: list[Any]) -> None:
    try:
        walked(INVOICES, Threads(INVOICES, faults), prefetch=2, whole=True).to_list()
    except LedgerspanError:
        assert faults
    for thread in pool():
        thread.join(timeout=30)
    assert pool() == []


class Held(Tasks):
    """Hold every detail until `freed`; count how many are held."""

    def __init__(self) -> None:
        super().__init__(INVOICES)
        self.held = 0
        self.met, self.freed = asyncio.Event(), asyncio.Event()

    async def run(self, flow: Flow[Any]) -> Any:
        if getattr(flow, "__name__", "") == "_detail":
            self.held += 1
            if self.held == AT_ONCE:
                self.met.set()
            await self.freed.wait()
        return await super().run(flow)


async def nine_held(session: Held) -> None:
    with anyio.fail_after(30):
        await session.met.wait()
    # A tenth would come within these turns of the loop.
    for _ in range(50):
        await anyio.lowlevel.checkpoint()


def test_tasks_read_nine_details_at_once_and_never_more() -> None:
    async def scene() -> tuple[int, list[Income]]:
        session = Held()
        reading = asyncio.ensure_future(walked_async(INVOICES, session, whole=True).to_list())
        await nine_held(session)
        held = session.held
        session.freed.set()
        return held, await reading

    held, records = asyncio.run(scene())
    assert held == AT_ONCE
    assert seen(records) == told(INVOICES)


def test_a_cancelled_listing_leaves_no_task_behind() -> None:
    async def scene() -> int:
        session = Held()
        reading = asyncio.ensure_future(
            walked_async(INVOICES, session, prefetch=2, whole=True).to_list()
        )
        await nine_held(session)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        return len(asyncio.all_tasks())

    assert asyncio.run(scene()) == 1


def test_an_error_in_the_details_leaves_no_task_behind() -> None:
    async def scene() -> int:
        session = Tasks(INVOICES, [("invoices", "27")])
        with pytest.raises(IncompleteListingError):
            await walked_async(INVOICES, session, prefetch=2, whole=True).to_list()
        return len(asyncio.all_tasks())

    assert asyncio.run(scene()) == 1
