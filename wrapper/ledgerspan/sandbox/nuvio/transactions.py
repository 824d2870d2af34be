"""Transactions: money that came to an account or left it, and what it paid for."""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ledgerspan.sandbox.exactjson import plain_digits
from ledgerspan.sandbox.money import EXACT
from ledgerspan.sandbox.nuvio.dialects import number, present
from ledgerspan.sandbox.nuvio.instants import timestamp_of
from ledgerspan.sandbox.nuvio.kinds import DIRECTIONS
from ledgerspan.sandbox.nuvio.things import Columns, Things, Writing

_MATCHES = """
SELECT m.*, d.id AS document_id, d.kind FROM nuvio_matches m
JOIN nuvio_documents d ON d.position = m.document
WHERE m.company = ?
"""

Rows = Sequence[sqlite3.Row]


class Transactions(Things):
    """Transactions of all accounts; each is in the currency of its account."""

    path, table, word = "transactions", "nuvio_transactions", "Transaction"
    # A fraction of a second comes after the second it belongs to.
    order = "rtrim(t.happened, 'Z') DESC, t.position DESC"

    @property
    def source(self) -> str:
        """With account and entity."""
        return (
            "SELECT t.*, a.name AS account_name, a.currency, e.code AS entity_code"
            " FROM nuvio_transactions t JOIN nuvio_accounts a ON a.id = t.account_id"
            " LEFT JOIN nuvio_entities e ON e.id = t.entity_id"
        )

    def read(self, writing: Writing) -> Columns:
        """Read a transaction: only text and entity can be left out, and the account is for good.

        What is required is not published; a transaction without a moment, an amount or a
        direction would have to be made up.
        """
        members, complaints = writing.members, writing.complaints
        account = members.uuid("accountId", needed=True) if writing.creates else None
        if account is not None:
            writing.catalogue.account(account, complaints)
        amount = members.number("amount", needed=writing.creates)
        direction = members.choice("transactionType", DIRECTIONS, needed=writing.creates)
        happened = writing.kept("happened", members.instant(needed=writing.creates))
        if writing.old is not None:
            complaints += self._broken_matches(writing.old, amount, direction)
        entity = members.named("matchingEntity")
        return {
            "account_id": writing.kept("account_id", account),
            "description": members.text("description", null=True),
            "happened": happened,
            "amount": writing.kept("amount", None if amount is None else plain_digits(amount)),
            "transaction_type": writing.kept("transaction_type", direction),
            "entity_id": writing.catalogue.entity("matching entity", entity, complaints),
        }

    def unmatched(self, row: sqlite3.Row) -> Decimal:
        """Give what is left of a transaction, in the currency of its account."""
        return EXACT.subtract(Decimal(row["amount"]), self._matched(row))

    def shown(self, rows: Rows) -> list[dict[str, Any]]:
        """Write transactions; the direction tells the sign of the amount, as in requests."""
        matches = self._matches(rows)
        return [self._written(row, matches[row["id"]]) for row in rows]

    def _written(self, row: sqlite3.Row, matches: Rows) -> dict[str, Any]:
        dialect = self.plan.dialect
        entity = {"id": row["entity_id"], "code": row["entity_code"]}
        written = {
            "id": row["id"],
            "accountId": row["account_id"],
            "accountName": row["account_name"],
            "description": row["description"],
            "transactionTimestamp": timestamp_of(row["happened"]),
            "transactionDate": row["happened"],
            "amount": number(row["amount"], dialect),
            "currency": row["currency"],
            "transactionType": row["transaction_type"],
            "matchedEntity": None if row["entity_id"] is None else present(entity, dialect),
            "matchedIncomes": self._paid_for(matches, "income", "invoiceId"),
            "matchedExpenses": self._paid_for(matches, "expense", "expenseId"),
        }
        return present(written, dialect)

    def _paid_for(self, matches: Rows, kind: str, member: str) -> list[dict[str, Any]]:
        """Write matches. Both ids are plain text or UUIDs in the docs; we give UUIDs."""
        return [
            {
                "id": match["id"],
                member: match["document_id"],
                "matchedAmount": number(match["taken"], self.plan.dialect),
            }
            for match in matches
            if match["kind"] == kind
        ]

    def _matches(self, rows: Rows) -> dict[str, list[sqlite3.Row]]:
        found: dict[str, list[sqlite3.Row]] = defaultdict(list)
        one = len(rows) == 1
        query = _MATCHES + (" AND m.transaction_id = ?" if one else "") + " ORDER BY m.position"
        parameters = (rows[0]["company"], *(row["id"] for row in rows if one))
        for match in self.connection.execute(query, parameters):
            found[match["transaction_id"]].append(match)
        return found

    def _matched(self, row: sqlite3.Row) -> Decimal:
        total = Decimal(0)
        for (amount,) in self.connection.execute(
            "SELECT taken FROM nuvio_matches WHERE company = ? AND transaction_id = ?",
            (row["company"], row["id"]),
        ):
            total = EXACT.add(total, Decimal(amount))
        return total

    def _broken_matches(
        self, old: sqlite3.Row, amount: Decimal | None, direction: str | None
    ) -> list[str]:
        """Complain about a change that what is matched forbids. Nobody knows; matches stay."""
        matched = self._matched(old)
        complaints: list[str] = []
        if amount is not None and amount < matched:
            complaints.append(f"amount must be at least what is matched, {matched:f}")
        if matched and direction not in (None, old["transaction_type"]):
            complaints.append("transactionType of a matched transaction cannot change")
        return complaints
