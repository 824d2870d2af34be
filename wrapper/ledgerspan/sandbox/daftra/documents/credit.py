"""Spend a client's payment on account: one `client_credit` payment for each invoice it reaches.

Two observations are put together here: `summary_unpaid` already nets client payments, and the
list of invoice payments hides rows of the method `client_credit`.
"""

import sqlite3
from decimal import Decimal

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.documents.accounts import settle_document
from ledgerspan.sandbox.daftra.documents.payment_columns import CLIENT_CREDIT
from ledgerspan.sandbox.daftra.documents.pricing import decimal_of
from ledgerspan.sandbox.daftra.documents.settlement import COMPLETED
from ledgerspan.sandbox.exactjson import plain_digits
from ledgerspan.sandbox.money import EXACT


def take_back(books: Books, payment: sqlite3.Row) -> None:
    """Remove what a client payment has paid, and settle those invoices without it."""
    records = books.records("invoice_payments")
    spent = records.matching(client_payment_id=payment["id"])
    records.remove(client_payment_id=payment["id"])
    for row in spent:
        settle_document(books, row["invoice_id"])


def use_credit(books: Books, payment: sqlite3.Row) -> None:
    """Spend a client payment on the open invoices of its client, oldest first, if it counts."""
    if payment["status"] != COMPLETED:
        return
    records = books.records("invoice_payments")
    rest = decimal_of(payment["amount"])
    opened = books.records("invoices").matching(
        client_id=payment["client_id"],
        type=0,
        draft=0,
        # A payment without a currency is in no invoice's (observed: a ledger of its own).
        currency_code=payment["currency_code"],
    )
    for invoice in sorted(opened, key=lambda row: (row["date"] or "", row["id"])):
        part = min(rest, decimal_of(invoice["summary_unpaid"]))
        if part <= Decimal(0):
            continue
        records.add(
            {
                "invoice_id": invoice["id"],
                "payment_method": CLIENT_CREDIT,
                "amount": plain_digits(part),
                "date": payment["date"],
                "status": COMPLETED,
                "processed": 0,
                "treasury_id": payment["treasury_id"],
                "currency_code": payment["currency_code"],
                "created": books.now,
                "modified": books.now,
                "client_payment_id": payment["id"],
            }
        )
        settle_document(books, invoice["id"])
        rest = EXACT.subtract(rest, part)
