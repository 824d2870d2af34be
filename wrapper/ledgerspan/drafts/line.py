"""Describe one line of a document to be created."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from ledgerspan.errors import FieldError

from .draft import amount_faults, discount_faults


class LineDraft(msgspec.Struct, frozen=True, kw_only=True):
    """Describe one line: `unit_price` net of tax, `product` and `taxes` by id.

    `product_code` is an alternative to `product`; the id wins where both are given. `item` is the
    caption of the line (Daftra; the product's name where it is left out) and `description` the
    text below it, or all the text there is (Nuvio's expenses).

    A discount is money off the price of each unit (`discount`) or percent (`discount_percent`, 5
    means 5 %), not both (Daftra).
    """

    quantity: Decimal
    unit_price: Decimal
    product: str | None = None
    product_code: str | None = None
    item: str | None = None
    description: str | None = None
    discount: Decimal | None = None
    discount_percent: Decimal | None = None
    taxes: tuple[str, ...] = ()

    def faults(self, path: str) -> Iterator[FieldError]:
        """Yield what no provider would take; `path` names the line, as in lines[0]."""
        yield from amount_faults(f"{path}.quantity", self.quantity, positive=True)
        yield from amount_faults(f"{path}.unit_price", self.unit_price, positive=False)
        yield from discount_faults(self.discount, self.discount_percent, f"{path}.")
