"""Walk through listings, page by page, deciding and never doing I/O.

A provider describes its listing (`Listing`); `Walk` asks for pages by number, takes answers in
order, verifies each record against the filters, drops repetitions and knows when to stop.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Any, Generic, TypeVar

import msgspec

from .call import Answer, Call, Flow
from .events import Event, EventKind
from .listing import KnowledgeNeeded, Listing, Page
from .models import Record
from .paging import PageReport, horizon, new_places, stop_reason

T = TypeVar("T")
R = TypeVar("R", bound=Record)


class Place(msgspec.Struct, kw_only=True):
    """Say how far a walk is: the page to ask for next, of which listing, and what came before.

    `page` counts through all listings, `before` of them belong to earlier ones; None is the end.
    `came` counts the records so far, `claimed` holds what each listing claims to have.
    """

    page: int | None = 1
    listing: int = 0
    before: int = 0
    came: int = 0
    claimed: dict[int, int] = msgspec.field(default_factory=dict)
    seen: set[str] = msgspec.field(default_factory=set)

    @property
    def claimed_total(self) -> int | None:
        """Return what the listings so far claim to have; None where one of them does not say."""
        all_say = len(self.claimed) == self.listing + 1
        return sum(self.claimed.values()) if all_say else None

    def copy(self) -> Place:
        """Return a place of its own, to walk on from."""
        return msgspec.structs.replace(self, seen=set(self.seen))


class Walk(Generic[R]):
    """Go through listings, one after the other; `page` is to be asked for next, None at the end."""

    def __init__(self, listings: Sequence[Listing[R]], place: Place | None = None) -> None:
        self._listings = listings
        self.place = Place() if place is None else place.copy()
        self.ahead_until = self.place.page or 0
        self._latest = b""
        self._empty = 0
        # The new ids of the latest page, and the report as it was before that.
        self._brought: list[str] = []
        self.report = PageReport(filters=_applied(listings), before=self.place.came)
        self._reported = self.report

    @property
    def page(self) -> int | None:
        """The page that is due."""
        return self.place.page

    @property
    def listing(self) -> Listing[R]:
        """The listing that the page belongs to."""
        return self._listings[self.place.listing]

    def caller(self) -> Callable[[int], Call]:
        """Return what makes the calls for the pages of the listing that is gone through.

        It stays with that listing: threads that fetch ahead may come to it late.
        """
        listing, before = self.listing, self.place.before
        return lambda page: listing.call(page - before)

    def take(self, answer: Answer, *, ahead: int = 0) -> Page[R]:
        """Take the answer for the page that is due; decide what follows it."""
        place, listing = self.place, self.listing
        if place.page is None:
            raise AssertionError("the walk has ended")
        number, asked = place.page, place.page - place.before
        found, claims = listing.read(answer, asked)
        records = list(found)
        places = new_places([record.id for record in records], place.seen)
        fresh = records if places is None else [records[each] for each in places]
        if answer.content == self._latest and not claims.window:
            # To the byte the page before: records without an id are no news either.
            fresh = []
        self._latest = answer.content
        self._empty = 0 if records else self._empty + 1
        new_ids = [record.id for record in fresh]
        place.seen.update(new_ids)
        place.came += len(fresh)
        matching = self._matching(fresh)
        self._brought = new_ids
        report = self.report
        report.pages += 1
        report.records += len(matching)
        report.duplicates += len(records) - len(fresh)
        if claims.total is not None:
            place.claimed = {**place.claimed, place.listing: claims.total}
        report.claimed_total = place.claimed_total
        stopped = stop_reason(
            claims, asked=asked, received=len(records), new=len(fresh), empty=self._empty
        )
        before = place.before
        self.ahead_until = before + horizon(claims, asked=asked, ahead=ahead)
        place.page = number + 1
        if stopped:
            self._end_listing(stopped)
        return Page(
            items=tuple(matching),
            number=number,
            page_count=None if claims.page_count is None else before + claims.page_count,
            total=None if claims.total is None else report.claimed_total,
            has_more=self.page is not None,
        )

    def bookmark(self) -> Place:
        """Return where the walk stands, to take back the page that follows."""
        report = self.report
        self._reported = msgspec.structs.replace(report, filtered=dict(report.filtered))
        return msgspec.structs.replace(self.place)

    def take_back(self, at: Place) -> None:
        """Forget the page that was taken since a bookmark: it was not given out."""
        if self.place.page == at.page:
            return
        at.seen.difference_update(self._brought)
        self.place = at
        for name in PageReport.__struct_fields__:
            setattr(self.report, name, getattr(self._reported, name))

    def _end_listing(self, stopped: str) -> None:
        """Go on with the next listing, whose ids are its own; stop after the last."""
        place = self.place
        if place.listing + 1 == len(self._listings):
            self.report.stopped = stopped
            place.page = None
            return
        place.before = (place.page or 1) - 1
        place.listing += 1
        place.seen = set()
        self._latest, self._empty = b"", 0

    def reading(self, answer: Answer, *, ahead: int = 0) -> Flow[Page[R]]:
        """Take an answer in a flow, fetching first what reading it needs."""
        return read_with(lambda: self.take(answer, ahead=ahead))

    def event(self, page: Page[R], listing: int) -> Event:
        """Return the event that tells of a page of the listing at that place."""
        return Event(
            kind=EventKind.PAGE,
            operation=self._listings[listing].operation,
            page=page.number,
            page_count=page.page_count,
            records=self.report.records,
        )

    def _matching(self, records: list[R]) -> list[R]:
        filters = self.listing.filters
        if not filters.asked():
            return records
        kept = []
        for record in records:
            refused = filters.refuse(record)
            if refused is None:
                kept.append(record)
            else:
                self.report.filtered[refused] = self.report.filtered.get(refused, 0) + 1
        return kept


def _applied(listings: Sequence[Listing[Any]]) -> dict[str, str]:
    """Say which filter the server applies, and which is only applied here."""
    server = set.intersection(*(set(listing.sent_filters) for listing in listings))
    return listings[0].filters.applied(server)


def read_with(
    take: Callable[[], T],
) -> Generator[Call, Answer, T]:
    """Read an answer in a flow, fetching first what reading it needs."""
    try:
        return take()
    except KnowledgeNeeded as need:
        yield from need.flow()
        return take()


def matching(listing: Listing[R], wanted: Callable[[R], bool]) -> Flow[list[R]]:
    """List everything within a flow, one page after the other; keep what is wanted."""
    walk: Walk[R] = Walk((listing,))
    found: list[R] = []
    while walk.page is not None:
        answer = yield listing.call(walk.page)
        page = yield from walk.reading(answer)
        found.extend(filter(wanted, page.items))
    return found
