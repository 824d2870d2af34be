"""List, get, create, update and delete Daftra incomes: flows that name calls and read answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec
from daftra_client import codec
from daftra_client import models as daftra
from daftra_client.api import incomes as operations

from ledgerspan.call import Answer, Call, Flow
from ledgerspan.config import check_page_size
from ledgerspan.drafts import IncomeDraft
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
from ledgerspan.models import Income, Origin
from ledgerspan.paging import Claims
from ledgerspan.reading import Reader
from ledgerspan.resolution import Outcome, Resolution, found_by_values, told_by_change

from .income_body import changed_request, draft_request, is_key, with_date
from .income_lookup import have_same_values, is_near, is_same
from .income_record import FIELDS, income_of, incomes_of, split_rows, split_single
from .site import SiteDates

# The documents allow 1000; nobody measured what happens above (observation 4).
LARGEST_PAGE = 1000
USUAL_PAGE = 100

_PAGES = Reader(lambda: daftra.IncomePage, codec)
_SINGLES = Reader(lambda: daftra.IncomeResponse, codec)

# PUT resets what is left out (quirk 6) and takes no empty date.
_NO_DATE = FieldError(
    "date", "the record has no readable date and would be given today's: change the date too"
)


@cache
def _nothing() -> daftra.Income:
    """Return what stands for a row without a record in it: the row still counts."""
    return codec.adapt({}, daftra.Income)


class IncomeListing:
    """Describe the listing of incomes: numbered pages, no promised order, no filter that works.

    Which filters the live list honours is not known, and unknown ones are ignored with the whole
    set (observation, quirk 5): none is sent, all are applied here.
    """

    operation = "incomes.list"
    sent_filters: tuple[str, ...] = ()

    def __init__(self, filters: Filters, page_size: int, dates: SiteDates, report: Any) -> None:
        self.filters = filters
        self._page_size = page_size
        self._dates = dates
        self._report = report

    def call(self, page: int) -> Call:
        """Return the call for a page, counted from 1."""
        kwargs = operations.list_incomes.get_kwargs(limit=self._page_size, page=page)
        return Call(read=True, operation=self.operation, **kwargs)

    def read(self, answer: Answer) -> tuple[list[Income], Claims]:
        """Normalize a page; its order is kept."""
        return read_page(answer, self._dates, self._report)


def read_page(
    answer: Answer, dates: SiteDates, report: Callable[[Any], object] | None = None
) -> tuple[list[Income], Claims]:
    """Turn the body of a list into incomes and what the page claims of itself."""
    misfits: list[Any] = []
    body = _PAGES.read(answer.content, misfits.append)
    rows = body.data
    if not isinstance(rows, list):
        raise without("list", method="GET", url="/api2/incomes", status=answer.status_code)
    origin = Origin(answer.content, split_rows, FIELDS)
    nothing = _nothing()
    records = [row.income or nothing for row in rows]
    incomes = incomes_of(records, origin, dates.read)
    # Told only now: a page whose dates need the site's format is read twice.
    if report is not None:
        for misfit in misfits:
            report(misfit)
    paging = body.pagination
    if not paging:
        return incomes, Claims()
    # A link that is there says more; null says no; a missing member says nothing.
    following = None if paging.next_ is msgspec.UNSET else bool(paging.next_)
    return incomes, Claims(
        page=paging.page or None,
        page_count=paging.page_count if isinstance(paging.page_count, int) else None,
        total=paging.total_results if isinstance(paging.total_results, int) else None,
        has_next=following,
    )


class IncomeFlows:
    """Write the operations once; the sync and the async client drive them."""

    def __init__(self, dates: SiteDates, report: Any, page_size: int | None) -> None:
        self._dates = dates
        self._report = report
        self._page_size = check_page_size(
            USUAL_PAGE if page_size is None else page_size, LARGEST_PAGE
        )

    def listing(self, filters: Filters, page_size: int | None = None) -> IncomeListing:
        """Describe a listing."""
        if filters.contact is not None:
            if not is_key(filters.contact):
                raise ConfigurationError(f"contact is a Daftra id, digits, not {filters.contact!r}")
            # "07" is 7: ids are numbers that come as texts.
            filters = msgspec.structs.replace(filters, contact=str(int(filters.contact)))
        size = self._page_size if page_size is None else check_page_size(page_size, LARGEST_PAGE)
        return IncomeListing(filters, size, self._dates, self._report)

    def get(self, identity: str) -> Flow[Income]:
        """Read one income by its id."""
        income, _ = yield from self._read(identity)
        return income

    def create(self, draft: IncomeDraft) -> Flow[Income]:
        """Create an income and read it back, since the answer only names its id."""
        kwargs = operations.create_income.get_kwargs(body=draft_request(draft))
        call = Call(read=False, operation="incomes.create", expects_id=True, **kwargs)
        try:
            answer = yield call
        except AmbiguousWriteError as error:
            error.lookup = lambda: self._find(draft)
            raise
        identity = str(codec.decode(answer.content, daftra.CreatedResponse).id)
        return (yield from self._read_back(identity, "incomes.create"))

    def update(self, identity: str, changes: dict[str, Any]) -> Flow[Income]:
        """Read, lay the changes over, write everything: PUT replaces."""
        # Laid over nothing first, so that a change that cannot work is refused before any request.
        changed_request(_nothing(), changes)
        income, record = yield from self._read(identity)
        if income.date is None and changes.get("date") is None:
            raise DraftError("this change", (_NO_DATE,))
        body = with_date(changed_request(record, changes), income.date)
        kwargs = operations.update_income.get_kwargs(int(income.id), body=body)
        try:
            yield Call(read=False, operation="incomes.update", **kwargs)
        except AmbiguousWriteError as error:
            error.lookup = lambda: self._compare(identity, changes)
            raise
        return (yield from self._read_back(identity, "incomes.update"))

    def delete(self, identity: str) -> Flow[None]:
        """Delete an income; raises NotFoundError when there is none."""
        kwargs = operations.delete_income.get_kwargs(_key(identity))
        try:
            yield Call(read=False, operation="incomes.delete", **kwargs)
        except AmbiguousWriteError as error:
            error.lookup = lambda: self._gone(identity)
            raise

    def _read(self, identity: str) -> Flow[tuple[Income, daftra.Income]]:
        kwargs = operations.get_income.get_kwargs(_key(identity))
        answer = yield Call(read=True, operation="incomes.get", **kwargs)
        body = _SINGLES.read(answer.content, self._report)
        record = body.data.income if body.data else None
        if not record:
            raise without("record", method="GET", url=kwargs["url"], status=answer.status_code)
        origin = Origin(answer.content, split_single, FIELDS)
        income = yield from read_with(lambda: income_of(record, origin, self._dates.read))
        return income, record

    def _read_back(self, identity: str, operation: str) -> Flow[Income]:
        try:
            return (yield from self.get(identity))
        except LedgerspanError as fault:
            error = AmbiguousWriteError(
                f"{operation} is done, as income {identity}, but reading it back failed: {fault}\n"
                "  Do not send it again. error.resolve() reads it.",
                operation=operation,
                cause=fault,
            )
            error.lookup = lambda: self._there(identity)
            raise error from fault

    def _there(self, identity: str) -> Flow[Resolution]:
        record = yield from self.get(identity)
        return Resolution(
            outcome=Outcome.HAPPENED, reason="the provider gave its id", record=record
        )

    def _find(self, draft: IncomeDraft) -> Flow[Resolution]:
        """Look for what a create may have left: an income has no number, so by its values."""
        day = Filters(since=draft.date, until=draft.date)
        found = yield from collect(self.listing(day, LARGEST_PAGE))
        return found_by_values(
            found, lambda income: is_same(income, draft), lambda income: is_near(income, draft)
        )

    def _compare(self, identity: str, changes: dict[str, Any]) -> Flow[Resolution]:
        income, record = yield from self._read(identity)
        body = with_date(changed_request(record, changes), income.date).income
        now = with_date(changed_request(record, {}), income.date).income
        return told_by_change(income, happened=have_same_values(body, now))

    def _gone(self, identity: str) -> Flow[Resolution]:
        try:
            record = yield from self.get(identity)
        except NotFoundError:
            return Resolution(outcome=Outcome.HAPPENED, reason="the record is gone")
        return Resolution(
            outcome=Outcome.NOT_HAPPENED, reason="the record is still there", record=record
        )


def _key(identity: str) -> int:
    # An empty id would address the whole list, a path would address something else.
    if not is_key(identity):
        raise ConfigurationError(f"a Daftra income has an id of digits, not {identity!r}")
    return int(identity)
