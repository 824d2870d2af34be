"""Hold money that settles documents."""

from __future__ import annotations

import datetime
from decimal import Decimal

from .parts import Attachment, Ref
from .record import Record
from .words import Direction, PaymentState


class Payment(Record, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry a payment: a Daftra invoice payment or client payment, a match on a Nuvio document.

    `raw_kind` is the provider's path or document that it was read from; Daftra's two kinds have
    ids of their own. `document` is what it settles (None: on account), `reference` the number at
    the bank or gateway.
    """

    raw_kind: str | None = None
    direction: Direction = Direction.UNKNOWN
    date: datetime.date | None = None
    amount: Decimal | None = None
    currency: str | None = None
    method: str | None = None
    reference: str | None = None
    document: Ref | None = None
    contact: Ref | None = None
    account: Ref | None = None
    status: PaymentState = PaymentState.UNKNOWN
    status_text: str | None = None
    description: str | None = None
    attachments: tuple[Attachment, ...] = ()
    created_at: datetime.datetime | None = None
    updated_at: datetime.datetime | None = None
