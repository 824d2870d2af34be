"""Compare sales documents with what was sent, after a write that may have happened.

A line that was sent without a caption comes back with its product's name, a discount of nothing as
0: what the server adds makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ledgerspan.drafts import LineDraft
from ledgerspan.drafts.document import RefundDraft, SalesDraft
from ledgerspan.models import Document, Line, Ref


def is_near(document: Document, draft: SalesDraft) -> bool:
    """Tell whether a document has what no server rewrites: day, currency, client, number."""
    return (
        document.date == draft.date
        and document.currency == draft.currency
        and _key(document.contact) == _number(draft.contact)
        and (draft.number is None or document.number == draft.number)
    )


def is_same(document: Document, draft: SalesDraft) -> bool:
    """Tell whether a document, read with its lines, has all values of a draft."""
    names = ["reference", "description", "discount", "discount_percent", "shipping", "is_draft"]
    if isinstance(draft, RefundDraft):
        names.append("invoice")
    # By the docs no due date is shown: what is not said does not differ.
    if draft.due_date is not None and document.due_date is not None:
        names.append("due_date")
    return (
        is_near(document, draft)
        and all(has_value(document, name, getattr(draft, name)) for name in names)
        and _have_same_lines(document.lines, draft.lines)
    )


def has_changes(document: Document, changes: Mapping[str, Any]) -> bool | None:
    """Tell whether a document has the values of an update; None where it shows no due date."""
    shown = {
        name: value
        for name, value in changes.items()
        if name != "due_date" or document.due_date is not None
    }
    if not all(has_value(document, name, value) for name, value in shown.items()):
        return False
    return None if len(shown) < len(changes) else True


def has_value(document: Document, name: str, value: Any) -> bool:
    """Tell whether a field of a document says a value as it is written."""
    if name == "lines":
        return _have_same_lines(document.lines, value)
    now = getattr(document, name)
    if name in ("contact", "invoice"):
        return _key(now) == _number(value)
    return (now or None) == (value or None)


def _have_same_lines(now: tuple[Line, ...], wanted: Iterable[LineDraft | Line]) -> bool:
    asked = tuple(wanted)
    return len(now) == len(asked) and all(map(_is_same_line, now, asked))


def _is_same_line(now: Line, wanted: LineDraft | Line) -> bool:
    if isinstance(wanted, Line):
        product = _key(wanted.product)
        taxes = [_key(tax.tax) for tax in wanted.taxes]
    else:
        product = _number(wanted.product)
        taxes = [_number(tax) for tax in wanted.taxes]
    return (
        (now.quantity, now.unit_price) == (wanted.quantity, wanted.unit_price)
        and (wanted.item is None or now.item == (wanted.item or None))
        and now.description == (wanted.description or None)
        and _key(now.product) == product
        and [_key(tax.tax) for tax in now.taxes] == taxes
        and (now.discount or None) == (wanted.discount or None)
        and (now.discount_percent or None) == (wanted.discount_percent or None)
    )


def _key(ref: Ref | None) -> int | None:
    return None if ref is None else _number(ref.id)


def _number(identity: str | None) -> int | None:
    # "07" is 7; an id that is no number is none of Daftra's.
    return int(identity) if identity and identity.isdigit() else None
