"""Compare the amounts of a document with each other.

A finding is a fact to look at, never an error: providers round where they like.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from .amounts import total_of

if TYPE_CHECKING:
    from .document import Document


class Finding(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Tell one disagreement: which rule, what was expected, what stands there."""

    rule: str
    message: str
    expected: Decimal | None = None
    actual: Decimal | None = None


def check_document(document: Document) -> tuple[Finding, ...]:
    """Return what does not add up in a document; fields that were not said are not compared."""
    findings = [
        *_without_total(document),
        *_differ(
            "lines add up to the total",
            total_of(line.total for line in document.lines),
            document.total if document.discount is None else None,
        ),
        *_differ(
            "subtotal and taxes add up to the total",
            total_of((document.subtotal, document.tax_total)),
            document.total if document.discount is None else None,
        ),
        *_differ(
            "paid and due add up to the total",
            total_of((document.paid, document.due)),
            document.total,
        ),
        *_differ(
            "taxes add up to the tax total",
            total_of(tax.amount for tax in document.taxes),
            document.tax_total,
        ),
    ]
    if document.date is None:
        findings.append(Finding(rule="has a date", message="the document has no readable date"))
    return tuple(findings)


def _differ(rule: str, expected: Decimal | None, actual: Decimal | None) -> list[Finding]:
    if expected is None or actual is None or expected == actual:
        return []
    return [
        Finding(
            rule=rule,
            message=f"{rule}: expected {expected}, the document says {actual}",
            expected=expected,
            actual=actual,
        )
    ]


def _without_total(document: Document) -> list[Finding]:
    missing = document.total is None
    return [Finding(rule="has a total", message="the document has no total")] if missing else []
