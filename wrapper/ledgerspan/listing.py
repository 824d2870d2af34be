"""Walk through a listing, page by page, deciding and never doing I/O.

A provider describes its listing (`Listing`); `Walk` asks for pages by number, takes answers in
order, verifies each record against the filters, drops repetitions and knows when to stop.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Generator
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from .call import Answer, Call, Flow
from .errors import ConfigurationError
from .events import Event, EventKind
from .models import Document, PaymentStatus
from .paging import Claims, PageReport, horizon, new_places, stop_reason

T = TypeVar("T")
D = TypeVar("D", bound=Document)


class KnowledgeNeeded(Exception):  # noqa: N818  # asks for something, nothing went wrong
    """Ask to run `flow` first: an answer can only be read with what it fetches."""

    def __init__(self, flow: Callable[[], Flow[None]]) -> None:
        self.flow = flow
        super().__init__("something must be fetched before this answer can be read")


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """Hold what a listing was asked for; every record is held against it when it arrives.

    `since` and `until` are days of `Document.date`, both included. `contact` is an id. A record
    that does not state what is asked for (no date, no number) does not match.
    """

    since: datetime.date | None = None
    until: datetime.date | None = None
    contact: str | None = None
    payment_status: PaymentStatus | None = None
    number: str | None = None

    def __post_init__(self) -> None:
        """Refuse filters that can match nothing."""
        if self.number is not None and not isinstance(self.number, str):
            raise ConfigurationError(f"number is a text, as in INV-42, not {self.number!r}")
        for name in ("since", "until"):
            day = getattr(self, name)
            if day is not None and (
                not isinstance(day, datetime.date) or isinstance(day, datetime.datetime)
            ):
                raise ConfigurationError(f"{name} is a datetime.date, not {day!r}")
        if self.since is not None and self.until is not None and self.until < self.since:
            raise ConfigurationError(f"until {self.until} lies before since {self.since}")

    def asked(self) -> tuple[str, ...]:
        """Return the names of the filters that are set."""
        return tuple(name for name in self.__struct_fields__ if getattr(self, name) is not None)

    def refuse(self, document: Document) -> str | None:
        """Return the first filter that a document does not match, None when it matches all."""
        day = document.date
        if self.since is not None and (day is None or day < self.since):
            return "since"
        if self.until is not None and (day is None or day > self.until):
            return "until"
        if self.contact is not None and (
            document.contact is None or document.contact.id != self.contact
        ):
            return "contact"
        if self.payment_status is not None and document.payment_status != self.payment_status:
            return "payment_status"
        if self.number is not None and document.number != self.number:
            return "number"
        return None


class Listing(Protocol[D]):
    """Describe one provider's listing to the walk."""

    @property
    def operation(self) -> str:
        """The name of the operation, for events and errors."""

    @property
    def filters(self) -> Filters:
        """What was asked for."""

    @property
    def sent_filters(self) -> tuple[str, ...]:
        """The filters that the server is asked to apply."""

    def call(self, page: int) -> Call:
        """Return the call for a page, counted from 1."""

    def read(self, answer: Answer) -> tuple[list[D], Claims]:
        """Decode and normalize an answer. Raises KnowledgeNeeded before it changes anything."""


class Page(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """Hold the records of one page that match and had not come before.

    `number` counts from 1, `page_count` and `total` are the provider's claims (None: it makes
    none), `has_more` tells whether another page will be asked for.
    """

    items: tuple[T, ...]
    number: int
    page_count: int | None
    total: int | None
    has_more: bool


class Walk(Generic[D]):
    """Go through one listing; `page` is the number to ask for next, None at the end."""

    def __init__(
        self, listing: Listing[D], *, start: int = 1, seen: set[str] | None = None
    ) -> None:
        self.listing = listing
        self.page: int | None = start
        self.seen: set[str] = set() if seen is None else seen
        self.ahead_until = start
        self._latest = b""
        self._empty = 0
        server = set(listing.sent_filters)
        self.report = PageReport(
            filters={
                name: "server, verified here" if name in server else "here"
                for name in listing.filters.asked()
            }
        )

    def call(self, page: int) -> Call:
        """Return the call for a page."""
        return self.listing.call(page)

    def take(self, answer: Answer, *, ahead: int = 0) -> Page[D]:
        """Take the answer for the page that is due; decide what follows it."""
        if self.page is None:
            raise AssertionError("the walk has ended")
        asked = self.page
        records, claims = self.listing.read(answer)
        places = new_places([record.id for record in records], self.seen)
        fresh = records if places is None else [records[place] for place in places]
        if answer.content == self._latest:
            # To the byte the page before: records without an id are no news either.
            fresh = []
        self._latest = answer.content
        self._empty = 0 if records else self._empty + 1
        self.seen.update([record.id for record in fresh])
        matching = self._matching(fresh)
        report = self.report
        report.pages += 1
        report.records += len(matching)
        report.duplicates += len(records) - len(fresh)
        if claims.total is not None:
            report.claimed_total = claims.total
        report.stopped = stop_reason(
            claims, asked=asked, received=len(records), new=len(fresh), empty=self._empty
        )
        self.page = None if report.stopped else asked + 1
        self.ahead_until = horizon(claims, asked=asked, ahead=ahead)
        return Page(
            items=tuple(matching),
            number=asked,
            page_count=claims.page_count,
            total=claims.total,
            has_more=self.page is not None,
        )

    def reading(self, answer: Answer, *, ahead: int = 0) -> Flow[Page[D]]:
        """Take an answer in a flow, fetching first what reading it needs."""
        return read_with(lambda: self.take(answer, ahead=ahead))

    def event(self, page: Page[D]) -> Event:
        """Return the event that tells of a page."""
        return Event(
            kind=EventKind.PAGE,
            operation=self.listing.operation,
            page=page.number,
            page_count=page.page_count,
            records=self.report.records,
        )

    def _matching(self, records: list[D]) -> list[D]:
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


def read_with(
    take: Callable[[], T],
) -> Generator[Call, Answer, T]:
    """Read an answer in a flow, fetching first what reading it needs."""
    try:
        return take()
    except KnowledgeNeeded as need:
        yield from need.flow()
        return take()


def collect(listing: Listing[D]) -> Flow[list[D]]:
    """List everything within a flow, one page after the other."""
    walk: Walk[Any] = Walk(listing)
    found: list[D] = []
    while walk.page is not None:
        answer = yield walk.call(walk.page)
        page = yield from walk.reading(answer)
        found.extend(page.items)
    return found
