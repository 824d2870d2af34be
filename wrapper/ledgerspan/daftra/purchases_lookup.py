"""Compare what was sent with what stands there, after a write that may have happened.

A line that was sent without a caption comes back with its product's name: what the server adds
makes no difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ledgerspan.drafts import DocumentDraft, LineDraft
from ledgerspan.models import Document, Line


def is_near(document: Document, draft: DocumentDraft) -> bool:
    """Tell whether a document has the day, currency and supplier of a draft."""
    contact = document.contact
    return (
        document.date == draft.date
        and document.currency == draft.currency
        and contact is not None
        and contact.id == _id(draft.contact)
    )


def is_same(document: Document, draft: DocumentDraft) -> bool:
    """Tell whether a document has all values of a draft; lines it does not show do not differ."""
    return (
        is_near(document, draft)
        and document.is_draft is draft.is_draft
        and draft.number in (None, document.number)
        and (not document.lines or _are_lines(document.lines, draft.lines) is True)
    )


def has_changes(document: Document, changes: Mapping[str, Any], *, has_lines: bool) -> bool | None:
    """Tell whether a document has the values that an update was to give it.

    None where it does not show one of them, and where only texts of lines differ: a server that
    rewrites a text must not make a stored line look missing, nor an older one look stored.
    """
    contact = document.contact
    now = {
        "number": document.number,
        "date": document.date,
        "currency": document.currency,
        "contact": contact and contact.id,
        "is_draft": document.is_draft,
    }
    told: list[bool | None] = [
        None if now[name] is None else now[name] == (_id(value) if name == "contact" else value)
        for name, value in changes.items()
        if name != "lines"
    ]
    if "lines" in changes:
        told.append(_are_lines(document.lines, changes["lines"]) if has_lines else None)
    return _all(told)


def _are_lines(now: Sequence[Line], wanted: Sequence[Line | LineDraft]) -> bool | None:
    if len(now) != len(wanted):
        return False
    return _all([_is_line(one, other) for one, other in zip(now, wanted, strict=True)])


def _is_line(now: Line, wanted: Line | LineDraft) -> bool | None:
    if _figures(now) != _figures(wanted):
        return False
    captioned = wanted.item is None or wanted.item == now.item
    return True if captioned and (wanted.description or None) == now.description else None


def _figures(line: Line | LineDraft) -> tuple[object, ...]:
    product: str | None
    taxes: Sequence[str | None]
    if isinstance(line, Line):
        product = None if line.product is None else line.product.id
        taxes = [tax.tax.id for tax in line.taxes]
    else:
        product, taxes = line.product, line.taxes
    return (
        line.quantity,
        line.unit_price,
        product and _id(product),
        [tax and _id(tax) for tax in taxes],
        # No discount and one of nothing are the same.
        line.discount or None,
        line.discount_percent or None,
    )


def _id(identity: str) -> str:
    # "07" is 7: ids are numbers that come as texts.
    return str(int(identity))


def _all(told: Sequence[bool | None]) -> bool | None:
    return None if None in told and False not in told else all(told)
