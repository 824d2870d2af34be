"""Say where the kinds of Daftra's resources live: imported when they are used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

KINDS = {
    "incomes": "money:INCOMES",
    "expenses": "money:EXPENSES",
    "invoices": "sales:INVOICES",
    "estimates": "sales:ESTIMATES",
    "credit_notes": "sales:CREDIT_NOTES",
    "refund_receipts": "sales:REFUND_RECEIPTS",
    "bills": "purchases:BILLS",
    "bill_refunds": "purchases:BILL_REFUNDS",
    "products": "products:PRODUCTS",
    "accounts": "accounts:ACCOUNTS",
    "taxes": "taxes:TAXES",
    "ledger_accounts": "ledger_accounts:LEDGER_ACCOUNTS",
    "journal_entries": "journal_entries:JOURNAL_ENTRIES",
}
# Kept apart there, and joined here: accessor → part → kind.
JOINED = {
    "contacts": {"customer": "contacts:CLIENTS", "supplier": "contacts:SUPPLIERS"},
    "payments": {
        "invoice_payments": "payments:INVOICE_PAYMENTS",
        "client_payments": "payments:CLIENT_PAYMENTS",
    },
}
MISSING = {
    "transactions": "money moves by incomes, expenses and payments, and journal_entries show it",
    "projects": "work orders come nearest, through the low-level client",
    "tags": "tags of products and invoices are texts, through the low-level client",
}


def kind_at(place: str) -> Any:
    """Return the kind that a place such as "money:INCOMES" names."""
    module, _, constant = place.partition(":")
    return getattr(import_module(f"ledgerspan.daftra.{module}"), constant)
