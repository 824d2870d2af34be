"""List, get, create and update Nuvio incomes and expenses: flows of calls and answers."""

from __future__ import annotations

import datetime
from typing import Any, Generic, TypeVar

from nuvio_client.types import UNSET

from ledgerspan.call import Answer, Call, Flow
from ledgerspan.drafts import MoneyDraft
from ledgerspan.errors import (
    AmbiguousWriteError,
    ConfigurationError,
    NotFoundError,
    UnsupportedOperationError,
)
from ledgerspan.judge import without
from ledgerspan.listing import Filters, collect
from ledgerspan.models import Document, Origin
from ledgerspan.paging import Claims
from ledgerspan.resolution import Outcome, Resolution, found_by_values, told_by_change

from .money_body import changed_body, draft_body
from .money_kinds import Kind
from .money_lookup import has_changes, is_near, is_same
from .money_record import split_page, split_single

D = TypeVar("D", bound=Document)

_DAY = datetime.timedelta(days=1)


class MoneyListing(Generic[D]):
    """Describe a listing: one answer has them all, filtered by the server.

    Whether the server includes the bounds of a date range is not published, so a day more is
    asked for on each side and every record is verified here.
    """

    def __init__(self, kind: Kind[D], filters: Filters, report: Any) -> None:
        self.operation = f"{kind.name}.list"
        self._kind = kind
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
        body = self._kind.filter(
            start_date=since or UNSET,
            end_date=until or UNSET,
            **{f"{self._kind.party}_id": wanted.contact or UNSET},
        )
        kwargs = self._kind.operation("list").get_kwargs(body=body)
        return Call(read=True, operation=self.operation, **kwargs)

    def read(self, answer: Answer) -> tuple[list[D], Claims]:
        """Normalize the list; its order is kept."""
        return read_page(self._kind, answer, self._report)


def read_page(kind: Kind[D], answer: Answer, report: Any = None) -> tuple[list[D], Claims]:
    """Turn the body of a list into documents."""
    records = kind.pages.read(answer.content, report).data
    if not isinstance(records, list):
        raise without("list", method="POST", url=kind.list_path, status=answer.status_code)
    origin = Origin(answer.content, split_page, kind.fields)
    return kind.normalize(records, origin), Claims(page=1, paged=False)


class MoneyFlows(Generic[D]):
    """Write the operations once; the sync and the async client drive them."""

    def __init__(self, kind: Kind[D], report: Any) -> None:
        self._kind = kind
        self._report = report

    def listing(self, filters: Filters, page_size: int | None = None) -> MoneyListing[D]:
        """Describe a listing; Nuvio has no pages, so a page size cannot be asked for."""
        if page_size is not None:
            raise ConfigurationError(
                "Nuvio gives the whole list at once and takes no page_size: narrow it by since "
                "and until"
            )
        return MoneyListing(self._kind, filters, self._report)

    def get(self, identity: str) -> Flow[D]:
        """Read one by its UUID; an income by its invoice number too."""
        kwargs = self._kind.operation("get").get_kwargs(self._key(identity))
        answer = yield Call(read=True, operation=f"{self._kind.name}.get", **kwargs)
        return self._single(answer)

    def create(self, draft: MoneyDraft) -> Flow[D]:
        """Create one; the answer is the record."""
        kwargs = self._kind.operation("create").get_kwargs(body=draft_body(self._kind, draft))
        call = Call(read=False, operation=f"{self._kind.name}.create", expects_id=True, **kwargs)
        try:
            answer = yield call
        except AmbiguousWriteError as error:
            error.lookup = lambda: self._find(draft)
            raise
        return self._single(answer)

    def update(self, identity: str, changes: dict[str, Any]) -> Flow[D]:
        """Read, lay the changes over, write everything. An invoice number will do as id."""
        # Laid over nothing first, so that a change that cannot work is refused before any request.
        kind = self._kind
        changed_body(kind, kind.nothing, changes)
        document = yield from self.get(identity)
        body = changed_body(kind, document, changes)
        # Only a UUID addresses a record for writing, so the one that was read is used.
        kwargs = kind.operation("update").get_kwargs(document.id, body=body)
        try:
            answer = yield Call(
                read=False, operation=f"{kind.name}.update", expects_id=True, **kwargs
            )
        except AmbiguousWriteError as error:
            error.lookup = lambda: self._compare(document.id, changes)
            raise
        return self._single(answer)

    def delete(self, identity: str) -> Flow[None]:  # noqa: ARG002  # the shape of all providers
        """Refuse: Nuvio's API has no delete and no scope for one."""
        raise UnsupportedOperationError(
            f"Nuvio's API cannot delete an {self._kind.one}: delete it in the web app, or change "
            f"it with {self._kind.name}.update"
        )
        yield  # makes this a flow like its siblings

    def _single(self, answer: Answer) -> D:
        record = self._kind.singles.read(answer.content, self._report).data
        # A write that gives no record is refused by the judge already.
        if not record or not record.id:
            raise without("record", method="GET", url=self._kind.path, status=answer.status_code)
        origin = Origin(answer.content, split_single, self._kind.fields)
        return self._kind.normalize([record], origin)[0]

    def _find(self, draft: MoneyDraft) -> Flow[Resolution]:
        """Look for what a create may have left: by its number, else by its values."""
        if draft.number is not None and self._kind.has_key_number:
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
            found, lambda each: is_same(each, draft), lambda each: is_near(each, draft)
        )

    def _compare(self, identity: str, changes: dict[str, Any]) -> Flow[Resolution]:
        document = yield from self.get(identity)
        happened = has_changes(self._kind, document, changes)
        return told_by_change(document, happened=happened)

    def _key(self, identity: str) -> str:
        # An empty id, or a path, would address something else than a record.
        if not isinstance(identity, str) or not identity or identity in (".", ".."):
            keys = "UUID or invoice number" if self._kind.has_key_number else "UUID"
            raise ConfigurationError(
                f"a Nuvio {self._kind.one} is named by its {keys}, not {identity!r}"
            )
        return identity
