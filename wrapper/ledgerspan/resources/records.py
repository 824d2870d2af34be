"""List records that have no filters: taxes, projects, tags, money accounts, ledger accounts."""

from __future__ import annotations

from typing import TypeVar

from ledgerspan.drafts import Draft
from ledgerspan.filters import Filters
from ledgerspan.models import Record
from ledgerspan.pager import AsyncPager, Pager

from .resource import AsyncResource, Resource, Slices

R = TypeVar("R", bound=Record)
T = TypeVar("T", bound=Draft)


class Records(Resource[R, T]):
    """Read and write records that are listed as a whole."""

    def list(self, *, page_size: int | None = None, prefetch: int | None = None) -> Pager[R]:
        """List in the order the provider gives them; nothing is sent until iterated."""
        return self._pager(Filters(), Slices(page_size=page_size), prefetch=prefetch)


class AsyncRecords(AsyncResource[R, T]):
    """Read and write records that are listed as a whole; the twin of Records."""

    def list(self, *, page_size: int | None = None, prefetch: int | None = None) -> AsyncPager[R]:
        """List; iterate with `async for`. See `Records.list`."""
        return self._pager(Filters(), Slices(page_size=page_size), prefetch=prefetch)
