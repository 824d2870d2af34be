"""Turn Daftra's incomes into the common Income.

Field by field (`FIELDS` is the table that `income.explain` reads):
amounts are as the record says them; `total` is `amount` unless a tax lies on top of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from re import findall
from typing import Any

import msgspec
from daftra_client import models as daftra
from daftra_client.codec import mended

from ledgerspan.models import (
    Attachment,
    FieldOrigin,
    Income,
    Origin,
    Provider,
    Ref,
    Source,
    TaxAmount,
)
from ledgerspan.models.amounts import minus, plus, total_of

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


class _Rows(msgspec.Struct, gc=False):
    data: list[msgspec.Raw]


class _Row(msgspec.Struct, gc=False):
    data: msgspec.Raw


def split_rows(content: bytes) -> list[bytes]:
    """Split the body of a list into its rows, wrapper key included."""
    return [bytes(row) for row in msgspec.json.decode(mended(content), type=_Rows).data]


def split_single(content: bytes) -> list[bytes]:
    """Return the one record of a single read, wrapper key included."""
    return [bytes(msgspec.json.decode(mended(content), type=_Row).data)]


def incomes_of(
    records: Iterable[daftra.Income], origin: Origin, read_date: ReadDate
) -> list[Income]:
    """Normalize the records of one answer, in order; none is ever left out."""
    return [income_of(record, origin, index, read_date) for index, record in enumerate(records)]


def income_of(record: daftra.Income, origin: Origin, index: int, read_date: ReadDate) -> Income:
    """Normalize one record. `or None` turns UNSET, "" and id 0 into None, as observation 6 says."""
    amount = record.amount
    if amount.__class__ is not Decimal or not amount.is_finite():
        amount = None
    if record.tax1_id or record.tax1_amount or record.tax2_id or record.tax2_amount:
        taxes, tax_total, subtotal, total = _taxed(record, amount)
    else:
        taxes, tax_total, subtotal, total = (), None, amount, amount
    client, vendor, day = record.client_id, record.vendor, record.date
    return Income(
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
        attachments=_attachments(record) if record.attachments or record.file else (),
        _origin=origin,
        _index=index,
    )


def _taxed(record: daftra.Income, amount: Decimal | None) -> _Taxed:
    """Return taxes, tax total, subtotal and total; None for what a missing figure leaves open."""
    money, inside = record.tax1_amount, record.tax1_included
    first = _whole_tax(record.tax1_id, record.tax1_name, record.tax1_value, money, inside)
    if amount is None or first is None or not isinstance(money, Decimal):
        return _taxed_oddly(record, amount)
    subtotal = minus(amount, money) if inside else amount
    if not (record.tax2_id or record.tax2_amount):
        return (first,), money, subtotal, amount if inside else plus(amount, money)
    more, inside = record.tax2_amount, record.tax2_included
    second = _whole_tax(record.tax2_id, record.tax2_name, record.tax2_value, more, inside)
    if second is None or not isinstance(more, Decimal):
        return _taxed_oddly(record, amount)
    both = plus(money, more)
    if inside and subtotal is not None:
        subtotal = minus(subtotal, more)
    total = None if subtotal is None or both is None else plus(subtotal, both)
    return (first, second), both, subtotal, total


def _whole_tax(
    identity: Any, name: Any, rate: Any, amount: Any, inclusive: Any
) -> TaxAmount | None:
    """Return a tax all of whose figures are there, as nearly all are; None for any other."""
    if (
        amount.__class__ is not Decimal
        or rate.__class__ is not Decimal
        or inclusive.__class__ is not bool
        or not amount.is_finite()
        or not rate.is_finite()
    ):
        return None
    return TaxAmount(
        tax=Ref(id=str(identity) if identity else None, name=name or None),
        rate=rate,
        amount=amount,
        inclusive=inclusive,
    )


def _taxed_oddly(record: daftra.Income, amount: Decimal | None) -> _Taxed:
    taxes = []
    if record.tax1_id or record.tax1_amount:
        named = record.tax1_id, record.tax1_name
        figures = record.tax1_value, record.tax1_amount, record.tax1_included
        taxes.append(_tax(*named, *figures))
    if record.tax2_id or record.tax2_amount:
        named = record.tax2_id, record.tax2_name
        figures = record.tax2_value, record.tax2_amount, record.tax2_included
        taxes.append(_tax(*named, *figures))
    tax_total = total_of(tax.amount for tax in taxes)
    if amount is None or tax_total is None or any(tax.inclusive is None for tax in taxes):
        return tuple(taxes), tax_total, None, None
    inside = total_of(tax.amount for tax in taxes if tax.inclusive) or Decimal(0)
    subtotal = minus(amount, inside)
    total = None if subtotal is None else plus(subtotal, tax_total)
    return tuple(taxes), tax_total, subtotal, total


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


def _attachments(record: daftra.Income) -> tuple[Attachment, ...]:
    sent, file = record.attachments, record.file
    if not file and isinstance(sent, list) and len(sent) == 1 and sent[0]:
        return (Attachment(location=sent[0]),)
    if isinstance(sent, str) and sent.startswith("["):
        # The documents show one text that imitates a list of single-quoted links.
        sent = [first or other for first, other in findall(r"'([^']*)'|\"([^\"]*)\"", sent)]
    places = sent if isinstance(sent, list) else [sent]
    named = [str(place) for place in [*places, file] if place]
    return tuple(Attachment(location=place) for place in dict.fromkeys(named))
