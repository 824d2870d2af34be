"""Compare what was sent with what stands there, after a write that may have happened."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from daftra_client import models as daftra

from ledgerspan.drafts import IncomeDraft
from ledgerspan.models import Income


def is_near(income: Income, draft: IncomeDraft) -> bool:
    """Tell whether an income has the day, currency and amount of a draft."""
    return (
        income.date == draft.date
        and income.currency == draft.currency
        and draft.amount == _amount(income)
    )


def is_same(income: Income, draft: IncomeDraft) -> bool:
    """Tell whether an income has all values of a draft."""
    contact = None if income.contact is None else income.contact.id
    return (
        is_near(income, draft)
        and (draft.description or None) == income.description
        and (draft.category or None) == income.category
        and int(draft.contact or 0) == int(contact or 0)
    )


def have_same_values(one: daftra.IncomeInput, other: daftra.IncomeInput) -> bool:
    """Tell whether two bodies store the same: empty, zero and missing come back as one."""
    return _filled(one) == _filled(other)


def _filled(body: daftra.IncomeInput) -> dict[str, Any]:
    return {name: value for name, value in body.to_dict().items() if value not in (None, "", 0)}


def _amount(income: Income) -> Decimal | None:
    # As it was written: `subtotal` and `total` are computed, and open where a tax has no amount.
    try:
        return Decimal(str(income.raw["Income"]["amount"]))
    except (KeyError, TypeError, ArithmeticError):
        return None
