"""Offer the operations of a resource, the same on every provider.

They are list, get, create, update and delete. The sync and the async class stand side by side and
only drive the provider's flows.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from .call import Flow
from .config import check_prefetch
from .drafts import MoneyDraft
from .errors import ConfigurationError
from .listing import Filters, Listing
from .models import Document, PaymentStatus
from .pager import AsyncPager, Pager

if TYPE_CHECKING:
    from .session import AsyncSession, Session


D = TypeVar("D", bound=Document)
T = TypeVar("T", bound=MoneyDraft)
T_contra = TypeVar("T_contra", bound=MoneyDraft, contravariant=True)


class DocumentFlows(Protocol[D, T_contra]):
    """Name what a provider gives for one kind of document."""

    def listing(self, filters: Filters, page_size: int | None = None) -> Listing[D]:
        """Describe a listing."""

    def get(self, identity: str) -> Flow[D]:
        """Read one."""

    def create(self, draft: T_contra) -> Flow[D]:
        """Create one."""

    def update(self, identity: str, changes: dict[str, Any]) -> Flow[D]:
        """Change one."""

    def delete(self, identity: str) -> Flow[None]:
        """Delete one."""


def _identity(identity: object) -> str:
    """Return an id as text; whole numbers are taken, since Daftra's ids look like them."""
    if isinstance(identity, int) and not isinstance(identity, bool):
        return str(identity)
    if not isinstance(identity, str):
        raise ConfigurationError(f"an id is a text (or a whole number), not {identity!r}")
    return identity


class Documents(Generic[D, T]):
    """Read and write one kind of document: incomes or expenses."""

    def __init__(self, flows: DocumentFlows[D, T], session: Session, prefetch: int) -> None:
        self._flows = flows
        self._session = session
        self._prefetch = prefetch

    def list(
        self,
        *,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        contact: str | int | None = None,
        payment_status: PaymentStatus | None = None,
        number: str | None = None,
        page_size: int | None = None,
        prefetch: int | None = None,
    ) -> Pager[D]:
        """List in the order the provider gives them; nothing is sent until iterated.

        `since` and `until` are included. Every record is held against the filters when it
        arrives, so a filter that the server ignores never widens the result; `.report.filters`
        tells who applied which. `prefetch` fetches that many pages ahead.

        Raises ConfigurationError for arguments that cannot work, before anything is sent.
        """
        filters = _filters(since, until, contact, payment_status, number)
        return Pager(
            self._flows.listing(filters, page_size),
            self._session,
            prefetch=self._prefetch if prefetch is None else check_prefetch(prefetch),
            start=1,
            seen=set(),
        )

    def get(self, id: str | int) -> D:  # noqa: A002  # the field's own name
        """Read one by its id; on Nuvio its number will do.

        Raises NotFoundError when there is none.
        """
        return self._session.run(self._flows.get(_identity(id)))

    def create(self, draft: T) -> D:
        """Create one and return it as the provider stored it.

        Raises DraftError before anything is sent, ValidationError when the provider refuses,
        RejectedError when it claims success and created nothing, AmbiguousWriteError when it may
        have been created: never repeat it then, `error.resolve()` looks.
        """
        return self._session.run(self._flows.create(draft))

    def update(self, id: str | int, **changes: Any) -> D:  # noqa: A002
        """Change fields (named as in the draft) and return the record as it then is.

        Both providers replace the whole record, so it is read first and written with the changes
        laid over it. Raises as `create` does, and NotFoundError.
        """
        return self._session.run(self._flows.update(_identity(id), changes))

    def delete(self, id: str | int) -> None:  # noqa: A002
        """Delete one. Raises UnsupportedOperationError on Nuvio, which cannot."""
        self._session.run(self._flows.delete(_identity(id)))


class AsyncDocuments(Generic[D, T]):
    """Read and write one kind of document; the twin of Documents, documented there."""

    def __init__(self, flows: DocumentFlows[D, T], session: AsyncSession, prefetch: int) -> None:
        self._flows = flows
        self._session = session
        self._prefetch = prefetch

    def list(
        self,
        *,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        contact: str | int | None = None,
        payment_status: PaymentStatus | None = None,
        number: str | None = None,
        page_size: int | None = None,
        prefetch: int | None = None,
    ) -> AsyncPager[D]:
        """List; iterate with `async for`. See `Documents.list`."""
        filters = _filters(since, until, contact, payment_status, number)
        return AsyncPager(
            self._flows.listing(filters, page_size),
            self._session,
            prefetch=self._prefetch if prefetch is None else check_prefetch(prefetch),
            start=1,
            seen=set(),
        )

    async def get(self, id: str | int) -> D:  # noqa: A002
        """Read one; see `Documents.get`."""
        return await self._session.run(self._flows.get(_identity(id)))

    async def create(self, draft: T) -> D:
        """Create one; see `Documents.create`."""
        return await self._session.run(self._flows.create(draft))

    async def update(self, id: str | int, **changes: Any) -> D:  # noqa: A002
        """Change one; see `Documents.update`."""
        return await self._session.run(self._flows.update(_identity(id), changes))

    async def delete(self, id: str | int) -> None:  # noqa: A002
        """Delete one; see `Documents.delete`."""
        await self._session.run(self._flows.delete(_identity(id)))


def _filters(
    since: datetime.date | None,
    until: datetime.date | None,
    contact: str | int | None,
    payment_status: PaymentStatus | None,
    number: str | None,
) -> Filters:
    return Filters(
        since=since,
        until=until,
        contact=None if contact is None else _identity(contact),
        payment_status=None if payment_status is None else _status(payment_status),
        number=number,
    )


def _status(status: str) -> PaymentStatus:
    try:
        return PaymentStatus(status)
    except ValueError:
        words = ", ".join(PaymentStatus)
        raise ConfigurationError(f"payment_status is one of {words}, not {status!r}") from None
