"""Invent movements and requisitions. Whatever moves, seeded products end with what they had."""

from datetime import date, timedelta
from decimal import Decimal

from ledgerspan.sandbox.daftra.columns import Stored
from ledgerspan.sandbox.daftra.documents.pricing import decimal_of
from ledgerspan.sandbox.daftra.seeds.goods import GOODS, STOCK, STORES
from ledgerspan.sandbox.daftra.seeds.sower import Sower
from ledgerspan.sandbox.daftra.seeds.writing import Row, write_by_rules
from ledgerspan.sandbox.daftra.stock.movements import IN, OUT
from ledgerspan.sandbox.daftra.stock.requisitions import LINES
from ledgerspan.sandbox.dice import DAYS, pick, seeded_day

# Type and status (published), and whether the goods go to the second store. The transfer waits: all
# that seeded products have lies in the first one.
_REQUISITIONS = ((1, 3, False), (2, 1, False), (3, 1, True), (2, 4, False), (2, 3, False))


def seed_opening_stock(sower: Sower) -> None:
    """Insert what lay there first, before the documents that move it."""
    before = sower.today - timedelta(days=DAYS + 1)
    for product in _tracked(sower):
        # What a product was made with did not move; here all of it did.
        sower.books.records("products").change(product, {"stock_balance": "0"})
        _move(sower, before, _opening(product))


def seed_stock(sower: Sower) -> None:
    """Insert requisitions of every state, a loss, and the count that ends it."""
    chance, tracked = sower.chance("stock"), _tracked(sower)
    main, second = sower.ids(STORES)
    for kind, status, moved in _REQUISITIONS:
        header: Row = {
            "type": kind,
            "status": status,
            "store_id": main,
            "to_store_id": second if moved else None,
            "date": seeded_day(chance, sower.today).isoformat(),
            "notes": pick(chance, ("", "Refill of the shop", "صرف مواد للورشة")),
        }
        line: Row = {
            "product_id": pick(chance, tracked),
            "quantity": str(pick(chance, range(1, 9))),
            "unit_price": "12.50",
            "lot": '["L-26-04"]' if moved else "[]",
        }
        write_by_rules(sower.books, "requisitions", header, {LINES: [line]})
    for product in tracked:
        _move(sower, seeded_day(chance, sower.today), _loss(product))
        row = sower.books.find("products", product)
        missing = Decimal(STOCK) - decimal_of(row["stock_balance"] if row else None)
        _move(sower, sower.today, _counted(product, missing))


def _opening(product: Stored) -> Row:
    return {
        "product_id": product,
        "transaction_type": IN,
        "quantity": "60",
        "notes": "Opening stock",
    }


def _loss(product: Stored) -> Row:
    return {
        "product_id": product,
        "transaction_type": OUT,
        "quantity": "2",
        "notes": "كسر أثناء النقل",
    }


def _counted(product: Stored, missing: Decimal) -> Row:
    return {
        "product_id": product,
        "transaction_type": IN if missing > 0 else OUT,
        "quantity": str(missing),
        "notes": "Stock count",
    }


def _move(sower: Sower, day: date, values: Row) -> None:
    moment = f"{day.isoformat()} 09:00:00"
    made: Row = {"date": moment, "created": moment, "modified": moment}
    write_by_rules(sower.books, "stock_transactions", {**made, **values})


def _tracked(sower: Sower) -> list[int]:
    """Give the tracked products that documents refer to; the others can be deleted."""
    sold = sower.ids(GOODS)[: GOODS // 2]
    rows = sower.books.records("products").matching(track_stock=1)
    return [row["id"] for row in rows if row["id"] in sold]
