"""Turn the lines of Daftra's sales documents into the common Line.

Every kind of document has `InvoiceItem`s. `tax1` and `tax2` are ids of taxes, never rates
(quirk 18); the rate of the first is in `tax1_percent`, its money in `summary_tax1` (published) or
`tax1_value` (observed).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ledgerspan.models import Line, Ref, TaxAmount
from ledgerspan.models.amounts import total_of

if TYPE_CHECKING:
    from daftra_client.models import InvoiceItem

_PERCENT, _FIXED = 1, 2


def lines_of(items: Iterable[InvoiceItem]) -> tuple[Line, ...]:
    """Normalize the lines of one document, in order."""
    return tuple([line_of(item) for item in items])


def line_of(item: InvoiceItem) -> Line:
    """Normalize one line; `discount` is read by `discount_type`, and in no other way."""
    product, embedded = item.product_id, item.product
    discount, way = _amount(item.discount), item.discount_type
    taxes: tuple[TaxAmount, ...] = ()
    tax_total: Decimal | None = None
    first = _first_tax(item, item.tax1) if item.tax1 else None
    if item.tax2:
        taxes = _taxes(item, first)
        tax_total = total_of([tax.amount for tax in taxes])
    elif first is not None:
        taxes, tax_total = (first,), first.amount
    return Line(
        id=str(item.id) if item.id else None,
        item=item.item or None,
        description=item.description or None,
        product=Ref(id=str(product), name=(embedded.name or None) if embedded else None)
        if product
        else None,
        quantity=_amount(item.quantity),
        unit_price=_amount(item.unit_price),
        discount=discount if way == _FIXED else None,
        discount_percent=discount if way == _PERCENT else None,
        taxes=taxes,
        tax_total=tax_total,
        total=_amount(item.subtotal),
    )


def _first_tax(item: InvoiceItem, identity: int) -> TaxAmount:
    amount = _amount(item.summary_tax1)
    return TaxAmount(
        tax=Ref(id=str(identity)),
        rate=_amount(item.tax1_percent),
        amount=_amount(item.tax1_value) if amount is None else amount,
    )


def _taxes(item: InvoiceItem, first: TaxAmount | None) -> tuple[TaxAmount, ...]:
    second = TaxAmount(tax=Ref(id=str(item.tax2)), amount=_amount(item.summary_tax2))
    return (second,) if first is None else (first, second)


def _amount(value: Any) -> Decimal | None:
    return value if value.__class__ is Decimal and value.is_finite() else None
