"""List records that have a day: transactions, journal entries."""

from __future__ import annotations

import datetime
from typing import Literal, TypeVar

from ledgerspan.drafts import Draft
from ledgerspan.filters import DayFilters
from ledgerspan.models import Record
from ledgerspan.pager import AsyncPager, Pager

from .resource import AsyncResource, Resource, Slices

R = TypeVar("R", bound=Record)
T = TypeVar("T", bound=Draft)


class Dated(Resource[R, T]):
    """Read and write records that have a day."""

    def list(
        self,
        *,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        page_size: int | None = None,
        prefetch: int | None = None,
        window: Literal["month"] | None = None,
    ) -> Pager[R]:
        """List what lies between two days, both included; nothing is sent until iterated.

        Every record is verified on arrival; `window` is as in `Documents.list`.
        """
        filters = DayFilters(since=since, until=until)
        slices = Slices(page_size=page_size, window=window)
        return self._pager(filters, slices, prefetch=prefetch)


class AsyncDated(AsyncResource[R, T]):
    """Read and write records that have a day; the twin of Dated."""

    def list(
        self,
        *,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        page_size: int | None = None,
        prefetch: int | None = None,
        window: Literal["month"] | None = None,
    ) -> AsyncPager[R]:
        """List; iterate with `async for`. See `Dated.list`."""
        filters = DayFilters(since=since, until=until)
        slices = Slices(page_size=page_size, window=window)
        return self._pager(filters, slices, prefetch=prefetch)
