"""List documents: incomes, expenses, invoices, bills and their kin."""

from __future__ import annotations

import datetime
from typing import Literal, TypeVar

from ledgerspan.drafts import Draft
from ledgerspan.errors import ConfigurationError
from ledgerspan.filters import DocumentFilters
from ledgerspan.models import Document, PaymentStatus
from ledgerspan.pager import AsyncPager, Pager

from .resource import AsyncResource, Resource, Slices, identity_of

D = TypeVar("D", bound=Document)
T = TypeVar("T", bound=Draft)


class Documents(Resource[D, T]):
    """Read and write one kind of document."""

    def list(
        self,
        *,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        contact: str | int | None = None,
        payment_status: PaymentStatus | None = None,
        number: str | None = None,
        with_lines: bool = False,
        page_size: int | None = None,
        prefetch: int | None = None,
        window: Literal["month"] | None = None,
    ) -> Pager[D]:
        """List in the order the provider gives them; nothing is sent until iterated.

        `since` and `until` are included. Every record is held against the filters when it
        arrives, so a filter that the server ignores never widens the result; `.report.filters`
        tells who applied which. `with_lines` reads each document by itself, several at once,
        where the provider's list lacks the lines. `prefetch` fetches that many pages ahead;
        `window="month"` splits the range into requests of a month each (Nuvio, whose lists have
        no pages).

        Raises ConfigurationError for arguments that cannot work, before anything is sent.
        """
        filters = _filters(since, until, contact, payment_status, number)
        slices = Slices(page_size=page_size, window=window)
        return self._pager(filters, slices, prefetch=prefetch, whole=with_lines)


class AsyncDocuments(AsyncResource[D, T]):
    """Read and write one kind of document; the twin of Documents."""

    def list(
        self,
        *,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        contact: str | int | None = None,
        payment_status: PaymentStatus | None = None,
        number: str | None = None,
        with_lines: bool = False,
        page_size: int | None = None,
        prefetch: int | None = None,
        window: Literal["month"] | None = None,
    ) -> AsyncPager[D]:
        """List; iterate with `async for`. See `Documents.list`."""
        filters = _filters(since, until, contact, payment_status, number)
        slices = Slices(page_size=page_size, window=window)
        return self._pager(filters, slices, prefetch=prefetch, whole=with_lines)


def _filters(
    since: datetime.date | None,
    until: datetime.date | None,
    contact: str | int | None,
    payment_status: PaymentStatus | None,
    number: str | None,
) -> DocumentFilters:
    return DocumentFilters(
        since=since,
        until=until,
        contact=None if contact is None else identity_of(contact),
        payment_status=None if payment_status is None else _status(payment_status),
        number=number,
    )


def _status(status: str) -> PaymentStatus:
    try:
        return PaymentStatus(status)
    except ValueError:
        words = ", ".join(PaymentStatus)
        raise ConfigurationError(f"payment_status is one of {words}, not {status!r}") from None
