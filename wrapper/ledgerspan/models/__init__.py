"""The common model: one shape a noun, whichever provider a record came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerspan._lazy import lazy_names

if TYPE_CHECKING:
    from .account import Account
    from .checks import Finding
    from .contact import Contact
    from .document import (
        Bill,
        BillRefund,
        CreditNote,
        Document,
        Estimate,
        Expense,
        Income,
        Invoice,
        RefundReceipt,
    )
    from .entity import Entity
    from .journal_entry import JournalEntry
    from .ledger_account import LedgerAccount
    from .origin import Explanation, Origin, Source
    from .parts import (
        Address,
        Attachment,
        DocumentMatch,
        JournalLine,
        Line,
        PaymentRef,
        Ref,
        TaxAmount,
    )
    from .payment import Payment
    from .product import Product
    from .project import Project
    from .record import Record
    from .tag import Tag
    from .tax import Tax
    from .transaction import Transaction
    from .words import (
        AccountKind,
        ContactKind,
        ContactRole,
        Direction,
        FieldOrigin,
        LedgerSide,
        PaymentState,
        PaymentStatus,
        ProductKind,
        Provider,
    )

__getattr__ = lazy_names(
    __name__,
    {
        "account": ("Account",),
        "checks": ("Finding",),
        "contact": ("Contact",),
        "document": (
            "Bill",
            "BillRefund",
            "CreditNote",
            "Document",
            "Estimate",
            "Expense",
            "Income",
            "Invoice",
            "RefundReceipt",
        ),
        "entity": ("Entity",),
        "journal_entry": ("JournalEntry",),
        "ledger_account": ("LedgerAccount",),
        "origin": (
            "Explanation",
            "Origin",
            "Source",
        ),
        "parts": (
            "Address",
            "Attachment",
            "DocumentMatch",
            "JournalLine",
            "Line",
            "PaymentRef",
            "Ref",
            "TaxAmount",
        ),
        "payment": ("Payment",),
        "product": ("Product",),
        "project": ("Project",),
        "record": ("Record",),
        "tag": ("Tag",),
        "tax": ("Tax",),
        "transaction": ("Transaction",),
        "words": (
            "AccountKind",
            "ContactKind",
            "ContactRole",
            "Direction",
            "FieldOrigin",
            "LedgerSide",
            "PaymentState",
            "PaymentStatus",
            "ProductKind",
            "Provider",
        ),
    },
)

__all__ = [
    "Account",
    "AccountKind",
    "Address",
    "Attachment",
    "Bill",
    "BillRefund",
    "Contact",
    "ContactKind",
    "ContactRole",
    "CreditNote",
    "Direction",
    "Document",
    "DocumentMatch",
    "Entity",
    "Estimate",
    "Expense",
    "Explanation",
    "FieldOrigin",
    "Finding",
    "Income",
    "Invoice",
    "JournalEntry",
    "JournalLine",
    "LedgerAccount",
    "LedgerSide",
    "Line",
    "Origin",
    "Payment",
    "PaymentRef",
    "PaymentState",
    "PaymentStatus",
    "Product",
    "ProductKind",
    "Project",
    "Provider",
    "Record",
    "Ref",
    "RefundReceipt",
    "Source",
    "Tag",
    "Tax",
    "TaxAmount",
    "Transaction",
]
