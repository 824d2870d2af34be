"""Payments: those of an invoice settle it; those of a client settle its oldest invoices."""

import sqlite3
from collections.abc import Mapping, Sequence

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.documents import payment_columns
from ledgerspan.sandbox.daftra.documents.accounts import ESTIMATE, settle_document
from ledgerspan.sandbox.daftra.documents.credit import take_back, use_credit
from ledgerspan.sandbox.daftra.documents.payment_columns import CLIENT_CREDIT
from ledgerspan.sandbox.daftra.table import Condition, Draft, Rules, Table

_NEWEST_FIRST = "date DESC, id DESC"


class InvoicePaymentRules(Rules):
    """An invoice payment changes what is paid, open and the state of its invoice."""

    def settle(self, draft: Draft, books: Books) -> None:
        """Require an invoice and an amount; take the currency of the invoice."""
        values = draft.values
        if values["invoice_id"] is None and draft.before is not None:
            # An update that names no invoice leaves the payment where it is (nobody knows).
            values["invoice_id"] = draft.before["invoice_id"]
        invoice = books.find("invoices", values["invoice_id"])
        if invoice is None or invoice["type"] == ESTIMATE:
            draft.complain("invoice_id", "is not an invoice of this account")
            return
        if draft.before is None and draft.sent.get("amount") is None:
            draft.complain("amount", "is required")
        if draft.sent.get("currency_code") is None:
            values["currency_code"] = invoice["currency_code"]

    def follow(self, before: sqlite3.Row | None, after: sqlite3.Row | None, books: Books) -> None:
        """Settle the invoice again, and the one that the payment was for before."""
        for payment in (before, after):
            if payment is not None:
                settle_document(books, payment["invoice_id"])

    def narrow(self, parameters: Mapping[str, str], books: Books) -> Sequence[Condition]:
        """Hide payments out of a client's credit until asked for them (observation, quirk 10)."""
        del books
        if parameters.get("include_client_credit") == "1":
            return ()
        return [("payment_method IS NOT ?", (CLIENT_CREDIT,))]

    def keeps(self, row: sqlite3.Row, books: Books) -> str | None:
        """Refuse to delete a payment out of a client's credit (published)."""
        del books
        if row["client_payment_id"] is not None:
            return "it comes out of a client payment"
        return None


class ClientPaymentRules(Rules):
    """A completed client payment is spent on the open invoices of the client, oldest first.

    The docs require nothing of one: without a client or an amount there is nothing to spend.
    """

    def follow(self, before: sqlite3.Row | None, after: sqlite3.Row | None, books: Books) -> None:
        """Take back what was spent, and spend the money anew."""
        if before is not None:
            take_back(books, before)
        if after is not None:
            use_credit(books, after)


INVOICE_PAYMENTS = Table(
    "invoice_payments",
    "InvoicePayment",
    payment_columns.INVOICE_PAYMENT,
    order=_NEWEST_FIRST,
    filters={
        "status": "status = ?",
        "client_id": "invoice_id IN (SELECT id FROM daftra_invoices AS invoice"
        " WHERE invoice.company = daftra_invoice_payments.company AND invoice.client_id = ?)",
    },
    sortable=True,
    rules=InvoicePaymentRules(),
)
CLIENT_PAYMENTS = Table(
    "client_payments",
    "ClientPayment",
    payment_columns.CLIENT_PAYMENT,
    order=_NEWEST_FIRST,
    filters={"status": "status = ?", "client_id": "client_id = ?"},
    sortable=True,
    rules=ClientPaymentRules(),
)
