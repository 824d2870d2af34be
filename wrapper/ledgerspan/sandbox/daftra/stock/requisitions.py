"""Requisitions: goods that enter a store, leave it or move to another, once they are accepted.

Nobody has published what becomes of the goods of one that is changed or deleted: here they are
taken back.
"""

import sqlite3
from collections.abc import Mapping
from typing import Any

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import (
    Column,
    Start,
    Stored,
    View,
    amount,
    day,
    digits,
    reference,
    stamps,
    text,
)
from ledgerspan.sandbox.daftra.documents.numbers import next_number
from ledgerspan.sandbox.daftra.documents.pricing import decimal_of
from ledgerspan.sandbox.daftra.operating.branches import MAIN
from ledgerspan.sandbox.daftra.stock.movements import (
    IN,
    OUT,
    TRANSFER,
    move,
    primary_store,
    take_back,
)
from ledgerspan.sandbox.daftra.table import Child, Draft, Rules, Table

_INBOUND, _OUTBOUND, _MOVING = 1, 2, 3
"""Codes of `type` (published)."""
_BY_HAND = {_INBOUND: 1, _OUTBOUND: 2, _MOVING: 8}
"""The `order_type` of a requisition that no document asked for, by its type (published)."""
_SALES_ORDER = 25
_PENDING, _ACCEPTED, _REJECTED = 1, 3, 4
"""Codes of `status` (published; the docs call the first one under delivery)."""
_BY_TRANSFER = 5
LINES = "RequisitionItem"


class RequisitionRules(Rules):
    """A requisition is numbered, and an accepted one moves its goods."""

    def settle(self, draft: Draft, books: Books) -> None:
        """Complete the header and name the lines after their products."""
        values = draft.values
        starts: dict[str, Stored] = {
            "status": _PENDING,
            "date": books.today.isoformat(),
            "currency_code": books.company.currency,
            "store_id": primary_store(books),
            "order_type": _BY_HAND.get(int(values["type"] or 0)),
        }
        for name, start in starts.items():
            values[name] = values[name] or start
        for line in draft.children.get(LINES, ()):
            product = books.find("products", line["product_id"])
            if not line["item"] and product is not None:
                line["item"] = product["name"]
        if not draft.reasons and not values["number"]:
            values["number"] = next_number(books, REQUISITIONS.path, "number")

    def follow(self, before: sqlite3.Row | None, after: sqlite3.Row | None, books: Books) -> None:
        """Take back the goods that moved, and move them anew."""
        if before is not None:
            take_back(books, requisition_id=before["id"])
        if after is not None and after["status"] == _ACCEPTED:
            for line in books.records(_ITEMS.path).matching(requisition_id=after["id"]):
                _move(books, after, line)

    def embedded(self, row: sqlite3.Row, view: View, books: Books) -> Mapping[str, Any]:
        """Write the key as text (published), and on single reads the lines, which show no key."""
        lines = books.records(_ITEMS.path).matching(requisition_id=row["id"])
        written = [books.written(_ITEMS.path, line, view) for line in lines]
        inside = [{name: line[name] for name in line if name != "id"} for line in written]
        return {"id": str(row["id"]), **({LINES: inside} if view == "detail" else {})}


def _move(books: Books, requisition: sqlite3.Row, line: sqlite3.Row) -> None:
    """Move the goods of a line; a transfer without a destination moves nothing."""
    values: dict[str, Stored] = {
        "requisition_id": requisition["id"],
        "product_id": line["product_id"],
        "date": f"{requisition['date']} 00:00:00",
        "price": line["unit_price"],
        "currency_code": requisition["currency_code"],
        "store_id": requisition["store_id"],
    }
    quantity = decimal_of(line["quantity"])
    if requisition["type"] == _INBOUND:
        move(books, IN, quantity, values)
    elif requisition["type"] == _OUTBOUND:
        move(books, OUT, quantity, values)
    elif requisition["type"] == _MOVING and requisition["to_store_id"]:
        values |= {
            "source_type": _BY_TRANSFER,
            "status": TRANSFER,
            "stock_transfer_id": requisition["id"],
        }
        move(books, OUT, quantity, values)
        move(books, IN, quantity, {**values, "store_id": requisition["to_store_id"]})


_ITEMS = Table(
    "requisition_items",
    LINES,
    (
        reference("requisition_id", "requisitions", access="hidden"),
        text("item"),
        reference("product_id", "products"),
        text("org_name"),
        amount("unit_price"),
        amount("quantity"),
        *(Column(name, "links", start="[]") for name in ("lot", "expiry_date", "serials")),
    ),
    order="id",
)
REQUISITIONS = Table(
    "requisitions",
    "Requisition",
    (
        text("number"),
        day("date", start=Start.TODAY),
        digits("type", _INBOUND, _OUTBOUND, _MOVING),
        digits("order_type", *_BY_HAND.values(), _SALES_ORDER),
        digits("status", _PENDING, _ACCEPTED, _REJECTED, start=_PENDING),
        digits("store_id", refers="stores", empty="0"),
        digits("to_store_id", refers="stores", empty="0"),
        text("currency_code", start=Start.CURRENCY),
        digits("staff_id", access="read", refers="staff", empty="0"),
        digits("journal_account_id", refers="journal_accounts", empty="0"),
        digits("order_id", access="read", empty="0"),
        digits("branch_id", access="read", start=MAIN, empty="0"),
        text("notes"),
        *stamps(),
        # The docs do not read it back.
        reference("work_order_id", "work_orders", access="write"),
    ),
    children=(Child(_ITEMS, "requisition_id", views=()),),
    rules=RequisitionRules(),
)
