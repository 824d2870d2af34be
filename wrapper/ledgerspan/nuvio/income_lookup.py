"""Compare what was sent with what stands there, after a write that may have happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ledgerspan.drafts import IncomeDraft, LineDraft
from ledgerspan.models import Income, Line, Ref

from .income_body import changed_body

_ONE = Decimal(1)


def is_near(income: Income, draft: IncomeDraft) -> bool:
    """Tell whether an income has the day, currency, quantities and prices of a draft."""
    wanted = [(line.quantity, line.unit_price) for line in draft.lines]
    if draft.amount is not None:
        wanted = [(_ONE, draft.amount)]
    return (
        income.date == draft.date
        and income.currency == draft.currency
        and [(line.quantity, line.unit_price) for line in income.lines] == wanted
    )


def is_same(income: Income, draft: IncomeDraft) -> bool:
    """Tell whether an income has all values of a draft."""
    contact = income.contact
    return (
        is_near(income, draft)
        and (draft.description or None) == income.description
        and (draft.contact or None) == (contact and contact.id)
    )


def has_changes(income: Income, changes: Mapping[str, Any]) -> bool:
    """Tell whether an income has the values that an update was to give it."""
    rest = {name: value for name, value in changes.items() if name != "lines"}
    return changed_body(income, rest) == changed_body(income, {}) and (
        "lines" not in changes or _same_lines(income.lines, changes["lines"])
    )


def _same_lines(now: Sequence[Line], wanted: Sequence[Line | LineDraft]) -> bool:
    return len(now) == len(wanted) and all(map(_same_line, now, wanted))


def _same_line(now: Line, wanted: Line | LineDraft) -> bool:
    product = now.product or Ref()
    if isinstance(wanted, Line):
        named = wanted.product or Ref()
        taxes = [tax.tax.id for tax in wanted.taxes]
    else:
        named = Ref(id=wanted.product, code=wanted.product_code)
        taxes = [*wanted.taxes]
    # The id wins where both are sent, so a code only counts without one.
    same_product = product.id == named.id if named.id else product.code == named.code
    return (
        same_product
        and (now.quantity, now.unit_price) == (wanted.quantity, wanted.unit_price)
        and [tax.tax.id for tax in now.taxes] == taxes
    )
