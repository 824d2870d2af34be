"""Turn the lines of Daftra's purchase documents into common lines.

`tax1` and `tax2` are ids of taxes: the published docs call them values on purchase lines alone
(behaviours 13.13), while every other line, documented and observed, has ids there (observation,
quirk 18: 15 means the tax with the id 15, not 15 %).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ledgerspan.models import Line, Ref, TaxAmount
from ledgerspan.models.amounts import total_of

from .taxes_record import is_inclusive, rate_of

if TYPE_CHECKING:
    from daftra_client import models as daftra

# Codes of `discount_type`: a discount off the price of each unit, in percent or in money.
PERCENT, FIXED = 1, 2
# Ids are 32-bit numbers in the docs; a figure above 64 bits is none.
_LARGEST_ID = 2**63


def lines_of(record: daftra.PurchaseOrder) -> tuple[Line, ...]:
    """Normalize the lines of one document, which names its taxes beside them."""
    known = {id_of(tax.tax_id or tax.id): tax for tax in record.purchase_order_tax or ()}
    return tuple([line_of(item, known) for item in record.purchase_order_item or ()])


def id_of(value: Any) -> str | None:
    """Return an id that came as a number; None for 0, and for a fraction, which is no id."""
    if isinstance(value, Decimal) and not value.is_finite():
        return None
    if not isinstance(value, int | Decimal) or not 0 < value < _LARGEST_ID:
        return None
    whole = int(value)
    return str(whole) if whole == value else None


def line_of(item: daftra.PurchaseOrderItem, known: Mapping[str | None, daftra.Tax]) -> Line:
    """Normalize one line; `known` are the taxes by id, where the document names them."""
    discount, way = rate_of(item.discount), item.discount_type
    taxes: tuple[TaxAmount, ...] = ()
    if item.tax1:
        # The money of a first tax is under one name by the docs, under another by observation.
        money = rate_of(item.summary_tax1)
        amount = rate_of(item.tax1_value) if money is None else money
        taxes = (_tax(item.tax1, rate_of(item.tax1_percent), amount, known),)
    if item.tax2:
        taxes = (*taxes, _tax(item.tax2, None, rate_of(item.summary_tax2), known))
    return Line(
        id=str(item.id) if item.id else None,
        item=item.item or None,
        description=item.description or None,
        product=_product(item) if item.product_id else None,
        quantity=rate_of(item.quantity),
        unit_price=rate_of(item.unit_price),
        discount=discount if way == FIXED else None,
        discount_percent=discount if way == PERCENT else None,
        taxes=taxes,
        tax_total=total_of([tax.amount for tax in taxes]),
        total=rate_of(item.subtotal),
    )


def _product(item: daftra.PurchaseOrderItem) -> Ref:
    stored = item.product
    if not stored:
        return Ref(id=str(item.product_id))
    return Ref(id=str(item.product_id), name=stored.name or None, code=stored.product_code or None)


def _tax(
    value: object,
    rate: Decimal | None,
    amount: Decimal | None,
    known: Mapping[str | None, daftra.Tax],
) -> TaxAmount:
    identity = id_of(value)
    told = known.get(identity) if identity else None
    if told is None:
        return TaxAmount(tax=Ref(id=identity), rate=rate, amount=amount)
    return TaxAmount(
        tax=Ref(id=identity, name=told.name or None),
        rate=rate_of(told.value) if rate is None else rate,
        amount=amount,
        inclusive=is_inclusive(told.included),
    )
