"""Several listings gone through as one: what is served, and sessions for threads and tasks."""

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from hypothesis import strategies as st
from ledgerspan.call import Answer, Call, Flow
from ledgerspan.errors import IncompleteListingError, LedgerspanError, ServerError
from ledgerspan.filters import Filters
from ledgerspan.models import Income
from ledgerspan.pager import AsyncPager, Pager
from ledgerspan.paging import Claims

from .fakes import AsyncFakeSession, FakeAnswer, FakeSession, income, pages_of, says

# A section and a page of it, or a section and the id of a record that is read alone.
Spot = tuple[str, int | str]


@dataclass(frozen=True)
class Section:
    """One listing among several: its pages of ids, and whether it claims how many there are.

    `rows_lack` says that rows lack a description, which only a single read has.
    """

    name: str
    pages: tuple[tuple[str, ...], ...]
    claims: bool = True
    rows_lack: bool = False
    filters: Filters = field(default_factory=Filters)
    sent_filters: tuple[str, ...] = ()

    @property
    def operation(self) -> str:
        """The name of the operation, for events."""
        return f"{self.name}.list"

    @property
    def ids(self) -> list[str]:
        """Each id once, in the order of its first appearance."""
        return list(dict.fromkeys(identity for page in self.pages for identity in page))

    def call(self, page: int) -> Call:
        """Return the call for a page."""
        return Call(
            method="GET",
            url=self.name,
            operation=self.operation,
            read=True,
            params={"page": page},
        )

    def read(self, answer: Answer, page: int) -> tuple[list[Income], Claims]:
        """Make records; each says by its number which section it is of."""
        ids: list[str] = msgspec.json.decode(answer.content)
        records = [income(identity, number=self.name) for identity in ids]
        count = len(self.pages)
        if not self.claims:
            return records, Claims()
        return records, Claims(
            page=page, page_count=count, total=len(self.ids), has_next=page < count
        )

    def detail(self, record: Income) -> Flow[Income] | None:
        """Read a record alone, where rows lack something."""
        return self._detail(record) if self.rows_lack else None

    def _detail(self, record: Income) -> Flow[Income]:
        answer = yield Call(
            method="GET",
            url=self.name,
            operation="incomes.get",
            read=True,
            params={"page": record.id},
        )
        return msgspec.structs.replace(record, description=msgspec.json.decode(answer.content))


def told(sections: Sequence[Section]) -> list[tuple[str, str, str | None]]:
    """Return what must be given out: section, id, and the text that only a single read has."""
    return [
        (section.name, identity, f"about {identity}" if section.rows_lack else None)
        for section in sections
        for identity in section.ids
    ]


def seen(records: Sequence[Income]) -> list[tuple[str | None, str, str | None]]:
    """Return what was given out, to be held against `told`."""
    return [(record.number, record.id, record.description) for record in records]


class _Shelf:
    """Serve sections; fail once at each of the `faults`; note what was asked."""

    def __init__(self, sections: Sequence[Section], faults: Sequence[Spot] = ()) -> None:
        self.served = {section.name: pages_of(*section.pages) for section in sections}
        self.faults = list(faults)
        self.spots: list[Spot] = []
        self.lock = threading.Lock()

    def answer(self, call: Call) -> FakeAnswer:
        spot: Spot = (call.url, (call.params or {})["page"])
        with self.lock:
            self.spots.append(spot)
            if spot in self.faults:
                self.faults.remove(spot)
                raise ServerError(f"down at {spot}", method="GET", url=call.url, status=503)
        name, place = spot
        return says(f"about {place}") if isinstance(place, str) else self.served[name](place)


class Threads(FakeSession):
    """Answer from a shelf, as a session for threads."""

    def __init__(self, sections: Sequence[Section], faults: Sequence[Spot] = ()) -> None:
        super().__init__(pages_of())
        self.shelf = _Shelf(sections, faults)

    def _answer(self, call: Call) -> FakeAnswer:
        return self.shelf.answer(call)


class Tasks(AsyncFakeSession):
    """Answer from a shelf, as a session for tasks."""

    def __init__(self, sections: Sequence[Section], faults: Sequence[Spot] = ()) -> None:
        super().__init__(pages_of())
        self.shelf = _Shelf(sections, faults)

    def _answer(self, call: Call) -> FakeAnswer:
        return self.shelf.answer(call)


def walked(
    sections: Sequence[Section], session: Threads, *, prefetch: int = 0, whole: bool = False
) -> Pager[Income]:
    """Return the pager of a session for threads."""
    shown: Any = session
    return Pager(sections, shown, prefetch=prefetch, whole=whole)


def walked_async(
    sections: Sequence[Section], session: Tasks, *, prefetch: int = 0, whole: bool = False
) -> AsyncPager[Income]:
    """Return the pager of a session for tasks."""
    shown: Any = session
    return AsyncPager(sections, shown, prefetch=prefetch, whole=whole)


def drained(pager: Pager[Income]) -> tuple[list[Income], Pager[Income]]:
    """Collect everything, resuming where it breaks; return it with the pager that came to the end.

    What breaks before a page was given out is begun again.
    """
    records: list[Income] = []
    while True:
        try:
            for page in pager.pages():
                records.extend(page.items)
        except IncompleteListingError as broken:
            pager = broken.resume()
        except LedgerspanError:
            continue
        else:
            return records, pager


def drained_async(pager: AsyncPager[Income]) -> list[Income]:
    """Do as `drained` does, in a loop of its own."""

    async def drain(pager: AsyncPager[Income]) -> list[Income]:
        records: list[Income] = []
        while True:
            try:
                async for page in pager.pages():
                    records.extend(page.items)
            except IncompleteListingError as broken:
                pager = broken.resume()
            except LedgerspanError:
                continue
            else:
                return records

    return asyncio.run(drain(pager))


@st.composite
def shelves(draw: st.DrawFn) -> list[Section]:
    """Draw one to four sections; the same ids stand in several, rows may repeat on the next page.

    Pages hold at least one record: an empty page is the end where no count is claimed.
    """
    ids = st.lists(st.sampled_from([str(number) for number in range(30)]), unique=True, max_size=12)
    sections = []
    for place in range(draw(st.integers(1, 4))):
        rows, size = draw(ids), draw(st.integers(1, 4))
        pages = [tuple(rows[start : start + size]) for start in range(0, len(rows), size)]
        repeats = [draw(st.integers(0, 1)) for _ in pages]
        moved = [
            (*before[len(before) - again :], *page)
            for before, page, again in zip(((), *pages), pages, repeats, strict=False)
        ]
        sections.append(
            Section(
                name=f"section {place}",
                pages=tuple(moved),
                claims=draw(st.booleans()),
                rows_lack=draw(st.booleans()),
            )
        )
    return sections


@st.composite
def broken_shelves(draw: st.DrawFn) -> tuple[list[Section], list[Spot]]:
    """Draw sections and up to five spots of them that fail once."""
    sections = draw(shelves())
    spots: list[Spot] = []
    for section in sections:
        spots += [(section.name, page) for page in range(1, len(section.pages) + 2)]
        spots += [(section.name, identity) for identity in section.ids if section.rows_lack]
    return sections, draw(st.lists(st.sampled_from(spots), max_size=5))
