"""List, get, create, update and delete Daftra incomes and expenses: flows of calls and answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import msgspec
from daftra_client import codec
from daftra_client import models as daftra

from ledgerspan.call import Answer, Call, Flow
from ledgerspan.config import check_page_size
from ledgerspan.drafts import MoneyDraft
from ledgerspan.errors import (
    AmbiguousWriteError,
    ConfigurationError,
    DraftError,
    FieldError,
    LedgerspanError,
    NotFoundError,
)
from ledgerspan.judge import without
from ledgerspan.listing import Filters, collect, read_with
from ledgerspan.models import Document, Origin
from ledgerspan.paging import Claims
from ledgerspan.resolution import Outcome, Resolution, found_by_values, told_by_change

from .money_body import changed_input, draft_input, is_key, with_date
from .money_kinds import Kind
from .money_lookup import have_same_values, is_near, is_same
from .money_record import money_of, split_rows, split_single
from .site import SiteDates

D = TypeVar("D", bound=Document)

# The documents allow 1000; nobody measured what happens above (observation 4).
LARGEST_PAGE = 1000
USUAL_PAGE = 100

# PUT resets what is left out (quirk 6) and takes no empty date.
_NO_DATE = FieldError(
    "date", "the record has no readable date and would be given today's: change the date too"
)


class MoneyListing(Generic[D]):
    """Describe a listing: numbered pages, no promised order, no filter that works.

    Which filters the live list honours is not known, and unknown ones are ignored with the whole
    set (observation, quirk 5): none is sent, all are applied here.
    """

    sent_filters: tuple[str, ...] = ()

    def __init__(
        self, kind: Kind[D], filters: Filters, page_size: int, dates: SiteDates, report: Any
    ) -> None:
        self.operation = f"{kind.name}.list"
        self.filters = filters
        self._kind = kind
        self._page_size = page_size
        self._dates = dates
        self._report = report

    def call(self, page: int) -> Call:
        """Return the call for a page, counted from 1."""
        kwargs = self._kind.operation("list").get_kwargs(limit=self._page_size, page=page)
        return Call(read=True, operation=self.operation, **kwargs)

    def read(self, answer: Answer) -> tuple[list[D], Claims]:
        """Normalize a page; its order is kept."""
        return read_page(self._kind, answer, self._dates, self._report)


def read_page(
    kind: Kind[D],
    answer: Answer,
    dates: SiteDates,
    report: Callable[[Any], object] | None = None,
) -> tuple[list[D], Claims]:
    """Turn the body of a list into documents and what the page claims of itself."""
    misfits: list[Any] = []
    body = kind.pages.read(answer.content, misfits.append)
    rows = body.data
    if not isinstance(rows, list):
        raise without("list", method="GET", url=kind.path, status=answer.status_code)
    origin = Origin(answer.content, split_rows, kind.fields)
    records = [kind.unwrapped(row) or kind.nothing for row in rows]
    documents = money_of(
        kind.shape, records, origin, dates.read, is_from_client=kind.is_from_client
    )
    # Told only now: a page whose dates need the site's format is read twice.
    if report is not None:
        for misfit in misfits:
            report(misfit)
    paging = body.pagination
    if not paging:
        return documents, Claims()
    # A link that is there says more; null says no; a missing member says nothing.
    following = None if paging.next_ is msgspec.UNSET else bool(paging.next_)
    return documents, Claims(
        page=paging.page or None,
        page_count=paging.page_count if isinstance(paging.page_count, int) else None,
        total=paging.total_results if isinstance(paging.total_results, int) else None,
        has_next=following,
    )


class MoneyFlows(Generic[D]):
    """Write the operations once; the sync and the async client drive them."""

    def __init__(self, kind: Kind[D], dates: SiteDates, report: Any, page_size: int | None) -> None:
        self._kind = kind
        self._dates = dates
        self._report = report
        self._page_size = check_page_size(
            USUAL_PAGE if page_size is None else page_size, LARGEST_PAGE
        )

    def listing(self, filters: Filters, page_size: int | None = None) -> MoneyListing[D]:
        """Describe a listing."""
        if filters.contact is not None:
            if not self._kind.is_from_client:
                raise ConfigurationError(
                    f"a Daftra {self._kind.one} names its payee by a text and nobody by id: "
                    "compare `contact.name` of what is listed"
                )
            if not is_key(filters.contact):
                raise ConfigurationError(f"contact is a Daftra id, digits, not {filters.contact!r}")
            # "07" is 7: ids are numbers that come as texts.
            filters = msgspec.structs.replace(filters, contact=str(int(filters.contact)))
        size = self._page_size if page_size is None else check_page_size(page_size, LARGEST_PAGE)
        return MoneyListing(self._kind, filters, size, self._dates, self._report)

    def get(self, identity: str) -> Flow[D]:
        """Read one by its id."""
        document, _ = yield from self._read(identity)
        return document

    def create(self, draft: MoneyDraft) -> Flow[D]:
        """Create one and read it back, since the answer only names its id."""
        kind = self._kind
        kwargs = kind.operation("create").get_kwargs(
            body=kind.request(draft_input(kind.input, draft))
        )
        call = Call(read=False, operation=f"{kind.name}.create", expects_id=True, **kwargs)
        try:
            answer = yield call
        except AmbiguousWriteError as error:
            error.lookup = lambda: self._find(draft)
            raise
        identity = str(codec.decode(answer.content, daftra.CreatedResponse).id)
        return (yield from self._read_back(identity, "create"))

    def update(self, identity: str, changes: dict[str, Any]) -> Flow[D]:
        """Read, lay the changes over, write everything: PUT replaces."""
        # Laid over nothing first, so that a change that cannot work is refused before any request.
        kind = self._kind
        changed_input(kind.input, kind.nothing, changes, kind.changes)
        document, record = yield from self._read(identity)
        if document.date is None and changes.get("date") is None:
            raise DraftError("this change", (_NO_DATE,))
        body = with_date(changed_input(kind.input, record, changes), document.date)
        kwargs = kind.operation("update").get_kwargs(int(document.id), body=kind.request(body))
        try:
            yield Call(read=False, operation=f"{kind.name}.update", **kwargs)
        except AmbiguousWriteError as error:
            error.lookup = lambda: self._compare(identity, changes)
            raise
        return (yield from self._read_back(identity, "update"))

    def delete(self, identity: str) -> Flow[None]:
        """Delete one; raises NotFoundError when there is none."""
        kwargs = self._kind.operation("delete").get_kwargs(self._key(identity))
        try:
            yield Call(read=False, operation=f"{self._kind.name}.delete", **kwargs)
        except AmbiguousWriteError as error:
            error.lookup = lambda: self._gone(identity)
            raise

    def _read(self, identity: str) -> Flow[tuple[D, Any]]:
        kind = self._kind
        kwargs = kind.operation("get").get_kwargs(self._key(identity))
        answer = yield Call(read=True, operation=f"{kind.name}.get", **kwargs)
        body = kind.singles.read(answer.content, self._report)
        record = kind.unwrapped(body.data) if body.data else None
        if not record:
            raise without("record", method="GET", url=kwargs["url"], status=answer.status_code)
        origin = Origin(answer.content, split_single, kind.fields)
        found = yield from read_with(
            lambda: money_of(
                kind.shape, [record], origin, self._dates.read, is_from_client=kind.is_from_client
            )
        )
        return found[0], record

    def _read_back(self, identity: str, verb: str) -> Flow[D]:
        try:
            return (yield from self.get(identity))
        except LedgerspanError as fault:
            error = AmbiguousWriteError(
                f"{self._kind.name}.{verb} is done, as {self._kind.one} {identity}, but reading it "
                f"back failed: {fault}\n  Do not send it again. error.resolve() reads it.",
                operation=f"{self._kind.name}.{verb}",
                cause=fault,
            )
            error.lookup = lambda: self._there(identity)
            raise error from fault

    def _there(self, identity: str) -> Flow[Resolution]:
        record = yield from self.get(identity)
        return Resolution(
            outcome=Outcome.HAPPENED, reason="the provider gave its id", record=record
        )

    def _find(self, draft: MoneyDraft) -> Flow[Resolution]:
        """Look for what a create may have left: neither has a number, so by its values."""
        day = Filters(since=draft.date, until=draft.date)
        found = yield from collect(self.listing(day, LARGEST_PAGE))
        return found_by_values(
            found, lambda each: is_same(each, draft), lambda each: is_near(each, draft)
        )

    def _compare(self, identity: str, changes: dict[str, Any]) -> Flow[Resolution]:
        document, record = yield from self._read(identity)
        shape = self._kind.input
        wanted = with_date(changed_input(shape, record, changes), document.date)
        now = with_date(changed_input(shape, record, {}), document.date)
        return told_by_change(document, happened=have_same_values(wanted, now))

    def _gone(self, identity: str) -> Flow[Resolution]:
        try:
            record = yield from self.get(identity)
        except NotFoundError:
            return Resolution(outcome=Outcome.HAPPENED, reason="the record is gone")
        return Resolution(
            outcome=Outcome.NOT_HAPPENED, reason="the record is still there", record=record
        )

    def _key(self, identity: str) -> int:
        # An empty id would address the whole list, a path would address something else.
        if not is_key(identity):
            raise ConfigurationError(
                f"a Daftra {self._kind.one} has an id of digits, not {identity!r}"
            )
        return int(identity)
