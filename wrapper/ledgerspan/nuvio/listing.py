"""Describe a listing of Nuvio: one answer has them all, or one a month of a long range."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterator
from typing import Any, Generic, TypeVar

import msgspec

from ledgerspan.call import Answer, Call, Flow
from ledgerspan.errors import ConfigurationError
from ledgerspan.filters import Filters
from ledgerspan.judge import without
from ledgerspan.models import Origin, Record
from ledgerspan.paging import Claims

from .kind import Kind
from .rows import split_page

R = TypeVar("R", bound=Record)

_DAY = datetime.timedelta(days=1)
# The filters that a window narrows.
_DAYS = ("since", "until")


class NuvioListing(Generic[R]):
    """Describe a listing; with `window`, page n is the n-th month of the range."""

    def __init__(
        self, kind: Kind[R, Any], filters: Filters, report: Any, window: str | None = None
    ) -> None:
        self.operation = f"{kind.name}.list"
        self.filters = filters
        self._kind = kind
        self._report = report
        self._asked = (filters,) if window is None else tuple(_months(filters))
        self.sent_filters = kind.list_sent(filters)[1]

    def call(self, page: int) -> Call:
        """Return the call for everything, or for one window."""
        sent, _ = self._kind.list_sent(self._asked[page - 1])
        kwargs = self._kind.operation("list").get_kwargs(**sent)
        return Call(read=True, operation=self.operation, **kwargs)

    def read(self, answer: Answer, page: int) -> tuple[list[R], Claims]:
        """Normalize the list; its order is kept."""
        records = read_page(self._kind, answer, self._report)
        count = len(self._asked)
        if count == 1:
            return records, Claims(page=1, paged=False)
        window = self._asked[page - 1]
        # What lies in another window comes with that one. What lies in none is left to the walk,
        # which refuses and counts it: once, so with the first window.
        kept = [
            record
            for record in records
            if window.refuse(record) not in _DAYS
            or (page == 1 and self.filters.refuse(record) in _DAYS)
        ]
        return kept, Claims(page=page, page_count=count, has_next=page < count, window=True)

    def detail(self, record: R) -> Flow[R] | None:  # noqa: ARG002
        """Return None: Nuvio's lists have everything."""
        return None


def read_page(kind: Kind[R, Any], answer: Answer, report: Any = None) -> list[R]:
    """Turn the body of a list into records."""
    records = kind.pages.read(answer.content, report).data
    if not isinstance(records, list):
        method = kind.operation("list").get_kwargs()["method"].upper()
        raise without("list", method=method, url=kind.list_path, status=answer.status_code)
    return kind.normalize(records, Origin(answer.content, split_page, kind.fields))


def _months(filters: Any) -> Iterator[Any]:
    """Split a range of days into its months."""
    since, until = getattr(filters, "since", None), getattr(filters, "until", None)
    if since is None or until is None:
        raise ConfigurationError("window needs since and until: it splits the range between them")
    first = since
    while True:
        last = first.replace(day=monthrange(first.year, first.month)[1])
        yield msgspec.structs.replace(filters, since=first, until=min(until, last))
        if last >= until:
            return
        first = last + _DAY
