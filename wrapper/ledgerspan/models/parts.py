"""Hold the parts that documents are made of: references, lines, taxes, payments, files."""

from __future__ import annotations

import datetime
from decimal import Decimal

import msgspec

from .words import PaymentState


class Ref(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Point at another record: any of its three names may be missing."""

    id: str | None = None
    name: str | None = None
    code: str | None = None


class TaxAmount(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Tell one tax of a document or line.

    `rate` is in percent (15 means 15 %), `amount` in the document's currency; `inclusive` says
    whether the price already contains it.
    """

    tax: Ref
    rate: Decimal | None = None
    amount: Decimal | None = None
    inclusive: bool | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Tell one line of a document; `unit_price` is net of tax, `total` as the provider sent it.

    `item` is the caption of the line and `description` the text below it; a provider with one text
    alone has it in `description`. `discount` is money taken off the price of each unit and
    `discount_percent` the same as a rate (5 means 5 %): a line has one of the two.
    """

    id: str | None = None
    item: str | None = None
    description: str | None = None
    product: Ref | None = None
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    discount: Decimal | None = None
    discount_percent: Decimal | None = None
    taxes: tuple[TaxAmount, ...] = ()
    tax_total: Decimal | None = None
    total: Decimal | None = None


class PaymentRef(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Point at a payment that was matched to a document.

    Where the provider says how far a payment is (`status`; its own word in `status_text`), only a
    completed one counts.
    """

    id: str | None = None
    account: Ref | None = None
    amount: Decimal | None = None
    currency: str | None = None
    description: str | None = None
    date: datetime.date | None = None
    method: str | None = None
    status: PaymentState = PaymentState.UNKNOWN
    status_text: str | None = None


class Address(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Tell a postal address; `country` is as the provider sent it, ISO alpha-2 on Daftra."""

    line1: str | None = None
    line2: str | None = None
    district: str | None = None
    city: str | None = None
    state: str | None = None
    postal_code: str | None = None
    country: str | None = None


class DocumentMatch(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Tell how much of a transaction settles which document; `kind` is "income" or "expense"."""

    document: Ref
    kind: str
    amount: Decimal | None = None
    currency: str | None = None


class JournalLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Tell one line of a journal entry: `debit` or `credit` in the books' own currency.

    `currency_debit` and `currency_credit` are in `currency`, `exchange_rate` is what the provider
    names between the two.
    """

    id: str | None = None
    account: Ref | None = None
    description: str | None = None
    debit: Decimal | None = None
    credit: Decimal | None = None
    currency: str | None = None
    currency_debit: Decimal | None = None
    currency_credit: Decimal | None = None
    exchange_rate: Decimal | None = None


class Attachment(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Name a stored file: a link (which may expire) or a file name, as the provider sent it."""

    location: str
