"""Describe a payment to be recorded."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar

from ledgerspan.models import Direction, PaymentState

from .draft import Draft


class PaymentDraft(Draft, frozen=True, kw_only=True):
    """Describe a payment to record; `document`, `contact` and `account` are ids."""

    date: datetime.date
    amount: Decimal
    currency: str | None = None
    direction: Direction = Direction.IN
    document: str | None = None
    contact: str | None = None
    account: str | None = None
    method: str | None = None
    reference: str | None = None
    status: PaymentState = PaymentState.COMPLETED
    description: str | None = None
    transaction: str | None = None

    what: ClassVar[str] = "payment"
