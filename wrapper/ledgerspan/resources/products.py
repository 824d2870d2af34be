"""List products."""

from __future__ import annotations

from ledgerspan.drafts import ProductDraft
from ledgerspan.errors import ConfigurationError
from ledgerspan.filters import Filters
from ledgerspan.models import Product
from ledgerspan.pager import AsyncPager, Pager

from .resource import AsyncResource, Resource, Slices


class ProductFilters(Filters, frozen=True, kw_only=True):
    """Hold what products are listed by: their exact code."""

    code: str | None = None

    def __post_init__(self) -> None:
        """Refuse a code that no product can have."""
        if self.code is not None and (not isinstance(self.code, str) or not self.code):
            raise ConfigurationError(f"code is a text, as in SKU-42, not {self.code!r}")

    def refuse(self, record: Product) -> str | None:
        """Return "code" for a product with another one."""
        return "code" if self.code is not None and record.code != self.code else None


class Products(Resource[Product, ProductDraft]):
    """Read and write products and services."""

    def list(
        self,
        *,
        code: str | None = None,
        page_size: int | None = None,
        prefetch: int | None = None,
    ) -> Pager[Product]:
        """List, by exact code if given; nothing is sent until iterated."""
        return self._pager(
            ProductFilters(code=code), Slices(page_size=page_size), prefetch=prefetch
        )


class AsyncProducts(AsyncResource[Product, ProductDraft]):
    """Read and write products and services; the twin of Products."""

    def list(
        self,
        *,
        code: str | None = None,
        page_size: int | None = None,
        prefetch: int | None = None,
    ) -> AsyncPager[Product]:
        """List; iterate with `async for`. See `Products.list`."""
        return self._pager(
            ProductFilters(code=code), Slices(page_size=page_size), prefetch=prefetch
        )
