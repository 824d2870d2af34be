"""Stand-ins for what lies around the pure parts: answers, calls, listings, sessions."""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ledgerspan.call import Answer, Call, Flow
from ledgerspan.errors import LedgerspanError
from ledgerspan.events import Announcer, Event
from ledgerspan.filters import Filters
from ledgerspan.models import Income, Provider
from ledgerspan.paging import Claims

T = TypeVar("T")


@dataclass(frozen=True)
class FakeAnswer:
    """An answer without a network."""

    content: bytes = b"{}"
    status_code: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def says(body: object, status: int = 200, **headers: str) -> FakeAnswer:
    """Answer with a JSON body; `retry_after="3"` becomes the header `retry-after`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return FakeAnswer(json.dumps(body).encode(), status, named)


def asks(url: str = "/api2/incomes", *, method: str = "GET", expects_id: bool = False) -> Call:
    return Call(
        method=method,
        url=url,
        operation="incomes.test",
        read=method == "GET",
        expects_id=expects_id,
    )


def income(identity: str, **fields: Any) -> Income:
    return Income(id=identity, provider=Provider.DAFTRA, **fields)


@dataclass
class FakeListing:
    """A listing whose answers are lists of ids; `claims` says what each page claims of itself."""

    filters: Filters = field(default_factory=Filters)
    claims: Callable[[list[str]], Claims] = lambda _: Claims()
    make: Callable[[str], Income] = income
    sent_filters: tuple[str, ...] = ()
    operation: str = "incomes.list"

    def call(self, page: int) -> Call:
        return Call(
            method="GET",
            url="/incomes",
            operation=self.operation,
            read=True,
            params={"page": page},
        )

    def read(self, answer: Answer, page: int) -> tuple[list[Income], Claims]:
        del page
        ids = json.loads(answer.content)
        return [self.make(identity) for identity in ids], self.claims(ids)

    def detail(self, record: Income) -> None:
        """Return None: rows are all there is."""


Served = Callable[[int], FakeAnswer]


def pages_of(*pages: Sequence[str]) -> Served:
    """Serve these pages, and empty ones behind them."""
    return lambda page: says(list(pages[page - 1]) if page <= len(pages) else [])


class _FakePipeline:
    def __init__(self, events: list[Event]) -> None:
        self.announcer = Announcer(events.append)


class _Fake:
    """Answer calls from a function of the page number; note which pages were asked for."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self.asked: list[int] = []
        self.events: list[Event] = []
        self.pipeline: Any = _FakePipeline(self.events)

    def _answer(self, call: Call) -> FakeAnswer:
        page = dict(call.params or {}).get("page", 0)
        self.asked.append(page)
        return self._served(page)

    def _drive(self, flow: Flow[T]) -> T:
        try:
            call = next(flow)
            while True:
                call = flow.send(self._answer(call))
        except StopIteration as end:
            found: T = end.value
            return found


class FakeSession(_Fake):
    """Answer at once, as a session for threads."""

    def send(self, call: Call) -> FakeAnswer:
        return self._answer(call)

    def run(self, flow: Flow[T]) -> T:
        return self._drive(flow)


class AsyncFakeSession(_Fake):
    """Answer after one turn of the loop, as a session for tasks."""

    async def send(self, call: Call) -> FakeAnswer:
        await asyncio.sleep(0)
        return self._answer(call)

    async def run(self, flow: Flow[T]) -> T:
        await asyncio.sleep(0)
        return self._drive(flow)


def broken_at(page: int, fault: LedgerspanError, served: Served) -> Served:
    """Fail at one page, the first time it is asked for, and serve the rest."""
    faults = [fault]

    def serve(asked: int) -> FakeAnswer:
        if asked == page and faults:
            raise faults.pop()
        return served(asked)

    return serve
