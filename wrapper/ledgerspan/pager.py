"""Give out the records of a listing: lazily, in order, as often as asked.

Each iteration walks anew; `report` belongs to the latest one.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .ahead import TasksAhead, ThreadsAhead
from .errors import IncompleteListingError, LedgerspanError
from .listing import Listing, Page, Walk
from .models import Document
from .paging import PageReport

if TYPE_CHECKING:
    from .session import AsyncSession, Session

D = TypeVar("D", bound=Document)


class _Listed(Generic[D]):
    """Hold what both pagers share: what to list, from where on, and the latest report."""

    def __init__(
        self, listing: Listing[D], session: Any, *, prefetch: int, start: int, seen: set[str]
    ) -> None:
        self._listing = listing
        self._session = session
        self._prefetch = prefetch
        self._start = start
        self._seen = seen
        self._latest = Walk(listing).report

    @property
    def report(self) -> PageReport:
        """Tell how the latest iteration went, or goes: records, pages, why it stopped."""
        return self._latest

    def _walk(self) -> Walk[D]:
        walk = Walk(self._listing, start=self._start, seen=set(self._seen))
        self._latest = walk.report
        return walk

    def _announce(self, walk: Walk[D], page: Page[D]) -> None:
        announcer = self._session.pipeline.announcer
        if announcer.listening:
            announcer.announce(walk.event(page))

    def _broken(self, walk: Walk[D], cause: LedgerspanError) -> LedgerspanError:
        """Return what to raise when pages were given out before."""
        number = walk.page or self._start
        error = IncompleteListingError(
            f"the listing broke at page {number}, after {walk.report.records} records: {cause}\n"
            "  error.resume() goes on from there.",
            page=number,
            records=walk.report.records,
            cause=cause,
        )
        error._resume = self._resumption(number, walk.seen)  # noqa: SLF001
        return error

    def _resumption(self, start: int, seen: set[str]) -> Callable[[], Any]:
        return lambda: type(self)(
            self._listing, self._session, prefetch=self._prefetch, start=start, seen=seen
        )


class Pager(_Listed[D]):
    """Iterate over records: `for income in pager`, `pager.pages()`, `.first()`, `.to_list()`."""

    _session: Session

    def pages(self) -> Iterator[Page[D]]:
        """Give out page by page.

        Raises the error of the first page as it is; one of a later page as
        IncompleteListingError, which knows how to go on.
        """
        walk = self._walk()
        ahead = ThreadsAhead(lambda page: self._session.send(walk.call(page)), self._prefetch)
        try:
            while walk.page is not None:
                try:
                    answer = ahead.get(walk.page, walk.ahead_until)
                    page = self._session.run(walk.reading(answer, ahead=self._prefetch))
                except LedgerspanError as fault:
                    if walk.report.pages == 0:
                        # Nothing was given out yet: there is nothing to resume.
                        raise
                    raise self._broken(walk, fault) from fault
                self._announce(walk, page)
                yield page
        finally:
            ahead.close()

    def __iter__(self) -> Iterator[D]:
        for page in self.pages():
            yield from page.items

    def first(self) -> D | None:
        """Return the first record, or None; fetches no more pages than that takes."""
        return next(iter(self), None)

    def to_list(self) -> list[D]:
        """Fetch everything."""
        return list(self)


class AsyncPager(_Listed[D]):
    """Iterate over records: `async for income in pager`; the twin of Pager."""

    _session: AsyncSession

    async def pages(self) -> AsyncGenerator[Page[D], None]:
        """Give out page by page; the errors are those of `Pager.pages`."""
        walk = self._walk()
        ahead = TasksAhead(lambda page: self._session.send(walk.call(page)), self._prefetch)
        try:
            while walk.page is not None:
                try:
                    answer = await ahead.get(walk.page, walk.ahead_until)
                    page = await self._session.run(walk.reading(answer, ahead=self._prefetch))
                except LedgerspanError as fault:
                    if walk.report.pages == 0:
                        # Nothing was given out yet: there is nothing to resume.
                        raise
                    raise self._broken(walk, fault) from fault
                self._announce(walk, page)
                yield page
        finally:
            await ahead.close()

    async def __aiter__(self) -> AsyncIterator[D]:
        async with aclosing(self.pages()) as pages:
            async for page in pages:
                for record in page.items:
                    yield record

    async def first(self) -> D | None:
        """Return the first record, or None; fetches no more pages than that takes."""
        async with aclosing(self.pages()) as pages:
            async for page in pages:
                if page.items:
                    return page.items[0]
        return None

    async def to_list(self) -> list[D]:
        """Fetch everything."""
        return [record async for record in self]
