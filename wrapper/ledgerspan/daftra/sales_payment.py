"""Turn the payments inside a sales document into references; `payments` has them whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from ledgerspan.models import PaymentRef, PaymentState, Ref

if TYPE_CHECKING:
    from daftra_client.models import Payment

_UNKNOWN = PaymentState.UNKNOWN
_STATES = {
    0: PaymentState.FAILED,
    1: PaymentState.COMPLETED,
    2: PaymentState.PENDING,
    # Not completed, by the docs: it never counts, like a pending one.
    3: PaymentState.PENDING,
}


def payments_of(
    sent: Iterable[Payment], read_date: Callable[[str], date | None]
) -> tuple[PaymentRef, ...]:
    """Normalize the payments of one document; only completed ones are in `paid`."""
    return tuple([_payment(each, read_date) for each in sent])


def _payment(sent: Payment, read_date: Callable[[str], date | None]) -> PaymentRef:
    treasury, day, amount = sent.treasury_id, sent.date, sent.amount
    status = sent.status if isinstance(sent.status, int) else None
    return PaymentRef(
        id=str(sent.id) if sent.id else None,
        account=Ref(id=str(treasury)) if treasury else None,
        amount=amount if isinstance(amount, Decimal) and amount.is_finite() else None,
        currency=sent.currency_code or None,
        description=sent.notes or None,
        date=read_date(day) if day else None,
        method=sent.payment_method or None,
        status=_UNKNOWN if status is None else _STATES.get(status, _UNKNOWN),
        status_text=None if status is None else str(status),
    )
