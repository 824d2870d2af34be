"""Describe a product or service to be created."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from ledgerspan.models import ProductKind

from .draft import Draft


class ProductDraft(Draft, frozen=True, kw_only=True):
    """Describe a product to create; prices are net of tax, `taxes` are ids."""

    name: str
    code: str | None = None
    description: str | None = None
    kind: ProductKind | None = None
    unit_price: Decimal | None = None
    buy_price: Decimal | None = None
    currency: str | None = None
    taxes: tuple[str, ...] = ()
    category: str | None = None
    brand: str | None = None
    barcode: str | None = None
    supplier: str | None = None
    tracks_stock: bool | None = None

    what: ClassVar[str] = "product"
