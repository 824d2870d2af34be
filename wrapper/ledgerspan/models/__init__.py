"""The common model: one shape a noun, whichever provider a record came from."""

from __future__ import annotations

from .checks import Finding
from .document import Document, Expense, Income
from .origin import Explanation, Origin, Source
from .parts import Attachment, Line, PaymentRef, Ref, TaxAmount
from .words import FieldOrigin, PaymentStatus, Provider

__all__ = [
    "Attachment",
    "Document",
    "Expense",
    "Explanation",
    "FieldOrigin",
    "Finding",
    "Income",
    "Line",
    "Origin",
    "PaymentRef",
    "PaymentStatus",
    "Provider",
    "Ref",
    "Source",
    "TaxAmount",
]
