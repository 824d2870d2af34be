"""Create, update and delete the records of Daftra's v1: flows of calls and answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from daftra_client import codec
from daftra_client import models as daftra

from ledgerspan.call import Flow
from ledgerspan.drafts import Draft
from ledgerspan.drafts.members import refuse_misfit_changes, refuse_misfits
from ledgerspan.errors import (
    AmbiguousWriteError,
    ConflictError,
    LedgerspanError,
    NotFoundError,
)
from ledgerspan.models import Provider, Record
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
from ledgerspan.stale import refuse_stale, refuse_stranger
from ledgerspan.walk import matching, read_with

from .page_size import LARGEST_PAGE
from .reads import V1Reads

R = TypeVar("R", bound=Record)
T = TypeVar("T", bound=Draft)


class V1Flows(V1Reads[R, T], Generic[R, T]):
    """Write and delete; looking after a write that may have happened belongs to it."""

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
