"""Give out the records of a listing: lazily, in order, as often as asked.

Each iteration walks anew; `report` belongs to the latest one.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec

from .ahead import TasksAhead, ThreadsAhead
from .errors import IncompleteListingError, LedgerspanError
from .listing import Listing, Page
from .models import Record
from .paging import PageReport
from .walk import Place, Walk

if TYPE_CHECKING:
    from .session import AsyncSession, Session

R = TypeVar("R", bound=Record)

# So many single reads at once where a list lacks what was asked for; each takes 1 to 3 s live.
_DETAILS_AT_ONCE = 8


class _Listed(Generic[R]):
    """Hold what both pagers share: what to list, from where on, and the latest report."""

    def __init__(
        self,
        listings: Sequence[Listing[R]],
        session: Any,
        *,
        prefetch: int = 0,
        whole: bool = False,
        place: Place | None = None,
    ) -> None:
        self._listings = listings
        self._session = session
        self._prefetch = prefetch
        self._whole = whole
        self._place = place
        self._latest = Walk(listings).report

    @property
    def report(self) -> PageReport:
        """Tell how the latest iteration went, or goes: records, pages, why it stopped."""
        return self._latest

    def _walk(self) -> Walk[R]:
        walk = Walk(self._listings, self._place)
        self._latest = walk.report
        return walk

    def _announce(self, walk: Walk[R], page: Page[R], listing: int) -> None:
        announcer = self._session.pipeline.announcer
        if announcer.listening:
            announcer.announce(walk.event(page, listing))

    def _fetching(self, walk: Walk[R]) -> Callable[[int], Any]:
        """Return what fetches pages of the listing that a walk is in."""
        send, call = self._session.send, walk.caller()
        return lambda page: send(call(page))

    def _broken(self, walk: Walk[R], cause: LedgerspanError) -> LedgerspanError:
        """Return what to raise when pages were given out before."""
        number = walk.page or 1
        error = IncompleteListingError(
            f"the listing broke at page {number}, after {walk.report.records} records: {cause}\n"
            "  error.resume() goes on from there.",
            page=number,
            records=walk.report.records,
            cause=cause,
        )
        error._resume = self._resumption(walk.place)  # noqa: SLF001
        return error

    def _resumption(self, place: Place) -> Callable[[], Any]:
        return lambda: type(self)(
            self._listings,
            self._session,
            prefetch=self._prefetch,
            whole=self._whole,
            place=place,
        )


class Pager(_Listed[R]):
    """Iterate over records: `for income in pager`, `pager.pages()`, `.first()`, `.to_list()`."""

    _session: Session

    def pages(self) -> Iterator[Page[R]]:
        """Give out page by page.

        Raises the error of the first page as it is; one of a later page as
        IncompleteListingError, which knows how to go on.
        """
        walk = self._walk()
        ahead = ThreadsAhead(self._fetching(walk), self._prefetch)
        try:
            while walk.page is not None:
                at = walk.bookmark()
                try:
                    answer = ahead.get(walk.page, walk.ahead_until)
                    page = self._session.run(walk.reading(answer, ahead=self._prefetch))
                    if at.listing != walk.place.listing:
                        ahead.close()
                        ahead = ThreadsAhead(self._fetching(walk), self._prefetch)
                    if self._whole:
                        page = self._with_details(self._listings[at.listing], page)
                except LedgerspanError as fault:
                    walk.take_back(at)
                    if walk.report.pages == 0:
                        # Nothing was given out yet: there is nothing to resume.
                        raise
                    raise self._broken(walk, fault) from fault
                self._announce(walk, page, at.listing)
                yield page
        finally:
            ahead.close()

    def _with_details(self, listing: Listing[R], page: Page[R]) -> Page[R]:
        """Read each record of a page by itself, several at once; the order is kept."""
        rows = page.items

        def read(place: int) -> R:
            flow = listing.detail(rows[place])
            return rows[place] if flow is None else self._session.run(flow)

        ahead = ThreadsAhead(read, _DETAILS_AT_ONCE)
        try:
            items = tuple(ahead.get(place, len(rows) - 1) for place in range(len(rows)))
        finally:
            ahead.close()
        return msgspec.structs.replace(page, items=items)

    def __iter__(self) -> Iterator[R]:
        for page in self.pages():
            yield from page.items

    def first(self) -> R | None:
        """Return the first record, or None; fetches no more pages than that takes."""
        return next(iter(self), None)

    def to_list(self) -> list[R]:
        """Fetch everything."""
        return list(self)


class AsyncPager(_Listed[R]):
    """Iterate over records: `async for income in pager`; the twin of Pager."""

    _session: AsyncSession

    async def pages(self) -> AsyncGenerator[Page[R], None]:
        """Give out page by page; the errors are those of `Pager.pages`."""
        walk = self._walk()
        ahead = TasksAhead(self._fetching(walk), self._prefetch)
        try:
            while walk.page is not None:
                at = walk.bookmark()
                try:
                    answer = await ahead.get(walk.page, walk.ahead_until)
                    page = await self._session.run(walk.reading(answer, ahead=self._prefetch))
                    if at.listing != walk.place.listing:
                        await ahead.close()
                        ahead = TasksAhead(self._fetching(walk), self._prefetch)
                    if self._whole:
                        page = await self._with_details(self._listings[at.listing], page)
                except LedgerspanError as fault:
                    walk.take_back(at)
                    if walk.report.pages == 0:
                        # Nothing was given out yet: there is nothing to resume.
                        raise
                    raise self._broken(walk, fault) from fault
                self._announce(walk, page, at.listing)
                yield page
        finally:
            await ahead.close()

    async def _with_details(self, listing: Listing[R], page: Page[R]) -> Page[R]:
        """Read each record of a page by itself, several at once; the order is kept."""
        rows = page.items

        async def read(place: int) -> R:
            flow = listing.detail(rows[place])
            return rows[place] if flow is None else await self._session.run(flow)

        ahead = TasksAhead(read, _DETAILS_AT_ONCE)
        try:
            items = [await ahead.get(place, len(rows) - 1) for place in range(len(rows))]
        finally:
            await ahead.close()
        return msgspec.structs.replace(page, items=tuple(items))

    async def __aiter__(self) -> AsyncIterator[R]:
        async with aclosing(self.pages()) as pages:
            async for page in pages:
                for record in page.items:
                    yield record

    async def first(self) -> R | None:
        """Return the first record, or None; fetches no more pages than that takes."""
        async with aclosing(self.pages()) as pages:
            async for page in pages:
                if page.items:
                    return page.items[0]
        return None

    async def to_list(self) -> list[R]:
        """Fetch everything."""
        return [record async for record in self]
