"""List, get, create and update records of any entity of Daftra's v2."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from daftra_client.api.entities import create_entity, get_entity, update_entity

from ledgerspan.call import Call, Flow
from ledgerspan.errors import (
    AmbiguousWriteError,
    ConfigurationError,
    LedgerspanError,
    RejectedError,
)
from ledgerspan.models.entity import Entity
from ledgerspan.resolution import Resolution, found_by_values, told_by_change, told_by_id
from ledgerspan.walk import matching

from .entity_conditions import Condition
from .entity_filters import EntityFilters
from .entity_listing import EntityListing
from .entity_matching import may_meet
from .entity_page import read_single
from .kind import is_key
from .page_size import checked_page_size

_NAME = re.compile(r"[a-z0-9_-]+")
_LEVELS = range(-1, 5)


class EntityFlows:
    """Write the operations once; the sync and the async client drive them."""

    def __init__(self, entity: str, report: Callable[[Any], object], page_size: int) -> None:
        if not isinstance(entity, str) or not _NAME.fullmatch(entity):
            raise ConfigurationError(
                f"an entity is named in singular and snake_case, as journal, not {entity!r}"
            )
        self._entity = entity
        self._report = report
        self._page_size = page_size

    def listings(
        self,
        filters: Mapping[str, Any] | None,
        sort: Mapping[str, str] | None,
        *,
        level: int,
        page_size: int | None,
    ) -> Sequence[EntityListing]:
        """Describe a listing; several where a list of values is too long for one address."""
        size = self._page_size if page_size is None else checked_page_size(page_size)
        found = EntityFilters.of(filters, sort)
        return [self._listing(part, _checked_level(level), size) for part in found.parts()]

    def get(self, identity: str, level: int) -> Flow[Entity]:
        """Read one by its id."""
        kwargs = get_entity.get_kwargs(self._entity, self._key(identity), _checked_level(level))
        call = Call(read=True, operation=f"entity.{self._entity}.get", **kwargs)
        answer = yield call
        return read_single(self._entity, answer, call.url)

    def create(self, members: Mapping[str, Any]) -> Flow[Entity]:
        """Create one and read it back: the answer holds the id, and rarely more."""
        sent = self._body(members)
        call = self._write("create", create_entity.get_kwargs(self._entity, body=sent))
        try:
            answer = yield call
        except AmbiguousWriteError as error:
            error.lookup = lambda: self._find(sent)
            raise
        identity = _id_in(answer.content)
        if identity is None:
            raise RejectedError(
                "it names no id: nothing was created, as far as it says",
                method="POST",
                url=call.url,
                status=answer.status_code,
            )
        return (yield from self._read_back(identity, "create"))

    def update(self, identity: str, members: Mapping[str, Any]) -> Flow[Entity]:
        """Write members of one, its id repeated among them, and read it back."""
        key = self._key(identity)
        sent = {**self._body(members), "id": key}
        try:
            yield self._write("update", update_entity.get_kwargs(self._entity, key, body=sent))
        except AmbiguousWriteError as error:
            error.lookup = lambda: self._compare(identity, sent)
            raise
        return (yield from self._read_back(identity, "update"))

    def _listing(self, filters: EntityFilters, level: int, size: int) -> EntityListing:
        return EntityListing(
            self._entity, filters, level=level, page_size=size, report=self._report
        )

    def _write(self, verb: str, kwargs: Mapping[str, Any]) -> Call:
        return Call(read=False, operation=f"entity.{self._entity}.{verb}", **kwargs)

    def _read_back(self, identity: str, verb: str) -> Flow[Entity]:
        try:
            return (yield from self.get(identity, 1))
        except LedgerspanError as fault:
            error = AmbiguousWriteError(
                f"entity.{self._entity}.{verb} is done, as {self._entity} {identity}, but reading "
                f"it back failed: {fault}\n  Do not send it again. error.resolve() reads it.",
                operation=f"entity.{self._entity}.{verb}",
                cause=fault,
            )
            error.lookup = lambda: self._there(identity)
            raise error from fault

    def _there(self, identity: str) -> Flow[Resolution]:
        return told_by_id((yield from self.get(identity, 1)))

    def _find(self, sent: Mapping[str, Any]) -> Flow[Resolution]:
        """Look through the whole list for what a create may have left: no filter is trusted."""
        wanted = _conditions(sent)
        listing = self._listing(EntityFilters(), 1, checked_page_size(1000))
        found = yield from matching(listing, lambda record: _shows(record, wanted))
        return found_by_values(found, lambda _: True)

    def _compare(self, identity: str, sent: Mapping[str, Any]) -> Flow[Resolution]:
        record = yield from self.get(identity, 1)
        return told_by_change(record, happened=_shows(record, _conditions(sent)))

    def _body(self, members: Mapping[str, Any]) -> dict[str, Any]:
        if not isinstance(members, Mapping) or not members:
            raise ConfigurationError(f"give the members of the {self._entity} as a mapping")
        return dict(members)

    def _key(self, identity: str) -> int:
        # An empty id would address the whole list, a path would address something else.
        if not is_key(identity):
            raise ConfigurationError(f"a Daftra {self._entity} has an id of digits: {identity!r}")
        return int(identity)


def _checked_level(level: int) -> int:
    if isinstance(level, bool) or not isinstance(level, int) or level not in _LEVELS:
        raise ConfigurationError(f"level is a whole number from -1 to 4, not {level!r}")
    return level


def _id_in(content: bytes) -> str | None:
    try:
        found = msgspec.json.decode(content)["id"]
    except (msgspec.DecodeError, TypeError, KeyError):
        return None
    text = str(found)
    return text if is_key(text) and int(text) else None


def _conditions(sent: Mapping[str, Any]) -> tuple[Condition, ...]:
    return tuple(
        Condition(member=name, operator="is_null", wanted=True)
        if value in (None, "")
        else Condition(member=name, operator="equal", wanted=value)
        for name, value in sent.items()
        if not isinstance(value, Mapping | list | tuple)
    )


def _shows(record: Entity, wanted: Sequence[Condition]) -> bool:
    return all(one.member in record and may_meet(one, record.members) for one in wanted)
