"""Describe a product or service to be created."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar

import msgspec

from ledgerspan.errors import FieldError
from ledgerspan.models import ProductKind

from .draft import Draft, amount_faults, currency_faults
from .texts import text_faults, word_faults

_TEXTS = ("code", "description", "category", "brand", "barcode", "supplier")
_KINDS = (ProductKind.PRODUCT, ProductKind.SERVICE, ProductKind.BUNDLE)


class ProductDraft(Draft, frozen=True, kw_only=True):
    """Describe a product to create; prices are net of tax, `taxes` and `supplier` are ids.

    `tags` are texts (Daftra). Nuvio's products have a name, a code and taxes alone.
    """

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
    tags: tuple[str, ...] = ()
    tracks_stock: bool | None = None
    is_active: bool | None = None

    what: ClassVar[str] = "product"

    def _faults(self) -> Iterator[FieldError]:
        yield from product_faults(msgspec.structs.asdict(self))


def product_faults(values: Mapping[str, object]) -> Iterator[FieldError]:
    """Yield what no provider would take in the values of a draft or of an update."""
    name = values.get("name", "unnamed")
    if not isinstance(name, str) or not name.strip():
        yield FieldError("name", f"a product needs a name, not {name!r}")
    yield from text_faults(values, _TEXTS)
    if values.get("kind") is not None:
        yield from word_faults("kind", values["kind"], _KINDS)
    for field in ("unit_price", "buy_price"):
        if values.get(field) is not None:
            yield from amount_faults(field, values[field], positive=False)
    if values.get("currency") is not None:
        yield from currency_faults("currency", values["currency"])
    for field in ("tracks_stock", "is_active"):
        if values.get(field) not in (None, True, False):
            yield FieldError(field, f"True or False is needed, not {values[field]!r}")
    for field in ("taxes", "tags"):
        yield from _list_faults(field, values.get(field, ()))


def _list_faults(field: str, texts: object) -> Iterator[FieldError]:
    if not isinstance(texts, tuple | list):
        yield FieldError(field, f"a tuple of texts is needed (() for none), not {texts!r}")
        return
    for place, text in enumerate(texts):
        if not isinstance(text, str) or not text:
            yield FieldError(f"{field}[{place}]", f"a text is needed, not {text!r}")
