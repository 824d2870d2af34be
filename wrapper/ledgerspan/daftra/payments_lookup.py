"""Compare what was sent with what stands there, after a write that may have happened."""

from __future__ import annotations

from ledgerspan.drafts import PaymentDraft
from ledgerspan.models import Payment, Ref


def is_near(payment: Payment, draft: PaymentDraft) -> bool:
    """Tell whether a payment has the day, currency, amount and purpose of a draft."""
    return (
        payment.date == draft.date
        and payment.amount == draft.amount
        and payment.currency == draft.currency
        and _number(payment.document) == int(draft.document or 0)
        # Who pays an invoice stands in the invoice alone.
        and (draft.contact is None or _number(payment.contact) == int(draft.contact))
    )


def is_same(payment: Payment, draft: PaymentDraft) -> bool:
    """Tell whether a payment has all values of a draft."""
    return (
        is_near(payment, draft)
        and payment.status == draft.status
        and (payment.method, payment.reference) == (draft.method, draft.reference or None)
        and _number(payment.account) == int(draft.account or 0)
        and payment.description == (draft.description or None)
    )


def _number(ref: Ref | None) -> int:
    return int(ref.id) if ref is not None and ref.id else 0
