"""List, get, create, update and delete the records of Daftra's v1: flows of calls and answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

from daftra_client import codec
from daftra_client import models as daftra

from ledgerspan.call import Answer, Call, Flow
from ledgerspan.drafts import Draft
from ledgerspan.drafts.members import refuse_misfit_changes, refuse_misfits
from ledgerspan.errors import (
    AmbiguousWriteError,
    ConfigurationError,
    ConflictError,
    LedgerspanError,
    NotFoundError,
    UnsupportedOperationError,
)
from ledgerspan.filters import Filters
from ledgerspan.judge import without
from ledgerspan.models import Origin, Provider, Record
from ledgerspan.once import check_reference, only_one
from ledgerspan.resolution import (
    Resolution,
    found_by_number,
    found_by_reference,
    found_by_values,
    gone,
    still_there,
    told_by_change,
    told_by_id,
)
from ledgerspan.resources.resource import Slices
from ledgerspan.stale import refuse_stale, refuse_stranger
from ledgerspan.walk import matching, read_with

from .kind import Kind, is_key
from .listing import V1Listing
from .page_size import LARGEST_PAGE, USUAL_PAGE, checked_page_size
from .rows import split_single
from .site import SiteDates

R = TypeVar("R", bound=Record)
T = TypeVar("T", bound=Draft)


class V1Flows(Generic[R, T]):
    """Write the operations once; the sync and the async client drive them."""

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

    def create(self, draft: T, *, once: str | None, reread: bool) -> Flow[R | str]:
        """Create one and read it back, since the answer only names its id."""
        kind = self._kind
        self._require("create")
        refuse_misfits(draft, kind.shape, kind.request_of)
        if once is not None:
            draft = kind.marked(draft, check_reference(once))
        body = kind.request_of(draft)
        if once is not None:
            found = yield from self._bearing(draft, once)
            if found:
                known = only_one(found, once, url=kind.path)
                return (yield from self._whole(known)) if reread else known.id
        call = self._call("create", expects_id=True, body=body)
        try:
            answer = yield call
        except AmbiguousWriteError as error:
            error.lookup = lambda: self._find(draft, once)
            raise
        identity = str(codec.decode(answer.content, daftra.CreatedResponse).id)
        if not reread:
            return identity
        asked = {name: getattr(draft, name, None) for name in kind.writable}
        return (yield from self._read_back(identity, "create", asked))

    def update(
        self, known: R | str, changes: dict[str, Any], *, force: bool, reread: bool
    ) -> Flow[R | str]:
        """Read, lay the changes over, write everything: PUT replaces (observation, quirk 6)."""
        # Laid over nothing first, so that a change that cannot work is refused before any request.
        kind = self._kind
        self._require("update")
        refuse_stranger(known, kind.shape, Provider.DAFTRA)
        refuse_misfit_changes(changes, kind.shape, self._look_at)
        self._look_at(changes)
        identity = known.id if isinstance(known, Record) else known
        now, record, url = yield from self._read(identity)
        if not force:
            refuse_stale(known, now, kind.refusal(record), url=url, moving=kind.moving)
        record = yield from read_with(lambda: kind.for_writing(record, self._dates))
        body = kind.changed_request(record, now, changes)
        before = kind.unchanged_request(record, now).to_dict()
        try:
            yield self._call("update", int(now.id), before=before, body=body)
        except AmbiguousWriteError as error:
            error.lookup = lambda: self._compare(identity, changes)
            raise
        if not reread:
            return identity
        asked = {name: getattr(now, name, None) for name in kind.writable} | changes
        return (yield from self._read_back(identity, "update", asked))

    def delete(self, known: R | str) -> Flow[None]:
        """Delete one; raises NotFoundError when there is none."""
        self._require("delete")
        refuse_stranger(known, self._kind.shape, Provider.DAFTRA)
        identity = known.id if isinstance(known, Record) else known
        try:
            yield self._call("delete", self._key(identity))
        except AmbiguousWriteError as error:
            error.lookup = lambda: self._gone(identity)
            raise

    def _look_at(self, changes: Mapping[str, Any]) -> None:
        kind = self._kind
        kind.changed_request(kind.nothing, None, changes)

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

    def _read_back(self, identity: str, verb: str, asked: Mapping[str, Any]) -> Flow[R]:
        """Read what was written; raise AmbiguousWriteError where that fails, or shows a loss."""
        try:
            record = yield from self.get(identity)
        except LedgerspanError as fault:
            raise self._done(identity, verb, f"reading it back failed: {fault}", fault) from fault
        lost = tuple(self._kind.not_kept(record, asked))
        if lost:
            loss = ConflictError(
                "not everything was kept",
                method="GET",
                url=f"{self._kind.path}/{identity}",
                status=200,
                field_errors=lost,
            )
            told = "; ".join(f"{path}: {message}" for path, message in lost)
            raise self._done(identity, verb, f"not everything was kept: {told}", loss) from loss
        return record

    def _done(
        self, identity: str, verb: str, but: str, cause: LedgerspanError
    ) -> AmbiguousWriteError:
        error = AmbiguousWriteError(
            f"{self._kind.name}.{verb} is done, as {self._kind.one} {identity}, but {but}\n"
            "  Do not send it again. error.resolve() reads it.",
            operation=f"{self._kind.name}.{verb}",
            cause=cause,
        )
        error.lookup = lambda: self._there(identity)
        return error

    def _there(self, identity: str) -> Flow[Resolution]:
        return told_by_id((yield from self.get(identity)))

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

    def _find(self, draft: T, once: str | None) -> Flow[Resolution]:
        """Look for what a create may have left: by reference or number, else by its values."""
        kind = self._kind
        if once is not None:
            bearing = yield from self._bearing(draft, once)
            return found_by_reference((yield from self._all_whole(bearing)), once)
        listing = self._listing(kind.near_filters(draft), LARGEST_PAGE)
        rows = yield from matching(listing, lambda each: kind.is_near(each, draft))
        found = yield from self._all_whole(rows)
        number = kind.key_of(draft)
        if number is not None:
            return found_by_number(found, number, lambda each: kind.is_same(each, draft))
        return found_by_values(found, lambda each: kind.is_same(each, draft))

    def _compare(self, identity: str, changes: dict[str, Any]) -> Flow[Resolution]:
        known, record, _ = yield from self._read(identity)
        record = yield from read_with(lambda: self._kind.for_writing(record, self._dates))
        return told_by_change(known, happened=self._kind.has_changes(record, known, changes))

    def _gone(self, identity: str) -> Flow[Resolution]:
        try:
            record = yield from self.get(identity)
        except NotFoundError:
            return gone()
        return still_there(record)

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
