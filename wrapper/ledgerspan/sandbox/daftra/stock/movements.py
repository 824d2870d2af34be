"""Move goods: write the movements that documents cause, and keep the stock of products in step.

The stock of a product is what it was made with and all that moved since, `ignored` movements left
out. By hand anything can be moved; documents and requisitions move tracked products only.
"""

import sqlite3
from collections.abc import Mapping
from decimal import Decimal

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import Stored, started
from ledgerspan.sandbox.daftra.documents.pricing import decimal_of
from ledgerspan.sandbox.exactjson import plain_digits
from ledgerspan.sandbox.money import EXACT

IN, OUT = 1, 2
PROCESSED, TRANSFER = 4, 5
PATH = "stock_transactions"
_UNIT = Decimal("0.00001")
"""Quantities arrive with five decimals (observed)."""


def signed(quantity: Decimal, direction: Stored) -> str:
    """Write a quantity as it is stored: less than nothing where goods go out (observed)."""
    size = EXACT.copy_abs(quantity)
    if size == EXACT.quantize(size, _UNIT):
        size = EXACT.quantize(size, _UNIT)
    return plain_digits(EXACT.minus(size) if direction == OUT else size)


def effect(movement: sqlite3.Row) -> Decimal:
    """Say what a movement adds to the stock of its product."""
    return Decimal(0) if movement["ignored"] else decimal_of(movement["quantity"])


def change_stock(books: Books, product: Stored, quantity: Decimal) -> None:
    """Add to the stock of a product, if there is one."""
    row = books.find("products", product)
    if row is not None:
        stock = EXACT.add(decimal_of(row["stock_balance"]), quantity)
        books.records("products").change(row["id"], {"stock_balance": plain_digits(stock)})


def note_balance(books: Books, movement: sqlite3.Row) -> None:
    """Keep the stock that a movement leaves behind; later changes of it are not told there."""
    product = books.find("products", movement["product_id"])
    stock = None if product is None else product["stock_balance"]
    books.records(PATH).change(movement["id"], {"balance_to_date": stock})


def move(books: Books, direction: int, quantity: Decimal, values: Mapping[str, Stored]) -> None:
    """Write a movement of `values["product_id"]`, where its stock is tracked.

    Less than nothing moves the other way.
    """
    product = books.find("products", values["product_id"])
    if product is None or not product["track_stock"]:
        return
    if quantity < 0:
        direction = IN if direction == OUT else OUT
    records = books.records(PATH)
    number = records.add(
        {
            **started(books.table(PATH).columns, books.company.currency, books.today),
            "transaction_type": direction,
            "quantity": signed(quantity, direction),
            "purchase_price": product["buy_price"],
            "received_date": values["date"],
            "store_id": primary_store(books),
            **{name: value for name, value in values.items() if value is not None},
        }
    )
    movement = records.get(number)
    if movement is None:
        raise AssertionError("what was written is found")
    change_stock(books, movement["product_id"], effect(movement))
    note_balance(books, movement)


def take_back(books: Books, **values: Stored) -> None:
    """Undo the movements with these values."""
    records = books.records(PATH)
    for movement in records.matching(**values):
        change_stock(books, movement["product_id"], EXACT.minus(effect(movement)))
    records.remove(**values)


def primary_store(books: Books) -> Stored:
    """Give the store of what names none: the primary one (published)."""
    stores = books.records("stores").page(1, 0, order='"primary" DESC, id')
    return stores[0]["id"] if stores else None


def stock_by_store(books: Books, product: sqlite3.Row) -> dict[int, Decimal]:
    """Say how much of a product lies in each store; what never moved lies in the first one."""
    levels: dict[int, Decimal] = {}
    for movement in books.records(PATH).matching(product_id=product["id"]):
        store = movement["store_id"]
        if store is not None:
            levels[store] = EXACT.add(levels.get(store, Decimal(0)), effect(movement))
    first = primary_store(books)
    if isinstance(first, int):
        rest = decimal_of(product["stock_balance"])
        for store, level in levels.items():
            rest = EXACT.subtract(rest, level) if store != first else rest
        levels[first] = rest
    return dict(sorted(levels.items()))
