"""Say where the kinds of Nuvio's resources live: imported when they are used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

KINDS = {
    "incomes": "money:INCOMES",
    "expenses": "money:EXPENSES",
    "contacts": "contacts:CONTACTS",
    "products": "products:PRODUCTS",
    "accounts": "accounts:ACCOUNTS",
    "transactions": "transactions:TRANSACTIONS",
    "taxes": "taxes:TAXES",
    "projects": "projects:PROJECTS",
    "tags": "tags:TAGS",
}
_INCOME = "an income is its invoice: use incomes"
_EXPENSE = "an expense is its bill: use expenses"
MISSING = {
    "invoices": _INCOME,
    "estimates": "the API knows what is booked: use incomes",
    "credit_notes": "change or settle the income: use incomes and payments",
    "refund_receipts": "change or settle the income: use incomes and payments",
    "bills": _EXPENSE,
    "bill_refunds": "change or settle the expense: use expenses and payments",
    "ledger_accounts": "its books have money accounts: use accounts",
    "journal_entries": "movements of money are there: use transactions",
}


def kind_at(place: str) -> Any:
    """Return the kind that a place such as "money:INCOMES" names."""
    module, _, constant = place.partition(":")
    return getattr(import_module(f"ledgerspan.nuvio.{module}"), constant)
