"""Drafts of Daftra's sales documents, and what a stored one must say for them."""

from datetime import date
from decimal import Decimal
from typing import Any

from ledgerspan import (
    CreditNoteDraft,
    EstimateDraft,
    InvoiceDraft,
    LineDraft,
    RefundReceiptDraft,
)
from ledgerspan.models import Document, Line

NAMES = ("invoices", "estimates", "credit_notes", "refund_receipts")
SHAPES: dict[str, Any] = {
    "invoices": InvoiceDraft,
    "estimates": EstimateDraft,
    "credit_notes": CreditNoteDraft,
    "refund_receipts": RefundReceiptDraft,
}
REFUNDS = ("credit_notes", "refund_receipts")
WRITTEN = (
    "number", "reference", "date", "currency", "description", "discount", "discount_percent",
    "shipping", "is_draft",
)  # fmt: skip
NOTE = "فاتورة رقم ١٢٣\r\n<b>شكرا</b> 🧾"


def plain(name: str = "invoices", **given: Any) -> Any:
    """Draft a document of one line."""
    line = LineDraft(item="Oak table", quantity=Decimal(2), unit_price=Decimal("12.50"))
    usual = {"date": date(2026, 3, 5), "currency": "SAR", "contact": "1", "lines": (line,)}
    return SHAPES[name](**{**usual, **given})


def full(name: str = "invoices", **given: Any) -> Any:
    """Draft a document that says everything that Daftra takes; refunds are of invoice 1."""
    lines = (
        LineDraft(
            item="Oak table",
            description="٢٤٠ سم",
            product="1",
            quantity=Decimal("2.5"),
            unit_price=Decimal("12.155"),
            taxes=("1", "2"),
            discount_percent=Decimal(5),
        ),
        LineDraft(
            item="تركيب", quantity=Decimal(1), unit_price=Decimal("7.25"), discount=Decimal("0.25")
        ),
    )
    told: dict[str, Any] = {
        "number": "TEST-1",
        "reference": "PO/77",
        "description": NOTE,
        "lines": lines,
        "discount_percent": Decimal(10),
        "shipping": Decimal("3.5"),
    }
    if name == "invoices":
        told["due_date"] = date(2026, 4, 4)
    if name in REFUNDS:
        told["invoice"] = "1"
    return plain(name, **{**told, **given})


def said_by(draft: Any, *, due_days: bool) -> dict[str, Any]:
    """Return what the stored document must say; nothing and 0 are one for money.

    `due_days`: the documented dialect shows no due date, nor does a draft without one name it.
    """
    said = {name: getattr(draft, name) or None for name in WRITTEN}
    said |= {"contact": draft.contact, "lines": [line_of_draft(line) for line in draft.lines]}
    if due_days and draft.due_date is not None:
        said["due_date"] = draft.due_date
    if hasattr(draft, "invoice"):
        said["invoice"] = draft.invoice
    return said


def says(document: Document, like: dict[str, Any]) -> dict[str, Any]:
    """Return what a document says of the fields that `like` names."""
    said: dict[str, Any] = {name: getattr(document, name) or None for name in WRITTEN}
    said["contact"] = document.contact and document.contact.id
    said["lines"] = [line_of(line) for line in document.lines]
    for name in ("due_date", "invoice"):
        if name in like:
            value = getattr(document, name)
            said[name] = value and getattr(value, "id", value)
    return said


def line_of(line: Line) -> tuple[Any, ...]:
    """Return what a line says of what can be written; its id changes with every update."""
    product = line.product and line.product.id
    taxes = tuple(tax.tax.id for tax in line.taxes)
    money = line.discount or None, line.discount_percent or None
    return line.item, line.description, product, line.quantity, line.unit_price, taxes, *money


def line_of_draft(line: LineDraft) -> tuple[Any, ...]:
    """Return what the stored line must say for a draft."""
    texts = line.item or None, line.description or None
    money = line.discount or None, line.discount_percent or None
    return *texts, line.product, line.quantity, line.unit_price, line.taxes, *money
