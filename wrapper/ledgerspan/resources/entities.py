"""List, get, create and update records of any entity of Daftra's v2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol, overload

from ledgerspan.call import Flow
from ledgerspan.config import check_prefetch
from ledgerspan.listing import Listing
from ledgerspan.models.entity import Entity
from ledgerspan.pager import AsyncPager, Pager

from .resource import identity_of

if TYPE_CHECKING:
    from ledgerspan.dry_run import DryRun
    from ledgerspan.session import AsyncSession, Session


class EntityFlows(Protocol):
    """Name what a provider gives for records of one entity."""

    def listings(
        self,
        filters: Mapping[str, Any] | None,
        sort: Mapping[str, str] | None,
        *,
        level: int,
        page_size: int | None,
    ) -> Sequence[Listing[Entity]]:
        """Describe a listing."""

    def get(self, identity: str, level: int) -> Flow[Entity]:
        """Read one."""

    def create(self, members: Mapping[str, Any]) -> Flow[Entity]:
        """Create one."""

    def update(self, identity: str, members: Mapping[str, Any]) -> Flow[Entity]:
        """Write members of one."""


class Entities:
    """Read and write the records of one entity, from threads: `daftra.entity("journal")`."""

    def __init__(self, flows: EntityFlows, session: Session, prefetch: int) -> None:
        self._flows = flows
        self._session = session
        self._prefetch = prefetch

    def list(
        self,
        *,
        filters: Mapping[str, Any] | None = None,
        sort: Mapping[str, str] | None = None,
        level: int = 1,
        page_size: int | None = None,
        prefetch: int | None = None,
    ) -> Pager[Entity]:
        """List records; nothing is sent until iterated.

        `filters` map members to values, or to operators with values, which all hold:
        `{"status": 1, "date": {"gte": date(2026, 1, 1), "lt": date(2026, 2, 1)},
        "id": {"in": [1, 2]}, "deleted_at": {"is_null": True}}`. The operators are equal,
        not_equal, gt, gte, lt, lte, from (gte), to (lte), like, in, not_in and is_null; a dot
        reaches into a relation ("journal.date"). `{"or": {"no": "7", "po_number": "7"}}` wants one
        of these to hold; a list of mappings names a member twice. A long `in` is asked for ten
        values at a time.

        Deleted records are listed too, unless `{"deleted_at": {"is_null": True}}` keeps them out
        (observation 5). Records are held against the filters when they arrive, as far as they
        state the members; `.report.filters` tells which, and an event of kind MISMATCH names a
        member that no record states: a server may ignore such a filter (observation, quirk 5).

        `sort` is such as `{"date": "desc"}`; without it no order is promised. `level` is the
        depth of related records, from 1 (the record's own members) to 4; -1 is taken too, and its
        meaning is in no document (published docs).

        Raises ConfigurationError for what cannot be sent; RejectedError or ValidationError for an
        entity that there is not.
        """
        return Pager(
            self._flows.listings(filters, sort, level=level, page_size=page_size),
            self._session,
            prefetch=self._prefetch if prefetch is None else check_prefetch(prefetch),
        )

    def get(self, id: str | int, *, level: int = 1) -> Entity:  # noqa: A002  # the field's name
        """Read one by its id, a deleted one too; raises NotFoundError when there is none."""
        return self._session.run(self._flows.get(identity_of(id), level))

    @overload
    def create(self, members: Mapping[str, Any], *, dry_run: Literal[False] = False) -> Entity: ...
    @overload
    def create(self, members: Mapping[str, Any], *, dry_run: Literal[True]) -> DryRun: ...
    def create(self, members: Mapping[str, Any], *, dry_run: bool = False) -> Entity | DryRun:
        """Create one from its members and return it as it was stored.

        Which members an entity takes is published for few of them; nothing is checked here. It is
        sent once and never repeated: AmbiguousWriteError tells that it may have happened, and its
        `resolve()` looks for records with these members. Raises ValidationError when refused.
        """
        flow = self._flows.create(members)
        return self._session.rehearse(flow) if dry_run else self._session.run(flow)

    @overload
    def update(
        self, id: str | int | Entity, members: Mapping[str, Any], *, dry_run: Literal[False] = False
    ) -> Entity: ...
    @overload
    def update(
        self, id: str | int | Entity, members: Mapping[str, Any], *, dry_run: Literal[True]
    ) -> DryRun: ...
    def update(
        self,
        id: str | int | Entity,  # noqa: A002
        members: Mapping[str, Any],
        *,
        dry_run: bool = False,
    ) -> Entity | DryRun:
        """Write members of one and return it as it then is.

        Exactly these members are sent, and the id. Whether members that are left out keep their
        values is in no document, and v1 resets them (observation, quirk 6): give all that you
        want kept. Raises as `create` does, and NotFoundError.
        """
        flow = self._flows.update(identity_of(id), members)
        return self._session.rehearse(flow) if dry_run else self._session.run(flow)


class AsyncEntities:
    """Read and write the records of one entity, from tasks; the twin of Entities."""

    def __init__(self, flows: EntityFlows, session: AsyncSession, prefetch: int) -> None:
        self._flows = flows
        self._session = session
        self._prefetch = prefetch

    def list(
        self,
        *,
        filters: Mapping[str, Any] | None = None,
        sort: Mapping[str, str] | None = None,
        level: int = 1,
        page_size: int | None = None,
        prefetch: int | None = None,
    ) -> AsyncPager[Entity]:
        """List; iterate with `async for`. See `Entities.list`."""
        return AsyncPager(
            self._flows.listings(filters, sort, level=level, page_size=page_size),
            self._session,
            prefetch=self._prefetch if prefetch is None else check_prefetch(prefetch),
        )

    async def get(self, id: str | int, *, level: int = 1) -> Entity:  # noqa: A002
        """Read one; see `Entities.get`."""
        return await self._session.run(self._flows.get(identity_of(id), level))

    @overload
    async def create(
        self, members: Mapping[str, Any], *, dry_run: Literal[False] = False
    ) -> Entity: ...
    @overload
    async def create(self, members: Mapping[str, Any], *, dry_run: Literal[True]) -> DryRun: ...
    async def create(self, members: Mapping[str, Any], *, dry_run: bool = False) -> Entity | DryRun:
        """Create one; see `Entities.create`."""
        flow = self._flows.create(members)
        return await (self._session.rehearse(flow) if dry_run else self._session.run(flow))

    @overload
    async def update(
        self, id: str | int | Entity, members: Mapping[str, Any], *, dry_run: Literal[False] = False
    ) -> Entity: ...
    @overload
    async def update(
        self, id: str | int | Entity, members: Mapping[str, Any], *, dry_run: Literal[True]
    ) -> DryRun: ...
    async def update(
        self,
        id: str | int | Entity,  # noqa: A002
        members: Mapping[str, Any],
        *,
        dry_run: bool = False,
    ) -> Entity | DryRun:
        """Write members of one; see `Entities.update`."""
        flow = self._flows.update(identity_of(id), members)
        return await (self._session.rehearse(flow) if dry_run else self._session.run(flow))
