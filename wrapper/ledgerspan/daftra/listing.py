"""Describe a listing of Daftra's v1 and read its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

import msgspec

from ledgerspan.call import Answer, Call, Flow
from ledgerspan.filters import Filters
from ledgerspan.judge import without
from ledgerspan.models import Origin, Record
from ledgerspan.paging import Claims

from .kind import Dates, Kind
from .rows import split_rows

R = TypeVar("R", bound=Record)


class V1Listing(Generic[R]):
    """Describe a listing: numbered pages, no promised order.

    `query` goes with every page besides what the kind makes of the filters.
    """

    def __init__(
        self,
        kind: Kind[R, Any],
        filters: Filters,
        *,
        page_size: int,
        dates: Dates,
        report: Any,
        query: Mapping[str, Any],
        read_alone: Callable[[str], Flow[R]],
    ) -> None:
        self.operation = f"{kind.name}.list"
        self.filters = filters
        narrowing, self.sent_filters = kind.narrowed(filters)
        self._query = {**narrowing, **query}
        self._kind = kind
        self._page_size = page_size
        self._dates = dates
        self._report = report
        self._read_alone = read_alone

    def call(self, page: int) -> Call:
        """Return the call for a page, counted from 1."""
        kwargs = self._kind.operation("list").get_kwargs(limit=self._page_size, page=page)
        # Beside the documented parameters: some that work are in no document (observation 5).
        kwargs["params"] = {**kwargs.get("params", {}), **self._query}
        return Call(read=True, operation=self.operation, **kwargs)

    def read(self, answer: Answer, page: int) -> tuple[list[R], Claims]:  # noqa: ARG002
        """Normalize a page; its order is kept."""
        return read_page(self._kind, answer, self._dates, self._report)

    def detail(self, record: R) -> Flow[R] | None:
        """Return what reads a record alone, where rows lack anything."""
        kind = self._kind
        if kind.list_has_all or not record.id or not kind.is_read_alone(record):
            return None
        return self._read_alone(record.id)


def read_page(
    kind: Kind[R, Any],
    answer: Answer,
    dates: Dates,
    report: Callable[[Any], object] | None = None,
) -> tuple[list[R], Claims]:
    """Turn the body of a list into records and what the page claims of itself."""
    misfits: list[Any] = []
    body = kind.pages.read(answer.content, misfits.append)
    rows = body.data
    if not isinstance(rows, list):
        raise without("list", method="GET", url=kind.path, status=answer.status_code)
    origin = Origin(answer.content, split_rows, kind.fields)
    records = kind.normalize([kind.unwrapped(row) or kind.nothing for row in rows], origin, dates)
    # Told only now: a page whose dates need the site's format is read twice.
    if report is not None:
        for misfit in misfits:
            report(misfit)
    return records, claims_of(body.pagination)


def claims_of(paging: Any) -> Claims:
    """Return what the pagination block of a page claims; it may be missing or empty."""
    if not paging:
        return Claims()
    # A link that is there says more; null says no; a missing member says nothing.
    following = None if paging.next_ is msgspec.UNSET else bool(paging.next_)
    return Claims(
        page=paging.page or None,
        page_count=paging.page_count if isinstance(paging.page_count, int) else None,
        total=paging.total_results if isinstance(paging.total_results, int) else None,
        has_next=following,
    )
