"""Taxes, and the treasuries that money lies in."""

import sqlite3
from collections.abc import Mapping

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import (
    Column,
    Stored,
    amount,
    code,
    currency,
    flag,
    reference,
    stamps,
    text,
)
from ledgerspan.sandbox.daftra.table import Rules, Table


class TaxRules(Rules):
    """A tax repeats its id as `tax_id` (published; what else it could be nobody knows)."""

    def computed(self, row: sqlite3.Row, books: Books) -> Mapping[str, Stored]:
        """Give the `tax_id`."""
        del books
        return {"tax_id": row["id"]}


TAXES = Table(
    "taxes",
    "Tax",
    (
        Column("tax_id", "id", access="read"),
        text("name", takes_null=False, start=""),
        amount("value", takes_null=False, start="0"),
        text("description"),
        flag("included"),
        *stamps(),
    ),
    order="id",
    rules=TaxRules(),
)
TREASURIES = Table(
    "treasuries",
    "Treasury",
    (
        reference("staff_id", "staff"),
        text("name", 255),
        code("type", 1, 3, start=3),
        text("type_name", empty=None),
        text("type_account_number", empty=None),
        flag("active", start=1),
        flag("is_primary"),
        # Blank for the main treasury, which has the account's own (observation 8).
        currency("currency_code", access="seen"),
        text("description"),
        *stamps(),
        # A number or null, in lists too (observation 6).
        amount("balance", access="read", native_in=("list", "detail")),
    ),
    order="id",
)
