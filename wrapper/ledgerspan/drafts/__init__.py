"""Drafts: what people give to create, checked before anything is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerspan._lazy import lazy_names

if TYPE_CHECKING:
    from .account import AccountDraft
    from .contact import ContactDraft
    from .document import (
        BillDraft,
        BillRefundDraft,
        CreditNoteDraft,
        DocumentDraft,
        EstimateDraft,
        InvoiceDraft,
        RefundReceiptDraft,
    )
    from .draft import Draft
    from .journal_entry import JournalEntryDraft
    from .journal_line import JournalLineDraft
    from .ledger_account import LedgerAccountDraft
    from .line import LineDraft
    from .money import ExpenseDraft, IncomeDraft, MoneyDraft
    from .payment import PaymentDraft
    from .product import ProductDraft
    from .project import ProjectDraft
    from .tag import TagDraft
    from .tax import TaxDraft
    from .transaction import TransactionDraft

__getattr__ = lazy_names(
    __name__,
    {
        "account": ("AccountDraft",),
        "contact": ("ContactDraft",),
        "document": (
            "BillDraft",
            "BillRefundDraft",
            "CreditNoteDraft",
            "DocumentDraft",
            "EstimateDraft",
            "InvoiceDraft",
            "RefundReceiptDraft",
        ),
        "draft": ("Draft",),
        "journal_entry": ("JournalEntryDraft",),
        "journal_line": ("JournalLineDraft",),
        "ledger_account": ("LedgerAccountDraft",),
        "line": ("LineDraft",),
        "money": (
            "ExpenseDraft",
            "IncomeDraft",
            "MoneyDraft",
        ),
        "payment": ("PaymentDraft",),
        "product": ("ProductDraft",),
        "project": ("ProjectDraft",),
        "tag": ("TagDraft",),
        "tax": ("TaxDraft",),
        "transaction": ("TransactionDraft",),
    },
)

__all__ = [
    "AccountDraft",
    "BillDraft",
    "BillRefundDraft",
    "ContactDraft",
    "CreditNoteDraft",
    "DocumentDraft",
    "Draft",
    "EstimateDraft",
    "ExpenseDraft",
    "IncomeDraft",
    "InvoiceDraft",
    "JournalEntryDraft",
    "JournalLineDraft",
    "LedgerAccountDraft",
    "LineDraft",
    "MoneyDraft",
    "PaymentDraft",
    "ProductDraft",
    "ProjectDraft",
    "RefundReceiptDraft",
    "TagDraft",
    "TaxDraft",
    "TransactionDraft",
]
