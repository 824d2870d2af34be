"""Turn Daftra's incomes and expenses, one table there, into the common Income and Expense.

Field by field (`FIELDS` is the table that `income.explain` reads):
amounts are as the record says them; `total` is `amount` unless a tax lies on top of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from re import findall
from typing import TYPE_CHECKING, Any, TypeVar

from daftra_client import models as daftra

from ledgerspan.models import (
    Attachment,
    Document,
    FieldOrigin,
    Origin,
    Provider,
    Ref,
    Source,
    TaxAmount,
)
from ledgerspan.models.amounts import minus, plus, total_of

if TYPE_CHECKING:
    # The two have the same members; the key of their wrapper tells them apart.
    Record = daftra.Income | daftra.Expense

D = TypeVar("D", bound=Document)
ReadDate = Callable[[str], date | None]

_Taxed = tuple[tuple[TaxAmount, ...], Decimal | None, Decimal | None, Decimal | None]

_COMPUTED = FieldOrigin.COMPUTED
# Reading a member of an enum costs a dictionary look-up, a thousand times a page.
_DAFTRA = Provider.DAFTRA

FIELDS = {
    "id": Source("id"),
    "provider": Source("", _COMPUTED, "the platform itself"),
    "date": Source("date", note="ISO in lists, the site's own format in single reads"),
    "currency": Source("currency_code"),
    "contact": Source("client_id, vendor", note="vendor is free text; client_id 0 is no client"),
    "category": Source("category"),
    "description": Source("note"),
    "taxes": Source("tax1_id … tax2_included"),
    "subtotal": Source("amount, tax1_amount, tax2_amount", _COMPUTED, "amount less included taxes"),
    "tax_total": Source("tax1_amount, tax2_amount", _COMPUTED, "the sum of both"),
    "total": Source(
        "amount, tax1_amount, tax2_amount", _COMPUTED, "amount plus taxes on top", "taxes"
    ),
    "attachments": Source("attachments, file"),
}
# An expense can name the customer it is for, and nobody else by key.
EXPENSE_FIELDS = FIELDS | {
    "contact": Source("vendor", note="free text; client_id is the customer it is for: see raw"),
}


def money_of(
    shape: type[D],
    records: Iterable[Record],
    origin: Origin,
    read_date: ReadDate,
    *,
    is_from_client: bool,
) -> list[D]:
    """Normalize the records of one answer, in order; none is ever left out.

    `is_from_client` says whether `client_id` is who paid, as it is of an income.

    `or None` turns UNSET, "" and id 0 into None, as observation 6 says.
    """
    documents: list[D] = []
    for index, record in enumerate(records):
        amount: Any = record.amount
        if amount.__class__ is not Decimal or not amount.is_finite():
            amount = None
        if record.tax1_id or record.tax1_amount or record.tax2_id or record.tax2_amount:
            taxes, tax_total, subtotal, total = _taxed(record, amount)
        else:
            taxes, tax_total, subtotal, total = (), None, amount, amount
        client = record.client_id if is_from_client else None
        vendor, day = record.vendor, record.date
        sent, file = record.attachments, record.file
        documents.append(
            shape(
                id=str(record.id or ""),
                provider=_DAFTRA,
                date=read_date(day) if day else None,
                currency=record.currency_code or None,
                contact=Ref(id=str(client) if client else None, name=vendor or None)
                if client or vendor
                else None,
                category=record.category or None,
                description=record.note or None,
                taxes=taxes,
                subtotal=subtotal,
                tax_total=tax_total,
                total=total,
                attachments=_attachments(sent, file) if sent or file else (),
                _origin=origin,
                _index=index,
            )
        )
    return documents


def _taxed(record: Record, amount: Decimal | None) -> _Taxed:
    """Return taxes, tax total, subtotal and total; None for what a missing figure leaves open."""
    # Any: `_is_whole` tells what they are, in a form that type checkers do not follow.
    rate: Any = record.tax1_value
    money: Any = record.tax1_amount
    inside: Any = record.tax1_included
    if amount is None or not _is_whole(rate, money, inside):
        return _taxed_oddly(record, amount)
    identity, name = record.tax1_id, record.tax1_name
    first = TaxAmount(
        tax=Ref(id=str(identity) if identity else None, name=name or None),
        rate=rate,
        amount=money,
        inclusive=inside,
    )
    if record.tax2_id or record.tax2_amount:
        return _taxed_twice(record, amount, first)
    if inside:
        return (first,), money, minus(amount, money), amount
    return (first,), money, amount, plus(amount, money)


def _taxed_twice(record: Record, amount: Decimal, first: TaxAmount) -> _Taxed:
    named = record.tax2_id, record.tax2_name
    figures = record.tax2_value, record.tax2_amount, record.tax2_included
    return _added((first, _tax(*named, *figures)), amount)


def _is_whole(rate: Any, money: Any, inside: Any) -> bool:
    """Tell whether all figures of a tax are there, as of nearly all they are."""
    return (
        money.__class__ is Decimal
        and rate.__class__ is Decimal
        and inside.__class__ is bool
        and money.is_finite()
        and rate.is_finite()
    )


def _taxed_oddly(record: Record, amount: Decimal | None) -> _Taxed:
    taxes = []
    if record.tax1_id or record.tax1_amount:
        named = record.tax1_id, record.tax1_name
        figures = record.tax1_value, record.tax1_amount, record.tax1_included
        taxes.append(_tax(*named, *figures))
    if record.tax2_id or record.tax2_amount:
        named = record.tax2_id, record.tax2_name
        figures = record.tax2_value, record.tax2_amount, record.tax2_included
        taxes.append(_tax(*named, *figures))
    return _added(tuple(taxes), amount)


def _added(taxes: tuple[TaxAmount, ...], amount: Decimal | None) -> _Taxed:
    tax_total = total_of([tax.amount for tax in taxes])
    if amount is None or tax_total is None or None in [tax.inclusive for tax in taxes]:
        return taxes, tax_total, None, None
    inside = total_of([tax.amount for tax in taxes if tax.inclusive])
    subtotal = amount if inside is None else minus(amount, inside)
    return taxes, tax_total, subtotal, None if subtotal is None else plus(subtotal, tax_total)


def _tax(
    identity: object, name: object, rate: object, amount: object, inclusive: object
) -> TaxAmount:
    return TaxAmount(
        tax=Ref(id=str(identity) if identity else None, name=str(name) if name else None),
        rate=_decimal(rate),
        amount=_decimal(amount),
        inclusive=inclusive if isinstance(inclusive, bool) else None,
    )


def _decimal(value: object) -> Decimal | None:
    # "NaN" and "Infinity" are Decimals to the decoder and no amounts to anybody.
    return value if isinstance(value, Decimal) and value.is_finite() else None


def _attachments(sent: object, file: object) -> tuple[Attachment, ...]:
    places: list[Any]
    if isinstance(sent, str):
        # The documents show one text that imitates a list of single-quoted links.
        quoted = findall(r"'([^']*)'|\"([^\"]*)\"", sent) if sent.startswith("[") else None
        places = [sent] if quoted is None else [first or other for first, other in quoted]
    else:
        places = sent if isinstance(sent, list) else []
    if file:
        places = [*places, file]
    if len(places) == 1 and places[0]:
        return (Attachment(location=places[0]),)
    return tuple([Attachment(location=place) for place in dict.fromkeys(places) if place])
