"""Hold what a company sells and buys."""

from __future__ import annotations

import datetime
from decimal import Decimal

from .parts import Ref
from .record import Record
from .words import ProductKind


class Product(Record, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry a product or service: a Daftra product, a Nuvio product or service.

    Prices are net of tax unless the provider says otherwise, in the company's currency where
    `currency` is None; `stock` counts units.
    """

    code: str | None = None
    name: str | None = None
    description: str | None = None
    kind: ProductKind = ProductKind.UNKNOWN
    kind_text: str | None = None
    unit_price: Decimal | None = None
    buy_price: Decimal | None = None
    currency: str | None = None
    taxes: tuple[Ref, ...] = ()
    category: str | None = None
    brand: str | None = None
    barcode: str | None = None
    supplier: Ref | None = None
    tags: tuple[Ref, ...] = ()
    tracks_stock: bool | None = None
    stock: Decimal | None = None
    is_active: bool | None = None
    created_at: datetime.datetime | None = None
    updated_at: datetime.datetime | None = None
