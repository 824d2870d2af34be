"""Journal entries: their lines inside on reads, beside on writes, and always balanced."""

from decimal import Decimal

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import (
    Column,
    Start,
    amount,
    currency,
    day,
    flag,
    reference,
    stamps,
    text,
)
from ledgerspan.sandbox.daftra.ledger import ROLES, total
from ledgerspan.sandbox.daftra.table import Child, Draft, Rules, Table

_SOURCES = (
    "invoice",
    "refund_receipt",
    "credit_note",
    "purchase_order",
    "purchase_refund",
    "invoice_sales_cost",
    "expense",
    "income",
    "invoice_payment",
    "purchase_order_payment",
    "stock_transaction",
    "stock_transfer",
    "treasury_transfer",
    "treasury_transfer_from",
    "treasury_transfer_to",
    "asset",
    "asset_deprecation",
    "asset_operation",
    "requisition",
)
_SIDES = ("debit", "credit")
_LINES = "JournalTransaction"


class JournalRules(Rules):
    """Debits equal credits, in the totals and in the lines (published)."""

    def settle(self, draft: Draft, books: Books) -> None:
        """Give the entry a number, complete its lines, and compare every total."""
        if draft.values["number"] in (None, ""):
            draft.values["number"] = _next_number(books)
        lines = draft.children.get(_LINES)
        if lines is not None:
            for line in lines:
                _complete(line, draft)
        elif draft.before is not None:
            stored = books.records("journal_transactions").matching(journal_id=draft.before["id"])
            lines = [{side: each[side] for side in _SIDES} for each in stored]
        if lines:
            _take_totals_of(lines, draft)
        debit, credit = (Decimal(draft.values[f"total_{side}"] or 0) for side in _SIDES)
        if debit != credit:
            draft.complain("total_debit", f"is {debit} and must equal total_credit, {credit}")
        for side in _SIDES:
            if draft.values[f"currency_{side}"] is None:
                draft.values[f"currency_{side}"] = draft.values[f"total_{side}"]


def _complete(line: dict[str, str | int | None], draft: Draft) -> None:
    """Give a line the amounts it left out, and the entry's currency at a rate of 1."""
    if line["currency_code"] is None:
        line["currency_code"] = draft.values["currency_code"]
    if line["currency_rate"] is None:
        line["currency_rate"] = "1"
    for side in _SIDES:
        line[side] = line[side] or "0"
        if line[f"currency_{side}"] is None:
            line[f"currency_{side}"] = line[side]


def _take_totals_of(lines: list[dict[str, str | int | None]], draft: Draft) -> None:
    """Set the totals to those of the lines; a total that says something else is refused."""
    for side in _SIDES:
        name = f"total_{side}"
        counted = total(str(line[side] or 0) for line in lines)
        named = draft.values[name] if draft.sent.get(name) is not None else None
        if named is not None and Decimal(named) != Decimal(counted):
            draft.complain(name, f"is {named}, and the lines add up to {counted}")
        draft.values[name] = counted


def _next_number(books: Books) -> str:
    numbered = books.records("journals").page(1, 0, order='CAST("number" AS INTEGER) DESC')
    last = str(numbered[0]["number"]) if numbered else ""
    return f"{int(last) + 1 if last.isdecimal() else 1:06d}"


_TRANSACTIONS = Table(
    "journal_transactions",
    _LINES,
    (
        Column("journal_id", "digits", access="read", refers="journals"),
        amount("debit", start="0"),
        amount("credit", start="0"),
        amount("currency_debit"),
        amount("currency_credit"),
        currency("currency_code"),
        amount("currency_rate"),
        Column("subkey", "text", choices=ROLES, empty=""),
        text("description"),
        Column("journal_account_id", "digits", empty="0", refers="journal_accounts"),
        text("alter_description"),
        *stamps(),
    ),
    order="id",
)
JOURNALS = Table(
    "journals",
    "Journal",
    (
        text("number", 255),
        reference("staff_id", "staff"),
        # Read-only by the docs; one code base sends it all the same, and we keep what it sends.
        day("date", start=Start.TODAY),
        text("name", 255),
        Column("entity_type", "text", choices=_SOURCES, empty=""),
        Column("entity_id", "digits", empty="0"),
        flag("is_automatic"),
        text("description"),
        amount("total_debit", start="0"),
        amount("total_credit", start="0"),
        currency("currency_code", start=Start.CURRENCY),
        amount("currency_credit"),
        amount("currency_debit"),
        text("alter_description"),
        *stamps(),
    ),
    children=(Child(_TRANSACTIONS, "journal_id"),),
    rules=JournalRules(),
)
