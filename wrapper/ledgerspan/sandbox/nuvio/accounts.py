"""Accounts: where money is. The balance follows the transactions."""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ledgerspan.sandbox.exactjson import plain_digits
from ledgerspan.sandbox.money import EXACT
from ledgerspan.sandbox.nuvio.account_kinds import BANK, MANUAL
from ledgerspan.sandbox.nuvio.dialects import number, present
from ledgerspan.sandbox.nuvio.members import CURRENCY, LIMIT
from ledgerspan.sandbox.nuvio.things import Columns, Things, Writing


class Accounts(Things):
    """Accounts. One made here is tracked by hand (published); we call it a bank account."""

    path, table, word = "accounts", "nuvio_accounts", "Account"

    def read(self, writing: Writing) -> Columns:
        """Read an account; a create must name it and its currency (published)."""
        members, old = writing.members, writing.old
        name = members.label("name", needed=writing.creates)
        currency = members.text("currency", pattern=CURRENCY, needed=writing.creates)
        # Two decimals are published; what happens to more is not, so they are kept.
        opening = members.number("openingBalance", least=-LIMIT)
        if old is not None and currency not in (None, old["currency"]) and self._used(old):
            # Nobody knows; another currency would turn the amounts into other money.
            writing.complaints.append("currency of an account with transactions cannot change")
        return {
            "name": writing.kept("name", name),
            "iban": members.text("iban", null=True),
            "currency": writing.kept("currency", currency),
            "opening_balance": plain_digits(opening or Decimal(0)),
            "type": writing.kept("type", None) or BANK,
            "integration_type": writing.kept("integration_type", None) or MANUAL,
        }

    def shown(self, rows: Sequence[sqlite3.Row]) -> list[dict[str, Any]]:
        """Write accounts with what is on them now."""
        dialect = self.plan.dialect
        moved = self._moved(rows[0]["company"])
        return [
            present(
                {
                    "id": row["id"],
                    "name": row["name"],
                    "iban": row["iban"],
                    "integrationType": row["integration_type"],
                    "currency": row["currency"],
                    "type": row["type"],
                    "openingBalance": number(row["opening_balance"], dialect),
                    "currentBalance": number(
                        plain_digits(EXACT.add(Decimal(row["opening_balance"]), moved[row["id"]])),
                        dialect,
                    ),
                },
                dialect,
            )
            for row in rows
        ]

    def _moved(self, company: int) -> dict[str, Decimal]:
        """Sum what came in less what went out, by account."""
        moved: dict[str, Decimal] = defaultdict(Decimal)
        for account, direction, amount in self.connection.execute(
            "SELECT account_id, transaction_type, amount FROM nuvio_transactions WHERE company = ?",
            (company,),
        ):
            change = EXACT.add if direction == "Money In" else EXACT.subtract
            moved[account] = change(moved[account], Decimal(amount))
        return moved

    def _used(self, account: sqlite3.Row) -> bool:
        query = "SELECT 1 FROM nuvio_transactions WHERE company = ? AND account_id = ? LIMIT 1"
        parameters = (account["company"], account["id"])
        return self.connection.execute(query, parameters).fetchone() is not None
