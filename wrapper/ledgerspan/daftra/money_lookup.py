"""Compare what was sent with what stands there, after a write that may have happened."""

from __future__ import annotations

from decimal import Decimal

from ledgerspan.drafts import MoneyDraft
from ledgerspan.models import Document


def is_near(document: Document, draft: MoneyDraft) -> bool:
    """Tell whether a document has the day, currency and amount of a draft."""
    return (
        document.date == draft.date
        and document.currency == draft.currency
        and draft.amount == _amount(document)
    )


def is_same(document: Document, draft: MoneyDraft) -> bool:
    """Tell whether a document has all values of a draft."""
    contact = None if document.contact is None else document.contact.id
    return (
        is_near(document, draft)
        and (draft.description or None) == document.description
        and (draft.category or None) == document.category
        and int(draft.contact or 0) == int(contact or 0)
    )


def _amount(document: Document) -> Decimal | None:
    # As it was written: `subtotal` and `total` are computed, and open where a tax has no amount.
    try:
        wrapped = next(iter(document.raw.values()))
        return Decimal(str(wrapped["amount"]))
    except (StopIteration, KeyError, TypeError, ArithmeticError):
        return None
