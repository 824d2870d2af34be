"""List, get, create and update Nuvio incomes: flows that name calls and read answers."""

from __future__ import annotations

import datetime
from typing import Any

from nuvio_client import codec
from nuvio_client import models as nuvio
from nuvio_client.api import incomes as operations
from nuvio_client.types import UNSET

from ledgerspan.call import Answer, Call, Flow
from ledgerspan.drafts import IncomeDraft
from ledgerspan.errors import (
    AmbiguousWriteError,
    ConfigurationError,
    NotFoundError,
    UnsupportedOperationError,
)
from ledgerspan.judge import without
from ledgerspan.listing import Filters, collect
from ledgerspan.models import Income, Origin, Provider
from ledgerspan.paging import Claims
from ledgerspan.reading import Reader
from ledgerspan.resolution import Outcome, Resolution, found_by_values, told_by_change

from .income_body import changed_body, draft_body
from .income_lookup import has_changes, is_near, is_same
from .income_record import FIELDS, income_of, incomes_of, split_page, split_single

_PAGES = Reader(lambda: nuvio.IncomeListResponse, codec)
_SINGLES = Reader(lambda: nuvio.IncomeResponse, codec)
_DAY = datetime.timedelta(days=1)


class IncomeListing:
    """Describe the listing of incomes: one answer has them all, filtered by the server.

    Whether the server includes the bounds of a date range is not published, so a day more is
    asked for on each side and every record is verified here.
    """

    operation = "incomes.list"

    def __init__(self, filters: Filters, report: Any) -> None:
        self.filters = filters
        self._report = report

    @property
    def sent_filters(self) -> tuple[str, ...]:
        """Return what the server is asked for; the words of payment states are not published."""
        return tuple(name for name in self.filters.asked() if name in ("since", "until", "contact"))

    def call(self, page: int) -> Call:  # noqa: ARG002  # there is but one
        """Return the call for everything."""
        wanted = self.filters
        since = wanted.since - _DAY if wanted.since and wanted.since > datetime.date.min else None
        until = wanted.until + _DAY if wanted.until and wanted.until < datetime.date.max else None
        body = nuvio.IncomeFilter(
            start_date=since or UNSET, end_date=until or UNSET, customer_id=wanted.contact or UNSET
        )
        kwargs = operations.list_incomes.get_kwargs(body=body)
        return Call(read=True, operation=self.operation, **kwargs)

    def read(self, answer: Answer) -> tuple[list[Income], Claims]:
        """Normalize the list; its order is kept."""
        return read_page(answer, self._report)


def read_page(answer: Answer, report: Any = None) -> tuple[list[Income], Claims]:
    """Turn the body of a list into incomes."""
    records = _PAGES.read(answer.content, report).data
    if not isinstance(records, list):
        raise without("list", method="POST", url="/v1/list-incomes", status=answer.status_code)
    origin = Origin(answer.content, split_page, FIELDS)
    return incomes_of(records, origin), Claims(page=1, paged=False)


class IncomeFlows:
    """Write the operations once; the sync and the async client drive them."""

    def __init__(self, report: Any) -> None:
        self._report = report

    def listing(self, filters: Filters, page_size: int | None = None) -> IncomeListing:
        """Describe a listing; Nuvio has no pages, so a page size cannot be asked for."""
        if page_size is not None:
            raise ConfigurationError(
                "Nuvio gives the whole list at once and takes no page_size: narrow it by since "
                "and until"
            )
        return IncomeListing(filters, self._report)

    def get(self, identity: str) -> Flow[Income]:
        """Read one income by its UUID or its invoice number."""
        kwargs = operations.get_income.get_kwargs(_key(identity))
        answer = yield Call(read=True, operation="incomes.get", **kwargs)
        return self._single(answer)

    def create(self, draft: IncomeDraft) -> Flow[Income]:
        """Create an income; the answer is the record."""
        kwargs = operations.create_income.get_kwargs(body=draft_body(draft))
        call = Call(read=False, operation="incomes.create", expects_id=True, **kwargs)
        try:
            answer = yield call
        except AmbiguousWriteError as error:
            error.lookup = lambda: self._find(draft)
            raise
        return self._single(answer)

    def update(self, identity: str, changes: dict[str, Any]) -> Flow[Income]:
        """Read, lay the changes over, write everything. An invoice number will do as id."""
        # Laid over nothing first, so that a change that cannot work is refused before any request.
        changed_body(Income(id="", provider=Provider.NUVIO), changes)
        income = yield from self.get(identity)
        body = changed_body(income, changes)
        # Only a UUID addresses a record for writing, so the one that was read is used.
        kwargs = operations.update_income.get_kwargs(income.id, body=body)
        try:
            answer = yield Call(read=False, operation="incomes.update", expects_id=True, **kwargs)
        except AmbiguousWriteError as error:
            error.lookup = lambda: self._compare(income.id, changes)
            raise
        return self._single(answer)

    def delete(self, identity: str) -> Flow[None]:  # noqa: ARG002  # the shape of all providers
        """Refuse: Nuvio's API has no delete and no scope for one."""
        raise UnsupportedOperationError(
            "Nuvio's API cannot delete an income: delete it in the web app, or change it with "
            "incomes.update"
        )
        yield  # makes this a flow like its siblings

    def _single(self, answer: Answer) -> Income:
        record = _SINGLES.read(answer.content, self._report).data
        # A write that gives no record is refused by the judge already.
        if not record or not record.id:
            raise without("record", method="GET", url="/v1/income", status=answer.status_code)
        return income_of(record, Origin(answer.content, split_single, FIELDS), 0)

    def _find(self, draft: IncomeDraft) -> Flow[Resolution]:
        """Look for what a create may have left: by its number, else by its values."""
        if draft.number is not None:
            try:
                record = yield from self.get(draft.number)
            except NotFoundError:
                return Resolution(
                    outcome=Outcome.NOT_HAPPENED,
                    reason=f"there is no income with the number {draft.number}",
                )
            if not is_same(record, draft):
                return Resolution(
                    outcome=Outcome.UNKNOWN,
                    reason=f"the number {draft.number} belongs to an income with other values, "
                    "perhaps an older one",
                    candidates=(record,),
                )
            return Resolution(
                outcome=Outcome.HAPPENED,
                reason=f"the income with the number {draft.number} is there",
                record=record,
            )
        found = yield from collect(self.listing(Filters(since=draft.date, until=draft.date)))
        return found_by_values(
            found, lambda income: is_same(income, draft), lambda income: is_near(income, draft)
        )

    def _compare(self, identity: str, changes: dict[str, Any]) -> Flow[Resolution]:
        income = yield from self.get(identity)
        return told_by_change(income, happened=has_changes(income, changes))


def _key(identity: str) -> str:
    # An empty id, or a path, would address something else than a record.
    if not isinstance(identity, str) or not identity or identity in (".", ".."):
        raise ConfigurationError(
            f"a Nuvio income is named by its UUID or invoice number, not {identity!r}"
        )
    return identity
