"""List, get and record payments."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Literal, overload

from ledgerspan.drafts import PaymentDraft
from ledgerspan.filters import DayFilters
from ledgerspan.models import Payment
from ledgerspan.pager import AsyncPager, Pager

from .resource import AsyncResource, Resource, Slices, identity_of

if TYPE_CHECKING:
    from ledgerspan.dry_run import DryRun


class PaymentFilters(DayFilters, frozen=True, kw_only=True):
    """Hold what payments are listed by; `contact` and `document` are ids."""

    contact: str | None = None
    document: str | None = None

    def refuse(self, record: Payment) -> str | None:
        """Return the first filter that a payment does not match, None when it matches all."""
        refused = super().refuse(record)
        if refused is not None:
            return refused
        for name in ("contact", "document"):
            wanted, found = getattr(self, name), getattr(record, name)
            if wanted is not None and (found is None or found.id != wanted):
                return name
        return None


class Payments(Resource[Payment, PaymentDraft]):
    """Read and write payments.

    Daftra keeps payments of invoices and payments of clients apart, with ids of their own. Without
    `raw_kind` ("invoice_payments" or "client_payments") an id is looked for among both, and
    ConfigurationError is raised where both have it.

    Nuvio keeps payments in the documents that they pay: an id there is
    incomes/<income>/<transaction> or expenses/<expense>/<transaction>. They are created, and
    neither changed nor deleted.
    """

    _flows: Any

    def list(
        self,
        *,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        contact: str | int | None = None,
        document: str | int | None = None,
        page_size: int | None = None,
        prefetch: int | None = None,
    ) -> Pager[Payment]:
        """List payments of all kinds; nothing is sent until iterated.

        `since` and `until` are days of the payment, both included; `contact` and `document` are
        ids. Every record is verified on arrival; by `contact`, Daftra's payments of invoices are
        held against the contact's own invoices, which are listed for that.

        Daftra hides payments out of a client's credit unless asked (observation, quirk 10): they
        are asked for, and have the method "client_credit". Nuvio's come from its incomes, then
        from its expenses, of all days, since a payment has another day than its document.
        """
        filters = _filters(since, until, contact, document)
        return self._pager(filters, Slices(page_size=page_size), prefetch=prefetch)

    def get(self, id: str | int, *, raw_kind: str | None = None) -> Payment:  # noqa: A002
        """Read one by its id; raises NotFoundError when there is none."""
        flow = self._flows.of(_part(raw_kind)).get(identity_of(id))
        payment: Payment = self._session.run(flow)
        return payment

    @overload
    def update(
        self,
        id: Payment | str | int,
        *,
        raw_kind: str | None = None,
        force: bool = False,
        reread: Literal[True] = True,
        dry_run: Literal[False] = False,
        **changes: Any,
    ) -> Payment: ...
    @overload
    def update(
        self,
        id: Payment | str | int,
        *,
        raw_kind: str | None = None,
        force: bool = False,
        reread: Literal[False],
        dry_run: Literal[False] = False,
        **changes: Any,
    ) -> str: ...
    @overload
    def update(
        self,
        id: Payment | str | int,
        *,
        raw_kind: str | None = None,
        force: bool = False,
        reread: bool = True,
        dry_run: Literal[True],
        **changes: Any,
    ) -> DryRun: ...
    def update(
        self,
        id: Payment | str | int,  # noqa: A002
        *,
        raw_kind: str | None = None,
        force: bool = False,
        reread: bool = True,
        dry_run: bool = False,
        **changes: Any,
    ) -> Payment | str | DryRun:
        """Change fields (named as in the draft); see `Resource.update`."""
        known = id if isinstance(id, Payment) else identity_of(id)
        flow = self._flows.of(_part_of(id, raw_kind)).update(
            known, changes, force=force, reread=reread
        )
        done: Payment | str | DryRun = (
            self._session.rehearse(flow) if dry_run else self._session.run(flow)
        )
        return done

    @overload
    def delete(
        self,
        id: Payment | str | int,
        *,
        raw_kind: str | None = None,
        dry_run: Literal[False] = False,
    ) -> None: ...
    @overload
    def delete(
        self, id: Payment | str | int, *, raw_kind: str | None = None, dry_run: Literal[True]
    ) -> DryRun: ...
    def delete(
        self,
        id: Payment | str | int,  # noqa: A002
        *,
        raw_kind: str | None = None,
        dry_run: bool = False,
    ) -> DryRun | None:
        """Delete one; see `Resource.delete`."""
        known = identity_of(id) if not isinstance(id, Payment) else id
        flow = self._flows.of(_part_of(id, raw_kind)).delete(known)
        done: DryRun | None = self._session.rehearse(flow) if dry_run else self._session.run(flow)
        return done


class AsyncPayments(AsyncResource[Payment, PaymentDraft]):
    """Read and write payments; the twin of Payments."""

    _flows: Any

    def list(
        self,
        *,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        contact: str | int | None = None,
        document: str | int | None = None,
        page_size: int | None = None,
        prefetch: int | None = None,
    ) -> AsyncPager[Payment]:
        """List; iterate with `async for`. See `Payments.list`."""
        filters = _filters(since, until, contact, document)
        return self._pager(filters, Slices(page_size=page_size), prefetch=prefetch)

    async def get(self, id: str | int, *, raw_kind: str | None = None) -> Payment:  # noqa: A002
        """Read one; see `Payments.get`."""
        flow = self._flows.of(_part(raw_kind)).get(identity_of(id))
        payment: Payment = await self._session.run(flow)
        return payment

    @overload
    async def update(
        self,
        id: Payment | str | int,
        *,
        raw_kind: str | None = None,
        force: bool = False,
        reread: Literal[True] = True,
        dry_run: Literal[False] = False,
        **changes: Any,
    ) -> Payment: ...
    @overload
    async def update(
        self,
        id: Payment | str | int,
        *,
        raw_kind: str | None = None,
        force: bool = False,
        reread: Literal[False],
        dry_run: Literal[False] = False,
        **changes: Any,
    ) -> str: ...
    @overload
    async def update(
        self,
        id: Payment | str | int,
        *,
        raw_kind: str | None = None,
        force: bool = False,
        reread: bool = True,
        dry_run: Literal[True],
        **changes: Any,
    ) -> DryRun: ...
    async def update(
        self,
        id: Payment | str | int,  # noqa: A002
        *,
        raw_kind: str | None = None,
        force: bool = False,
        reread: bool = True,
        dry_run: bool = False,
        **changes: Any,
    ) -> Payment | str | DryRun:
        """Change one; see `Payments.update`."""
        known = id if isinstance(id, Payment) else identity_of(id)
        flow = self._flows.of(_part_of(id, raw_kind)).update(
            known, changes, force=force, reread=reread
        )
        done: Payment | str | DryRun = await (
            self._session.rehearse(flow) if dry_run else self._session.run(flow)
        )
        return done

    @overload
    async def delete(
        self,
        id: Payment | str | int,
        *,
        raw_kind: str | None = None,
        dry_run: Literal[False] = False,
    ) -> None: ...
    @overload
    async def delete(
        self, id: Payment | str | int, *, raw_kind: str | None = None, dry_run: Literal[True]
    ) -> DryRun: ...
    async def delete(
        self,
        id: Payment | str | int,  # noqa: A002
        *,
        raw_kind: str | None = None,
        dry_run: bool = False,
    ) -> DryRun | None:
        """Delete one; see `Payments.delete`."""
        known = identity_of(id) if not isinstance(id, Payment) else id
        flow = self._flows.of(_part_of(id, raw_kind)).delete(known)
        done: DryRun | None = await (
            self._session.rehearse(flow) if dry_run else self._session.run(flow)
        )
        return done


def _filters(
    since: datetime.date | None,
    until: datetime.date | None,
    contact: str | int | None,
    document: str | int | None,
) -> PaymentFilters:
    return PaymentFilters(
        since=since,
        until=until,
        contact=None if contact is None else identity_of(contact),
        document=None if document is None else identity_of(document),
    )


def _part(raw_kind: str | None) -> str | None:
    return raw_kind


def _part_of(known: object, raw_kind: str | None) -> str | None:
    return known.raw_kind if isinstance(known, Payment) and raw_kind is None else raw_kind
