"""Compare what was sent with what stands there, after a write that may have happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ledgerspan.drafts import LineDraft, MoneyDraft
from ledgerspan.models import Document, Line, Ref

from .money_body import changed_body

if TYPE_CHECKING:
    from .money import MoneyKind

_ONE = Decimal(1)


def is_near(document: Document, draft: MoneyDraft) -> bool:
    """Tell whether a document has the day, currency, quantities and prices of a draft."""
    wanted = [(line.quantity, line.unit_price) for line in draft.lines]
    if draft.amount is not None:
        wanted = [(_ONE, draft.amount)]
    return (
        document.date == draft.date
        and document.currency == draft.currency
        and [(line.quantity, line.unit_price) for line in document.lines] == wanted
    )


def is_same(document: Document, draft: MoneyDraft) -> bool:
    """Tell whether a document has all values of a draft."""
    contact = document.contact
    return (
        is_near(document, draft)
        and (draft.description or None) == document.description
        and (draft.contact or None) == (contact and contact.id)
        and (draft.number or document.number) == document.number
    )


def has_changes(kind: MoneyKind[Any, Any], document: Document, changes: Mapping[str, Any]) -> bool:
    """Tell whether a document has the values that an update was to give it."""
    rest = {name: value for name, value in changes.items() if name != "lines"}
    return changed_body(kind, document, rest) == changed_body(kind, document, {}) and (
        "lines" not in changes or _same_lines(document.lines, changes["lines"])
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
