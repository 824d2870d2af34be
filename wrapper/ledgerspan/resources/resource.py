"""Offer get, create, update and delete, the same on every provider.

The sync and the async class stand side by side and only drive the provider's flows; `list` is
added by the class of each kind of record, which has its own filters.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Generic, Literal, Protocol, TypeVar, overload

import msgspec

from ledgerspan.call import Flow
from ledgerspan.config import check_prefetch
from ledgerspan.drafts import Draft
from ledgerspan.errors import ConfigurationError
from ledgerspan.filters import Filters
from ledgerspan.listing import Listing
from ledgerspan.models import Record
from ledgerspan.pager import AsyncPager, Pager

if TYPE_CHECKING:
    from ledgerspan.dry_run import DryRun
    from ledgerspan.session import AsyncSession, Session

R = TypeVar("R", bound=Record)
T = TypeVar("T", bound=Draft)
T_contra = TypeVar("T_contra", bound=Draft, contravariant=True)


class Slices(msgspec.Struct, frozen=True, kw_only=True):
    """Say how a listing is cut: records a page, or the span of a request where there are none."""

    page_size: int | None = None
    window: Literal["month"] | None = None

    def __post_init__(self) -> None:
        """Refuse a span that there is not."""
        if self.window not in (None, "month"):
            raise ConfigurationError(f'window is "month" or left out, not {self.window!r}')


class Flows(Protocol[R, T_contra]):
    """Name what a provider gives for one kind of record."""

    def listings(self, filters: Any, slices: Slices) -> Sequence[Listing[R]]:
        """Describe a listing; several are gone through one after the other."""

    def get(self, identity: str) -> Flow[R]:
        """Read one."""

    def create(self, draft: T_contra, *, once: str | None, reread: bool) -> Flow[R | str]:
        """Create one; return its id alone unless `reread`."""

    def update(
        self, known: R | str, changes: dict[str, Any], *, force: bool, reread: bool
    ) -> Flow[R | str]:
        """Change one, known by its id or as it was read; return its id alone unless `reread`."""

    def delete(self, known: R | str) -> Flow[None]:
        """Delete one, known by its id or as it was read."""


def identity_of(identity: object) -> str:
    """Return an id as text; whole numbers are taken, since Daftra's ids look like them."""
    if isinstance(identity, Record):
        return identity.id
    if isinstance(identity, int) and not isinstance(identity, bool):
        return str(identity)
    if not isinstance(identity, str):
        raise ConfigurationError(f"an id is a text (or a whole number), not {identity!r}")
    return identity


def _known(record: R | str | int) -> R | str:
    return record if isinstance(record, Record) else identity_of(record)


class Resource(Generic[R, T]):
    """Read and write one kind of record, from threads.

    `dry_run=True` sends nothing that changes anything and returns the exact request as a DryRun;
    `reread=False` saves the read that follows a write and returns the id alone.
    """

    def __init__(self, flows: Flows[R, T], session: Session, prefetch: int) -> None:
        self._flows = flows
        self._session = session
        self._prefetch = prefetch

    def get(self, id: str | int) -> R:  # noqa: A002  # the field's own name
        """Read one by its id; on Nuvio its number or code will do where the docs say so.

        Raises NotFoundError when there is none.
        """
        return self._session.run(self._flows.get(identity_of(id)))

    @overload
    def create(
        self,
        draft: T,
        *,
        once: str | None = None,
        reread: Literal[True] = True,
        dry_run: Literal[False] = False,
    ) -> R: ...
    @overload
    def create(
        self,
        draft: T,
        *,
        once: str | None = None,
        reread: Literal[False],
        dry_run: Literal[False] = False,
    ) -> str: ...
    @overload
    def create(
        self, draft: T, *, once: str | None = None, reread: bool = True, dry_run: Literal[True]
    ) -> DryRun: ...
    def create(
        self, draft: T, *, once: str | None = None, reread: bool = True, dry_run: bool = False
    ) -> R | str | DryRun:
        """Create one and return it as the provider stored it.

        `once` is a reference of yours, such as "order-1001": it is written into a field of the
        record, and looked for first, so that running the same twice creates one.

        Raises DraftError before anything is sent, ValidationError when the provider refuses,
        RejectedError when it claims success and created nothing, AmbiguousWriteError when it may
        have been created: never repeat it then, `error.resolve()` looks.
        """
        flow = self._flows.create(draft, once=once, reread=reread)
        return self._session.rehearse(flow) if dry_run else self._session.run(flow)

    @overload
    def update(
        self,
        id: R | str | int,
        *,
        force: bool = False,
        reread: Literal[True] = True,
        dry_run: Literal[False] = False,
        **changes: Any,
    ) -> R: ...
    @overload
    def update(
        self,
        id: R | str | int,
        *,
        force: bool = False,
        reread: Literal[False],
        dry_run: Literal[False] = False,
        **changes: Any,
    ) -> str: ...
    @overload
    def update(
        self,
        id: R | str | int,
        *,
        force: bool = False,
        reread: bool = True,
        dry_run: Literal[True],
        **changes: Any,
    ) -> DryRun: ...
    def update(
        self,
        id: R | str | int,  # noqa: A002
        *,
        force: bool = False,
        reread: bool = True,
        dry_run: bool = False,
        **changes: Any,
    ) -> R | str | DryRun:
        """Change fields (named as in the draft) and return the record as it then is.

        Both providers replace the whole record, so it is read first and written with the changes
        laid over it. Given a record that you have read, instead of its id, it raises
        ConflictError when somebody has changed it since, unless `force`. Raises as `create` does,
        NotFoundError, and ConflictError for a record that is closed to changes.
        """
        flow = self._flows.update(_known(id), changes, force=force, reread=reread)
        return self._session.rehearse(flow) if dry_run else self._session.run(flow)

    @overload
    def delete(self, id: R | str | int, *, dry_run: Literal[False] = False) -> None: ...
    @overload
    def delete(self, id: R | str | int, *, dry_run: Literal[True]) -> DryRun: ...
    def delete(self, id: R | str | int, *, dry_run: bool = False) -> DryRun | None:  # noqa: A002
        """Delete one. Raises UnsupportedOperationError on Nuvio, which cannot."""
        flow = self._flows.delete(_known(id))
        return self._session.rehearse(flow) if dry_run else self._session.run(flow)

    def _pager(
        self, filters: Filters, slices: Slices, *, prefetch: int | None, whole: bool = False
    ) -> Pager[R]:
        return Pager(
            self._flows.listings(filters, slices),
            self._session,
            prefetch=self._prefetch if prefetch is None else check_prefetch(prefetch),
            whole=whole,
        )


class AsyncResource(Generic[R, T]):
    """Read and write one kind of record, from tasks; the twin of Resource, documented there."""

    def __init__(self, flows: Flows[R, T], session: AsyncSession, prefetch: int) -> None:
        self._flows = flows
        self._session = session
        self._prefetch = prefetch

    async def get(self, id: str | int) -> R:  # noqa: A002
        """Read one; see `Resource.get`."""
        return await self._session.run(self._flows.get(identity_of(id)))

    @overload
    async def create(
        self,
        draft: T,
        *,
        once: str | None = None,
        reread: Literal[True] = True,
        dry_run: Literal[False] = False,
    ) -> R: ...
    @overload
    async def create(
        self,
        draft: T,
        *,
        once: str | None = None,
        reread: Literal[False],
        dry_run: Literal[False] = False,
    ) -> str: ...
    @overload
    async def create(
        self, draft: T, *, once: str | None = None, reread: bool = True, dry_run: Literal[True]
    ) -> DryRun: ...
    async def create(
        self, draft: T, *, once: str | None = None, reread: bool = True, dry_run: bool = False
    ) -> R | str | DryRun:
        """Create one; see `Resource.create`."""
        flow = self._flows.create(draft, once=once, reread=reread)
        return await (self._session.rehearse(flow) if dry_run else self._session.run(flow))

    @overload
    async def update(
        self,
        id: R | str | int,
        *,
        force: bool = False,
        reread: Literal[True] = True,
        dry_run: Literal[False] = False,
        **changes: Any,
    ) -> R: ...
    @overload
    async def update(
        self,
        id: R | str | int,
        *,
        force: bool = False,
        reread: Literal[False],
        dry_run: Literal[False] = False,
        **changes: Any,
    ) -> str: ...
    @overload
    async def update(
        self,
        id: R | str | int,
        *,
        force: bool = False,
        reread: bool = True,
        dry_run: Literal[True],
        **changes: Any,
    ) -> DryRun: ...
    async def update(
        self,
        id: R | str | int,  # noqa: A002
        *,
        force: bool = False,
        reread: bool = True,
        dry_run: bool = False,
        **changes: Any,
    ) -> R | str | DryRun:
        """Change one; see `Resource.update`."""
        flow = self._flows.update(_known(id), changes, force=force, reread=reread)
        return await (self._session.rehearse(flow) if dry_run else self._session.run(flow))

    @overload
    async def delete(self, id: R | str | int, *, dry_run: Literal[False] = False) -> None: ...
    @overload
    async def delete(self, id: R | str | int, *, dry_run: Literal[True]) -> DryRun: ...
    async def delete(self, id: R | str | int, *, dry_run: bool = False) -> DryRun | None:  # noqa: A002
        """Delete one; see `Resource.delete`."""
        flow = self._flows.delete(_known(id))
        if dry_run:
            return await self._session.rehearse(flow)
        return await self._session.run(flow)

    def _pager(
        self, filters: Filters, slices: Slices, *, prefetch: int | None, whole: bool = False
    ) -> AsyncPager[R]:
        return AsyncPager(
            self._flows.listings(filters, slices),
            self._session,
            prefetch=self._prefetch if prefetch is None else check_prefetch(prefetch),
            whole=whole,
        )
