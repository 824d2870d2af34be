"""The four kinds of sales documents: one table, one series of ids, one set of rules.

path               type          key of reads             totals
invoices           0, 16, 19     Invoice                  what is owed
estimates          3             Estimate                 owed by nobody
credit_notes       5             CreditNote, or Invoice   taken off the invoice they name
refund_receipts    6             RefundReceipt            the same
"""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import View, reference
from ledgerspan.sandbox.daftra.documents import sales_columns
from ledgerspan.sandbox.daftra.documents.accounts import settle_document
from ledgerspan.sandbox.daftra.documents.embedded import sales_line_extras, sales_relations
from ledgerspan.sandbox.daftra.documents.filters import (
    FILTERS,
    custom_field_condition,
    status_condition,
)
from ledgerspan.sandbox.daftra.documents.lines import added
from ledgerspan.sandbox.daftra.documents.numbers import next_number
from ledgerspan.sandbox.daftra.documents.payments import INVOICE_PAYMENTS
from ledgerspan.sandbox.daftra.documents.pricing import decimal_of, price_lines
from ledgerspan.sandbox.daftra.documents.snapshot import copy_party
from ledgerspan.sandbox.daftra.stock.causes import move_sold_goods
from ledgerspan.sandbox.daftra.table import Child, Condition, Draft, Rules, Table

INVOICE, ESTIMATE, CREDIT_NOTE, REFUND_RECEIPT, DEBIT_NOTE, ADVANCE_PAYMENT = 0, 3, 5, 6, 16, 19
_LINES, _PAYMENTS = "InvoiceItem", "InvoicePayment"
_WHOLE = 100


class SalesRules(Rules):
    """What a sales document works out and refuses. `codes` are the types that `path` lists.

    A create of an invoice may ask for any type of the docs; one that no path lists is stored
    and seen no more.
    """

    def __init__(self, path: str, *codes: int) -> None:
        self._path = path
        self._codes = codes

    def settle(self, draft: Draft, books: Books) -> None:
        """Complete the header, price the lines and number what is not a draft."""
        before, values = draft.before, draft.values
        if before is not None and before["e_invoice_status"]:
            draft.complain("e_invoice_status", "an accepted e-invoice cannot be changed")
        if before is not None:
            values["type"] = before["type"]
        elif values["type"] is None:
            values["type"] = self._codes[0]
        if not (values if draft.partial else draft.sent).get("client_id"):
            # Of an update, too: the docs want the full payload.
            draft.complain("client_id", "is required")
        copy_party(draft, books, "clients", "client_id", sales_columns.SNAPSHOT)
        self._require_refunded(draft, books)
        price_lines(draft, _LINES, books)
        _check_discounts(draft)
        self._take_payments(draft, books)
        if not draft.reasons and not values["draft"] and not values["no"]:
            values["no"] = next_number(books, self._path)

    def follow(self, before: sqlite3.Row | None, after: sqlite3.Row | None, books: Books) -> None:
        """Total the document, the invoices it refunds or did before, and move its goods."""
        if after is not None:
            settle_document(books, after["id"])
        if before is not None:
            settle_document(books, before["subscription_id"])
        move_sold_goods(before, after, books)

    def narrow(self, parameters: Mapping[str, str], books: Books) -> Sequence[Condition]:
        """Keep to the types of the path, and apply the filters that need more than a column."""
        conditions: list[Condition] = [(f"type IN ({', '.join(map(str, self._codes))})", ())]
        if self._path == "invoices":
            conditions += status_condition(parameters, books)
        if self._path in ("invoices", "credit_notes"):
            conditions += custom_field_condition(parameters, books, self._path)
        return conditions

    def embedded(self, row: sqlite3.Row, view: View, books: Books) -> Mapping[str, Any]:
        """Give the client, and on single reads everything else."""
        return sales_relations(row, view, books)

    def keeps(self, row: sqlite3.Row, books: Books) -> str | None:
        """Refuse to delete a document that was paid for (published)."""
        if books.records("invoice_payments").matching(invoice_id=row["id"]):
            return "it still has transactions (InvoicePayment)"
        return None

    def _require_refunded(self, draft: Draft, books: Books) -> None:
        number = draft.values["subscription_id"]
        if not number or not {CREDIT_NOTE, REFUND_RECEIPT} & set(self._codes):
            return
        invoice = books.find("invoices", number)
        if invoice is None or invoice["type"] != INVOICE:
            draft.complain("subscription_id", "is not an invoice of this account")

    def _take_payments(self, draft: Draft, books: Books) -> None:
        payments = draft.children.get(_PAYMENTS)
        if payments is None:
            return
        for payment in payments:
            payment["currency_code"] = draft.values["currency_code"]
        if draft.before is not None:
            # A caller replaces the payments it sent, not those that a client's credit made.
            payments += [
                {column.name: row[column.name] for column in INVOICE_PAYMENTS.columns}
                for row in books.records("invoice_payments").matching(invoice_id=draft.before["id"])
                if row["client_payment_id"] is not None
            ]


class SalesLineRules(Rules):
    """What reads show of a line beside its columns."""

    def embedded(self, row: sqlite3.Row, view: View, books: Books) -> Mapping[str, Any]:
        """Give the taxes of the line, and where observed its unit and product."""
        return sales_line_extras(row, view, books)


def _check_discounts(draft: Draft) -> None:
    percent = decimal_of(draft.values["discount"])
    money = decimal_of(draft.values["discount_amount"])
    if not 0 <= percent <= _WHOLE:
        draft.complain("discount", "must be a percentage from 0 to 100")
    if percent and money:
        draft.complain("discount_amount", "cannot stand beside discount")
    elif money:
        lines = draft.children.get(_LINES)
        net = added(decimal_of(line["subtotal"]) for line in lines or ())
        # Without lines in this write the stored ones decide, and those have been judged.
        if money < 0 or (lines is not None and money > net):
            draft.complain("discount_amount", "must not be more than the lines come to")


INVOICE_ITEMS = Table(
    "invoice_items",
    "InvoiceItem",
    (reference("invoice_id"), *sales_columns.GOODS),
    rules=SalesLineRules(),
)
_CHILDREN = (
    Child(INVOICE_ITEMS, by="invoice_id", views=("detail",)),
    Child(INVOICE_PAYMENTS, by="invoice_id", views=("detail",)),
)


def _sales(path: str, key: str, *codes: int, observed_key: str = "") -> Table:
    return Table(
        path,
        key,
        sales_columns.HEADER,
        children=_CHILDREN,
        # Newest first by the day of the document (published).
        order="date DESC, id DESC",
        filters=FILTERS if path == "invoices" else {},
        sortable=True,
        rules=SalesRules(path, *codes),
        store="daftra_invoices",
        # The path of invoices finds every kind; `SalesOperations` shows type 0 alone.
        fixed={} if path == "invoices" else {"type": codes[0]},
        observed_key=observed_key,
    )


INVOICES = _sales("invoices", "Invoice", INVOICE, DEBIT_NOTE, ADVANCE_PAYMENT)
ESTIMATES = _sales("estimates", "Estimate", ESTIMATE)
CREDIT_NOTES = _sales("credit_notes", "CreditNote", CREDIT_NOTE, observed_key="Invoice")
REFUND_RECEIPTS = _sales("refund_receipts", "RefundReceipt", REFUND_RECEIPT)
SALES = (INVOICES, ESTIMATES, CREDIT_NOTES, REFUND_RECEIPTS)
