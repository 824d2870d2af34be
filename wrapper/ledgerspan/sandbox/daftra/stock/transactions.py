"""Movements of stock: entered by hand, or caused by a document or a requisition."""

import sqlite3

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import (
    Start,
    amount,
    code,
    currency,
    flag,
    moment,
    reference,
    stamps,
    text,
)
from ledgerspan.sandbox.daftra.documents.pricing import decimal_of
from ledgerspan.sandbox.daftra.stock.movements import (
    IN,
    OUT,
    PATH,
    PROCESSED,
    change_stock,
    effect,
    note_balance,
    primary_store,
    signed,
)
from ledgerspan.sandbox.daftra.table import Draft, Rules, Table
from ledgerspan.sandbox.money import EXACT

_BY_HAND = 1
_CAUSED = "comes out of a document or a requisition"


class StockRules(Rules):
    """A movement changes the stock of its product; those with a cause are not changed by hand."""

    def settle(self, draft: Draft, books: Books) -> None:
        """Complete the movement, and give its quantity the sign of its direction."""
        values, before = draft.values, draft.before
        if before is not None and _is_caused(before):
            draft.complain("source_type", _CAUSED)
            return
        if values["date"] is None:
            values["date"] = books.now
        if values["store_id"] is None:
            values["store_id"] = primary_store(books)
        values["quantity"] = signed(decimal_of(values["quantity"]), values["transaction_type"])
        values["received_date"] = values["date"]
        product = books.find("products", values["product_id"])
        values["purchase_price"] = None if product is None else product["buy_price"]
        ignored_since = None if before is None else before["ignored_date"]
        values["ignored_date"] = (ignored_since or books.now) if values["ignored"] else None

    def follow(self, before: sqlite3.Row | None, after: sqlite3.Row | None, books: Books) -> None:
        """Take back what the movement did before, and do what it does now."""
        if before is not None:
            change_stock(books, before["product_id"], EXACT.minus(effect(before)))
        if after is not None:
            change_stock(books, after["product_id"], effect(after))
            note_balance(books, after)

    def keeps(self, row: sqlite3.Row, books: Books) -> str | None:
        """Refuse to delete a movement alone that something caused."""
        del books
        return f"it {_CAUSED}" if _is_caused(row) else None


def _is_caused(movement: sqlite3.Row) -> bool:
    return movement["order_id"] is not None or movement["requisition_id"] is not None


STOCK_TRANSACTIONS = Table(
    PATH,
    "StockTransaction",
    (
        reference("product_id", "products"),
        code("transaction_type", IN, OUT),
        reference("transaction_category_id", empty=None),
        code("source_type", access="read", start=_BY_HAND),
        moment("date", start=Start.NOW),
        reference("order_id", access="read"),
        reference("ref_id", access="read"),
        code("status", access="read", start=PROCESSED),
        moment("received_date", access="read"),
        amount("quantity", start="0"),
        currency("currency_code", takes_null=False, start=Start.CURRENCY),
        amount("price"),
        amount("price_without_tax"),
        reference("added_by", "staff"),
        flag("ignored"),
        moment("ignored_date", access="read"),
        amount("balance_to_date", access="read"),
        text("notes"),
        reference("stock_transfer_id"),
        reference("store_id", "stores"),
        text("description"),
        *stamps(),
        amount("discount"),
        amount("purchase_price", access="read"),
        text("purchase_order_ids", access="read"),
        reference("journal_account_id", access="read"),
        flag("fetch_from_raw"),
        # No published source is a requisition, so that reads do not show it.
        reference("requisition_id", access="hidden"),
    ),
    # Oldest first (observation 4).
    order="id",
    rules=StockRules(),
)
