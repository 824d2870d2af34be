"""Keep the incomes of the Daftra companies: every statement names its company."""

import sqlite3
from collections.abc import Mapping
from datetime import date

from ledgerspan.sandbox.daftra.accept import Stored
from ledgerspan.sandbox.daftra.columns import WRITABLE
from ledgerspan.sandbox.database import transaction

_NAMES = tuple(column.name for column in WRITABLE)
_LARGEST_ROW_ID = 2**63 - 1


class Incomes:
    """The incomes of one company."""

    def __init__(self, connection: sqlite3.Connection, company: int) -> None:
        self._connection = connection
        self._company = company

    def count(self) -> int:
        """Count them."""
        row = self._connection.execute(
            "SELECT count(*) FROM daftra_incomes WHERE company = ?", (self._company,)
        ).fetchone()
        return int(row[0])

    def page(self, limit: int, offset: int) -> list[sqlite3.Row]:
        """Give `limit` of them from `offset` on, newest first by (date, id)."""
        return self._connection.execute(
            "SELECT * FROM daftra_incomes WHERE company = ?"
            " ORDER BY date DESC, id DESC LIMIT ? OFFSET ?",
            (self._company, limit, offset),
        ).fetchall()

    def get(self, number: int) -> sqlite3.Row | None:
        """Give the one with this id."""
        if number > _LARGEST_ROW_ID:
            return None
        row: sqlite3.Row | None = self._connection.execute(
            "SELECT * FROM daftra_incomes WHERE company = ? AND id = ?", (self._company, number)
        ).fetchone()
        return row

    def knows_client(self, client_id: int) -> bool:
        """Tell whether the company has this client."""
        return (
            self._connection.execute(
                "SELECT 1 FROM daftra_clients WHERE company = ? AND id = ?",
                (self._company, client_id),
            ).fetchone()
            is not None
        )

    def add(self, values: Mapping[str, Stored]) -> int:
        """Store a new one and give its id."""
        names = ", ".join(("company", *values))
        marks = ", ".join("?" * (len(values) + 1))
        with transaction(self._connection):
            cursor = self._connection.execute(
                f"INSERT INTO daftra_incomes ({names}) VALUES ({marks})",  # noqa: S608 - our names
                (self._company, *values.values()),
            )
        if cursor.lastrowid is None:
            raise AssertionError("an insert gives a row id")
        return cursor.lastrowid

    def change(self, number: int, values: Mapping[str, Stored]) -> None:
        """Set `values` of the one with this id and leave the rest."""
        if not values:
            return
        assignments = ", ".join(f"{name} = ?" for name in values)
        with transaction(self._connection):
            self._connection.execute(
                f"UPDATE daftra_incomes SET {assignments}"  # noqa: S608 - our names
                " WHERE company = ? AND id = ?",
                (*values.values(), self._company, number),
            )

    def remove(self, number: int) -> None:
        """Delete the one with this id; its id is never given again."""
        with transaction(self._connection):
            self._connection.execute(
                "DELETE FROM daftra_incomes WHERE company = ? AND id = ?", (self._company, number)
            )


def completed(sent: Mapping[str, Stored], currency: str, today: date) -> dict[str, Stored]:
    """Give every writable column: what was sent, or what a create puts in its place."""
    defaults: dict[str, Stored] = dict.fromkeys(_NAMES)
    defaults.update(amount="0", currency_code=currency, date=today.isoformat())
    return {**defaults, **sent}


def without_zero_client(values: Mapping[str, Stored]) -> dict[str, Stored]:
    """Store "no client" as no client: the wire says 0 for it."""
    return {
        name: None if name == "client_id" and value == 0 else value
        for name, value in values.items()
    }
