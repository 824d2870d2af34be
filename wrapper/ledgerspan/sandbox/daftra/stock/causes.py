"""What documents do to the stock (published): a final one moves goods, a draft moves none.

document           source   goods
invoice            2        out
purchase invoice   3        in, once they are received
credit note        4        in
refund receipt     6        in
purchase refund    7        out
"""

import sqlite3
from dataclasses import dataclass

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import Stored
from ledgerspan.sandbox.daftra.documents.pricing import decimal_of
from ledgerspan.sandbox.daftra.stock.movements import IN, OUT, move, take_back


@dataclass(frozen=True, slots=True)
class Cause:
    """A kind of document: its code as a source, where its lines are, and where its goods go."""

    source_type: int
    direction: int
    lines: str = "invoice_items"
    by: str = "invoice_id"
    when_received: bool = False


_PURCHASED = ("purchase_items", "purchase_order_id")
_SALES = {0: Cause(2, OUT), 5: Cause(4, IN), 6: Cause(6, IN)}
"""By `type`; estimates, debit notes and advance payments are no sources (published)."""
_PURCHASES = {0: Cause(3, IN, *_PURCHASED, when_received=True), 6: Cause(7, OUT, *_PURCHASED)}
"""By `kind`."""


def move_sold_goods(before: sqlite3.Row | None, after: sqlite3.Row | None, books: Books) -> None:
    """Bring the stock in line with a sales document."""
    document = after or before
    if document is not None and (cause := _SALES.get(document["type"])):
        _move(cause, document, books, gone=after is None)


def move_bought_goods(before: sqlite3.Row | None, after: sqlite3.Row | None, books: Books) -> None:
    """Bring the stock in line with a purchase document."""
    document = after or before
    if document is not None:
        _move(_PURCHASES[document["kind"]], document, books, gone=after is None)


def _move(cause: Cause, document: sqlite3.Row, books: Books, *, gone: bool) -> None:
    source: dict[str, Stored] = {"source_type": cause.source_type, "order_id": document["id"]}
    take_back(books, **source)
    if gone or document["draft"] or (cause.when_received and not document["is_received"]):
        return
    # The staff of a document may be anybody; that of a movement exists.
    staff = books.find("staff", document["staff_id"])
    for line in books.records(cause.lines).matching(**{cause.by: document["id"]}):
        values: dict[str, Stored] = {
            **source,
            "product_id": line["product_id"],
            "ref_id": line["id"],
            "date": books.now if document["date"] is None else f"{document['date']} 00:00:00",
            # Purchase documents name no store.
            "store_id": line["store_id"] or dict(document).get("store_id"),
            "price": line["unit_price"],
            "currency_code": document["currency_code"],
            "added_by": None if staff is None else staff["id"],
        }
        move(books, cause.direction, decimal_of(line["quantity"]), values)
