"""Bills and bill refunds to write, and what a stored one must say of them."""

from datetime import date
from decimal import Decimal
from typing import Any

from ledgerspan import BillDraft, BillRefundDraft, Document, LineDraft
from ledgerspan.drafts import DocumentDraft
from ledgerspan.sandbox import vocabulary

DRAFTS: dict[str, type[DocumentDraft]] = {"bills": BillDraft, "bill_refunds": BillRefundDraft}
# What the sandbox calls its products.
PRODUCTS = frozenset(vocabulary.PRODUCTS)
LINES = (
    LineDraft(
        quantity=Decimal("2.5"),
        unit_price=Decimal("12.155"),
        product="2",
        description="ورق A3\r\n<b>white</b> 🧾",
        discount_percent=Decimal("2.5"),
        taxes=("1", "3"),
    ),
    LineDraft(quantity=Decimal(1), unit_price=Decimal(9), item="مقاس ٢٤", discount=Decimal("0.25")),
)


def plain(accessor: str, **given: Any) -> Any:
    """Draft one that says everything its provider has a place for."""
    usual: dict[str, Any] = {"date": date(2026, 3, 5), "currency": "KWD", "contact": "2"}
    return DRAFTS[accessor](**{**usual, "lines": LINES, **given})


def said_by(draft: DocumentDraft) -> dict[str, Any]:
    """Return what the stored document must say for a draft: field → value."""
    return {
        "date": draft.date,
        "currency": draft.currency,
        "contact": draft.contact,
        "number": draft.number,
        "is_draft": draft.is_draft,
        "lines": [
            (
                line.quantity,
                line.unit_price,
                line.product,
                # A line without a caption is given the name of its product.
                line.item or (None if line.product is None else "its product"),
                line.description,
                line.discount or None,
                line.discount_percent or None,
                line.taxes,
            )
            for line in draft.lines
        ],
    }


def says(document: Document) -> dict[str, Any]:
    """Return what a document says of the fields that a draft can write."""
    contact = document.contact
    return {
        "date": document.date,
        "currency": document.currency,
        "contact": contact and contact.id,
        "number": document.number,
        "is_draft": document.is_draft,
        "lines": [
            (
                line.quantity,
                line.unit_price,
                line.product and line.product.id,
                "its product" if line.product and line.item in PRODUCTS else line.item,
                line.description,
                line.discount or None,
                line.discount_percent or None,
                tuple(tax.tax.id for tax in line.taxes),
            )
            for line in document.lines
        ],
    }


def without_lines(said: dict[str, Any]) -> dict[str, Any]:
    """Leave the lines out: a read of a refund shows none."""
    return {name: value for name, value in said.items() if name != "lines"}
