"""List, get, create and update the records of Nuvio: flows of calls and answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

from ledgerspan.call import Answer, Call, Flow
from ledgerspan.drafts import Draft
from ledgerspan.drafts.members import refuse_misfit_changes, refuse_misfits
from ledgerspan.errors import (
    AmbiguousWriteError,
    ConfigurationError,
    NotFoundError,
    UnsupportedOperationError,
)
from ledgerspan.filters import Filters
from ledgerspan.judge import without
from ledgerspan.models import Origin, Provider, Record
from ledgerspan.once import check_reference, only_one
from ledgerspan.resolution import (
    Outcome,
    Resolution,
    found_by_reference,
    found_by_values,
    told_by_change,
)
from ledgerspan.resources.resource import Slices
from ledgerspan.stale import refuse_stale, refuse_stranger
from ledgerspan.walk import matching

from .kind import Kind
from .listing import NuvioListing
from .rows import split_single

R = TypeVar("R", bound=Record)
T = TypeVar("T", bound=Draft)


class NuvioFlows(Generic[R, T]):
    """Write the operations once; the sync and the async client drive them."""

    def __init__(self, kind: Kind[R, T], report: Any) -> None:
        self._kind = kind
        self._report = report

    def of(self, part: str | None) -> NuvioFlows[R, T]:  # noqa: ARG002
        """Return itself: Nuvio keeps in one resource what Daftra keeps apart."""
        return self

    def listings(self, filters: Filters, slices: Slices) -> Sequence[NuvioListing[R]]:
        """Describe a listing; Nuvio has no pages, so a page size cannot be asked for."""
        self._require("list")
        if slices.page_size is not None:
            raise ConfigurationError(
                "Nuvio gives the whole list at once and takes no page_size: narrow it by since "
                'and until, or split it by window="month"'
            )
        if slices.window is not None and not self._kind.has_windows:
            raise ConfigurationError(
                f"Nuvio's list of {self._kind.name} takes no days and comes whole every time: "
                "leave window out"
            )
        return (NuvioListing(self._kind, filters, self._report, slices.window),)

    def get(self, identity: str) -> Flow[R]:
        """Read one by its id, or by what else names it."""
        record, _ = yield from self._read(identity)
        return record

    def create(self, draft: T, *, once: str | None, reread: bool) -> Flow[R | str]:
        """Create one; the answer is the record."""
        kind = self._kind
        self._require("create")
        refuse_misfits(draft, kind.shape, kind.body_of)
        if once is not None:
            draft = kind.marked(draft, check_reference(once))
        body = kind.body_of(draft)
        if once is not None:
            found = yield from self._bearing(draft, once)
            if found:
                known = only_one(found, once, url=kind.list_path)
                return known if reread else known.id
        call = self._call("create", expects_id=True, body=body)
        try:
            answer = yield call
        except AmbiguousWriteError as error:
            error.lookup = lambda: self._find(draft, once)
            raise
        record = self._single(answer)
        return record if reread else record.id

    def update(
        self, known: R | str, changes: dict[str, Any], *, force: bool, reread: bool
    ) -> Flow[R | str]:
        """Read, lay the changes over, write everything. What else names a record will do as id."""
        # Laid over nothing first, so that a change that cannot work is refused before any request.
        kind = self._kind
        self._require("update")
        refuse_stranger(known, kind.shape, Provider.NUVIO)
        refuse_misfit_changes(changes, kind.shape, lambda rest: kind.changed_body(None, rest))
        kind.changed_body(None, changes)
        identity = known.id if isinstance(known, Record) else known
        now, url = yield from self._read(identity)
        if not force:
            refuse_stale(known, now, None, url=url)
        body = kind.changed_body(now, changes)
        before = kind.changed_body(now, {}).to_dict()
        # Only a UUID addresses a record for writing, so the one that was read is used.
        call = self._call("update", now.id, expects_id=True, before=before, body=body)
        try:
            answer = yield call
        except AmbiguousWriteError as error:
            error.lookup = lambda: self._compare(now.id, changes)
            raise
        record = self._single(answer)
        return record if reread else record.id

    def delete(self, known: R | str) -> Flow[None]:  # noqa: ARG002  # the shape of all providers
        """Refuse: Nuvio's API has no delete and no scope for one."""
        raise self._unsupported("delete")

    def _call(
        self,
        verb: str,
        *key: str,
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

    def _read(self, identity: str) -> Flow[tuple[R, str]]:
        self._require("get")
        call = self._call("get", self._key(identity))
        answer = yield call
        return self._single(answer), call.url

    def _single(self, answer: Answer) -> R:
        record = self._kind.singles.read(answer.content, self._report).data
        # A write that gives no record is refused by the judge already.
        if not record or not record.id:
            raise without("record", method="GET", url=self._kind.path, status=answer.status_code)
        origin = Origin(answer.content, split_single, self._kind.fields)
        return self._kind.normalize([record], origin)[0]

    def _bearing(self, draft: T, once: str) -> Flow[list[R]]:
        kind = self._kind
        key = kind.key_of(draft)
        if key is not None:
            try:
                record = yield from self.get(key)
            except NotFoundError:
                return []
            return [record]
        (listing,) = self.listings(Filters(), Slices())
        return (yield from matching(listing, lambda each: kind.bears(each, once)))

    def _find(self, draft: T, once: str | None) -> Flow[Resolution]:
        """Look for what a create may have left: by reference or number, else by its values."""
        kind = self._kind
        if once is not None:
            return found_by_reference((yield from self._bearing(draft, once)), once)
        key = kind.key_of(draft)
        if key is not None:
            return (yield from self._find_key(draft, key))
        (listing,) = self.listings(kind.near_filters(draft), Slices())
        found = yield from matching(listing, lambda each: kind.is_near(each, draft))
        return found_by_values(found, lambda each: kind.is_same(each, draft))

    def _find_key(self, draft: T, key: str) -> Flow[Resolution]:
        one, word = self._kind.one, self._kind.key_word
        try:
            record = yield from self.get(key)
        except NotFoundError:
            return Resolution(
                outcome=Outcome.NOT_HAPPENED, reason=f"there is no {one} with the {word} {key}"
            )
        if not self._kind.is_same(record, draft):
            return Resolution(
                outcome=Outcome.UNKNOWN,
                reason=f"the {word} {key} belongs to one with other values, perhaps an older one",
                candidates=(record,),
            )
        return Resolution(
            outcome=Outcome.HAPPENED,
            reason=f"the {one} with the {word} {key} is there",
            record=record,
        )

    def _compare(self, identity: str, changes: dict[str, Any]) -> Flow[Resolution]:
        record = yield from self.get(identity)
        return told_by_change(record, happened=self._kind.has_changes(record, changes))

    def _require(self, verb: str) -> None:
        if verb not in self._kind.verbs:
            raise self._unsupported(verb)

    def _unsupported(self, verb: str) -> UnsupportedOperationError:
        kind = self._kind
        nearest = kind.instead.get(verb, f"see the other operations of {kind.name}")
        return UnsupportedOperationError(
            f"Nuvio's API has no {verb} for {kind.name.replace('_', ' ')}: {nearest}"
        )

    def _key(self, identity: str) -> str:
        # An empty id, or a path, would address something else than a record.
        if not isinstance(identity, str) or not identity or identity in (".", ".."):
            raise ConfigurationError(
                f"a Nuvio {self._kind.one} is named by its {self._kind.keys}, not {identity!r}"
            )
        return identity
