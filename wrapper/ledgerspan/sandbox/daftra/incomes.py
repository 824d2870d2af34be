"""Incomes and expenses: one table, told apart by `is_income`."""

from ledgerspan.sandbox.daftra.columns import (
    Column,
    Start,
    amount,
    currency,
    day,
    flag,
    reference,
    text,
)
from ledgerspan.sandbox.daftra.table import Table


def _tax(slot: int) -> tuple[Column, ...]:
    return (
        # An id that names no tax is kept: nobody has shown an income refused for it.
        Column(f"tax{slot}_id", "id", refers="taxes", loose=True),
        Column(f"tax{slot}_name", "text", longest=255),
        amount(f"tax{slot}_value"),
        amount(f"tax{slot}_amount", native_in=("detail",)),
        flag(f"tax{slot}_included", start=None),
    )


COLUMNS = (
    amount("amount", takes_null=False, start="0"),
    currency("currency_code", takes_null=False, start=Start.CURRENCY),
    text("vendor", 200),
    text("category", 200),
    day("date", takes_null=False, start=Start.TODAY),
    text("file", 200),
    text("note"),
    reference("client_id", "clients"),
    *_tax(1),
    *_tax(2),
    flag("is_income", access="read"),
    Column("attachments", "links", access="read", start="[]"),
)
INCOMES = Table(
    "incomes",
    "Income",
    COLUMNS,
    order="date DESC, id DESC",
    store="daftra_incomes",
    fixed={"is_income": 1},
)
EXPENSES = Table(
    "expenses",
    "Expense",
    COLUMNS,
    order="date DESC, id DESC",
    store="daftra_incomes",
    fixed={"is_income": 0},
)
