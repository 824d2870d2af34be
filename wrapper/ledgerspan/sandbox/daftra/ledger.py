"""The chart of accounts: categories that nest, and the accounts in them."""

import sqlite3
from collections.abc import Iterable, Mapping
from decimal import Decimal

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import (
    Column,
    Stored,
    amount,
    flag,
    moment,
    reference,
    stamps,
    text,
)
from ledgerspan.sandbox.daftra.table import Draft, Rules, Table
from ledgerspan.sandbox.exactjson import plain_digits

ROLES = (
    "client",
    "supplier",
    "income_tax",
    "outcome_tax",
    "treasury",
    "store",
    "income_category",
    "expense_category",
    "asset",
    "asset_deprecation",
    "asset_deprecation_expense",
    "staff_petty_cash",
)
# Two codes that the docs name and do not explain; we let 0 be the debit side.
_NATURES = ("0", "1")


class LedgerRules(Rules):
    """What categories and accounts have in common: ancestors, totals and system records."""

    def settle(self, draft: Draft, books: Books) -> None:
        """Keep a category from lying inside itself."""
        if draft.before is not None and draft.key == "JournalCat":
            above = _ancestors(draft.values["journal_cat_id"], books)
            if draft.before["id"] in above:
                draft.complain("journal_cat_id", "must not lie inside the category itself")

    def computed(self, row: sqlite3.Row, books: Books) -> Mapping[str, Stored]:
        """Give the totals of the lines, whatever a write said, and the categories above."""
        lines = [
            line
            for account in self._accounts(row, books)
            for line in books.records("journal_transactions").matching(journal_account_id=account)
        ]
        above = reversed(_ancestors(row["journal_cat_id"], books))
        return {
            "total_debit": total(line["debit"] for line in lines),
            "total_credit": total(line["credit"] for line in lines),
            "last_transaction_update": max((line["modified"] for line in lines), default=None),
            "parent_cat_ids": ",".join(map(str, above)),
        }

    def keeps(self, row: sqlite3.Row, books: Books) -> str | None:
        """Keep what the system made (observation 8)."""
        del books
        return "it belongs to the system" if row["is_system"] else None

    def _accounts(self, row: sqlite3.Row, books: Books) -> list[int]:
        del books
        return [row["id"]]


class CategoryRules(LedgerRules):
    """A category counts the lines of all accounts below it."""

    def _accounts(self, row: sqlite3.Row, books: Books) -> list[int]:
        accounts = books.records("journal_accounts").matching(journal_cat_id=row["id"])
        found = [account["id"] for account in accounts]
        for below in books.records("journal_cats").matching(journal_cat_id=row["id"]):
            found += self._accounts(below, books)
        return found


def total(amounts: Iterable[str | None]) -> str:
    """Add up stored amounts."""
    return plain_digits(sum((Decimal(each or 0) for each in amounts), Decimal(0)))


def _ancestors(number: Stored, books: Books) -> list[int]:
    """Give the category with this id and those above it, the nearest first."""
    above: list[int] = []
    row = books.find("journal_cats", number)
    while row is not None and row["id"] not in above:
        above.append(row["id"])
        row = books.find("journal_cats", row["journal_cat_id"])
    return above


_CODE = text("code", 255, taken="Code already exists")
_TYPE = Column("type", "text", choices=_NATURES, start="0")
_NAME = text("name", 255, takes_null=False, start="")
_PARENT = Column("journal_cat_id", "digits", empty="0", refers="journal_cats")
_ROLE = (
    Column("entity_type", "text", choices=ROLES, empty=""),
    Column("entity_id", "digits", empty="0"),
)
_TOTALS = (amount("total_debit"), amount("total_credit"))
_UPDATE = moment("last_transaction_update", access="read")
_SYSTEM = flag("is_system", access="hidden")

JOURNAL_CATS = Table(
    "journal_cats",
    "JournalCat",
    (
        _CODE,
        _NAME,
        flag("is_recalculated"),
        _UPDATE,
        *_ROLE,
        _PARENT,
        text("parent_cat_ids"),
        _TYPE,
        reference("staff_id", "staff"),
        *_TOTALS,
        flag("disabled"),
        text("color", 255, start=""),
        *stamps(),
        _SYSTEM,
    ),
    order="id",
    rules=CategoryRules(),
)
JOURNAL_ACCOUNTS = Table(
    "journal_accounts",
    "JournalAccount",
    (
        _PARENT,
        _CODE,
        _TYPE,
        reference("staff_id", "staff"),
        *_TOTALS,
        *_ROLE,
        _NAME,
        flag("is_recalculated"),
        _UPDATE,
        text("parent_cat_ids"),
        flag("disabled"),
        *stamps(),
        _SYSTEM,
    ),
    order="id",
    rules=LedgerRules(),
)
