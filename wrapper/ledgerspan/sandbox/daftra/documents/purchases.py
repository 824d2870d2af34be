"""Purchase invoices and purchase refunds: one table, told apart by a code that nobody sees."""

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import View, reference, text
from ledgerspan.sandbox.daftra.documents import purchase_columns, sales_columns
from ledgerspan.sandbox.daftra.documents.embedded import purchase_relations, sales_line_extras
from ledgerspan.sandbox.daftra.documents.numbers import next_number
from ledgerspan.sandbox.daftra.documents.pricing import price_lines, stored_totals
from ledgerspan.sandbox.daftra.documents.snapshot import copy_party
from ledgerspan.sandbox.daftra.documents.totals import document_totals
from ledgerspan.sandbox.daftra.stock.causes import move_bought_goods
from ledgerspan.sandbox.daftra.table import Child, Draft, Rules, Table
from ledgerspan.sandbox.exactjson import plain_digits

_KEYWORDS = ("no", "supplier_business_name", "supplier_email")


class PurchaseRules(Rules):
    """What a purchase document works out; the published ones show no totals."""

    def __init__(self, path: str, *, relations: bool) -> None:
        self._path = path
        self._relations = relations

    def settle(self, draft: Draft, books: Books) -> None:
        """Complete the header, price the lines and number what is not a draft."""
        values = draft.values
        # Null asks for what a create starts with (the docs let both be null).
        values["draft"] = values["draft"] or 0
        values["currency_code"] = values["currency_code"] or books.company.currency
        copy_party(draft, books, "suppliers", "supplier_id", purchase_columns.SNAPSHOT)
        price_lines(draft, "PurchaseOrderItem", books)
        if not draft.reasons and not values["draft"] and not values["no"]:
            values["no"] = next_number(books, self._path)

    def follow(self, before: sqlite3.Row | None, after: sqlite3.Row | None, books: Books) -> None:
        """Total the document from its lines, sent now or before, and move its goods."""
        move_bought_goods(before, after, books)
        if after is None:
            return
        lines = books.records(PURCHASE_ITEMS.path).matching(purchase_order_id=after["id"])
        totals = document_totals([stored_totals(dict(line)) for line in lines])
        sums = {"summary_subtotal": totals.subtotal, "summary_total": totals.total}
        told = {name: plain_digits(amount) for name, amount in sums.items()}
        books.records(self._path).change(after["id"], told)

    def embedded(self, row: sqlite3.Row, view: View, books: Books) -> Mapping[str, Any]:
        """Give the related records of an invoice; a refund shows none (published)."""
        return purchase_relations(row, view, books) if self._relations else {}


class PurchaseLineRules(Rules):
    """What reads show of a line beside its columns."""

    def embedded(self, row: sqlite3.Row, view: View, books: Books) -> Mapping[str, Any]:
        """Give what a sales line gives."""
        return sales_line_extras(row, view, books)


PURCHASE_ITEMS = Table(
    "purchase_items",
    "PurchaseOrderItem",
    (
        reference("purchase_order_id"),
        text("org_name"),
        # The docs mark no member of these lines as required or as never null.
        *(replace(column, takes_null=True) for column in sales_columns.GOODS),
    ),
    rules=PurchaseLineRules(),
)


def _purchase(path: str, key: str, kind: int, *, relations: bool) -> Table:
    return Table(
        path,
        key,
        purchase_columns.HEADER,
        children=(
            Child(
                PURCHASE_ITEMS,
                by="purchase_order_id",
                views=("detail",) if relations else (),
            ),
        ),
        order="date DESC, id DESC",
        # Searched by one code base; which members it looks at is not known.
        filters={
            "keywords": "instr(lower("
            + " || ' ' || ".join(f"coalesce({name}, '')" for name in _KEYWORDS)
            + "), lower(?)) > 0"
        },
        sortable=True,
        rules=PurchaseRules(path, relations=relations),
        store="daftra_purchase_orders",
        fixed={"kind": kind},
    )


PURCHASE_INVOICES = _purchase("purchase_invoices", "PurchaseOrder", 0, relations=True)
PURCHASE_REFUNDS = _purchase("purchase_refunds", "PurchaseRefund", 6, relations=False)
PURCHASES = (PURCHASE_INVOICES, PURCHASE_REFUNDS)
