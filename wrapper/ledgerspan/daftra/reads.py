"""List and get the records of Daftra's v1: flows of calls and answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

from ledgerspan.call import Answer, Call, Flow
from ledgerspan.drafts import Draft
from ledgerspan.errors import (
    ConfigurationError,
    UnsupportedOperationError,
)
from ledgerspan.filters import Filters
from ledgerspan.judge import without
from ledgerspan.models import Origin, Record
from ledgerspan.resources.resource import Slices
from ledgerspan.walk import matching, read_with

from .kind import Kind, is_key
from .listing import V1Listing
from .page_size import LARGEST_PAGE, USUAL_PAGE, checked_page_size
from .rows import split_single
from .site import SiteDates

R = TypeVar("R", bound=Record)
T = TypeVar("T", bound=Draft)


class V1Reads(Generic[R, T]):
    """Read the records of one kind, written once; the sync and the async client drive it."""

    def __init__(
        self, kind: Kind[R, T], dates: SiteDates, report: Any, page_size: int = USUAL_PAGE
    ) -> None:
        self._kind = kind
        self._dates = dates
        self._report = report
        self._page_size = page_size

    def listings(self, filters: Filters, slices: Slices) -> Sequence[V1Listing[R]]:
        """Describe a listing."""
        self._require("list")
        if slices.window is not None:
            raise ConfigurationError("Daftra's lists have pages: a window is for Nuvio's")
        size = slices.page_size
        return (
            self._listing(
                self._kind.checked(filters),
                self._page_size if size is None else checked_page_size(size),
            ),
        )

    def get(self, identity: str) -> Flow[R]:
        """Read one by its id."""
        known, _, _ = yield from self._read(identity)
        return known

    def _call(
        self,
        verb: str,
        *key: int,
        expects_id: bool = False,
        before: Mapping[str, Any] | None = None,
        **sent: Any,
    ) -> Call:
        kwargs = self._kind.operation(verb).get_kwargs(*key, **sent)
        return Call(
            read=verb == "get",
            operation=f"{self._kind.name}.{verb}",
            expects_id=expects_id,
            before=before,
            **kwargs,
        )

    def _listing(
        self, filters: Filters, page_size: int, query: Mapping[str, Any] | None = None
    ) -> V1Listing[R]:
        return V1Listing(
            self._kind,
            filters,
            page_size=page_size,
            dates=self._dates,
            report=self._report,
            query=query or {},
            read_alone=self.get,
        )

    def _read(self, identity: str) -> Flow[tuple[R, Any, str]]:
        """Read one; return it in the common model, as Daftra's record, and its path."""
        self._require("get")
        call = self._call("get", self._key(identity))
        answer = yield call
        known, record = yield from read_with(lambda: self._single(answer, call.url))
        return known, record, call.url

    def _single(self, answer: Answer, url: str) -> tuple[R, Any]:
        kind = self._kind
        body = kind.singles.read(answer.content, self._report)
        record = kind.unwrapped(body.data) if body.data else None
        if not record:
            raise without("record", method="GET", url=url, status=answer.status_code)
        origin = Origin(answer.content, split_single, kind.fields)
        return kind.normalize([record], origin, self._dates)[0], record

    def _whole(self, row: R) -> Flow[R]:
        """Return a row of the list with everything that only its single read has."""
        kind = self._kind
        if kind.list_has_all or not kind.is_read_alone(row):
            return row
        return (yield from self.get(row.id))

    def _all_whole(self, rows: Sequence[R]) -> Flow[list[R]]:
        whole = []
        for row in rows:
            whole += [(yield from self._whole(row))]
        return whole

    def _bearing(self, draft: T, once: str) -> Flow[list[R]]:
        kind = self._kind
        listing = self._listing(Filters(), LARGEST_PAGE, kind.once_query(draft, once))
        return (yield from matching(listing, lambda each: kind.bears(each, once)))

    def _require(self, verb: str) -> None:
        if verb in self._kind.verbs:
            return
        kind = self._kind
        nearest = kind.instead.get(verb, f"see the other operations of {kind.name}")
        raise UnsupportedOperationError(
            f"Daftra's API has no {verb} for {kind.name.replace('_', ' ')}: {nearest}"
        )

    def _key(self, identity: str) -> int:
        # An empty id would address the whole list, a path would address something else.
        if not is_key(identity):
            raise ConfigurationError(
                f"a Daftra {self._kind.one} has an id of digits, not {identity!r}"
            )
        return int(identity)
