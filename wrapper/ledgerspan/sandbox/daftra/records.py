"""Keep the records of one table of one company: every statement names its company."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ledgerspan.sandbox.daftra.columns import Stored, started
from ledgerspan.sandbox.daftra.table import Condition, Table

_LARGEST_ROW_ID = 2**63 - 1


class Records:
    """The records of one company in `table`; a caller that writes holds the transaction.

    Deleted records are none of them, unless `deleted` asks for those, too.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        company: int,
        table: Table,
        *,
        deleted: bool = False,
    ) -> None:
        self._connection = connection
        self._company = company
        self._table = table
        fixed = "".join(f' AND "{name}" = {value}' for name, value in table.fixed.items())
        living = "" if deleted else " AND deleted_at IS NULL"
        self._mine = f'"{table.stored_in}" WHERE company = ?{fixed}{living}'

    def count(self, conditions: Sequence[Condition] = ()) -> int:
        """Count those that meet all `conditions`."""
        where, values = self._where(conditions)
        row = self._connection.execute(
            f"SELECT count(*) FROM {where}",  # noqa: S608 - our names
            values,
        ).fetchone()
        return int(row[0])

    def page(
        self, limit: int, offset: int, conditions: Sequence[Condition] = (), order: str = ""
    ) -> list[sqlite3.Row]:
        """Give `limit` of those that meet all `conditions`, from `offset` on."""
        where, values = self._where(conditions)
        return self._connection.execute(
            f"SELECT * FROM {where}"  # noqa: S608 - our names
            f" ORDER BY {order or self._table.order} LIMIT ? OFFSET ?",
            (*values, limit, offset),
        ).fetchall()

    def get(self, number: int) -> sqlite3.Row | None:
        """Give the one with this id."""
        if number > _LARGEST_ROW_ID:
            return None
        row: sqlite3.Row | None = self._connection.execute(
            f"SELECT * FROM {self._mine} AND id = ?",  # noqa: S608 - our names
            (self._company, number),
        ).fetchone()
        return row

    def matching(self, **values: Stored) -> list[sqlite3.Row]:
        """Give those with these values, oldest first."""
        where, arguments = self._where([(f'"{name}" = ?', (values[name],)) for name in values])
        return self._connection.execute(
            f"SELECT * FROM {where} ORDER BY id",  # noqa: S608 - our names
            arguments,
        ).fetchall()

    def add(self, values: Mapping[str, Stored]) -> int:
        """Store a new one and give its id, which was never given before."""
        number = _next_id(self._connection, self._table.stored_in)
        _insert(
            self._connection,
            self._table,
            {"id": number, "company": self._company, **self._table.fixed, **values},
        )
        return number

    def change(self, number: int, values: Mapping[str, Stored]) -> None:
        """Set `values` of the one with this id and leave the rest."""
        if not values:
            return
        assignments = ", ".join(f'"{name}" = ?' for name in values)
        self._connection.execute(
            f'UPDATE "{self._table.stored_in}" SET {assignments}'  # noqa: S608 - our names
            " WHERE company = ? AND id = ?",
            (*values.values(), self._company, number),
        )

    def delete(self, moment: str, **values: Stored) -> None:
        """Mark those with these values as deleted at `moment`."""
        for row in self.matching(**values):
            self.change(row["id"], {"deleted_at": moment})

    def remove(self, **values: Stored) -> None:
        """Take those with these values out for good; their ids are never given again."""
        where, arguments = self._where([(f'"{name}" = ?', (values[name],)) for name in values])
        self._connection.execute(f"DELETE FROM {where}", arguments)  # noqa: S608 - our names

    def _where(self, conditions: Sequence[Condition]) -> tuple[str, tuple[Stored, ...]]:
        values: list[Stored] = [self._company]
        text = self._mine
        for condition, arguments in conditions:
            text += f" AND ({condition})"
            values += arguments
        return text, tuple(values)


def insert_rows(
    connection: sqlite3.Connection,
    table: Table,
    company: int,
    rows: Iterable[Mapping[str, Stored]],
    *,
    currency: str,
    today: date,
) -> None:
    """Insert seeded rows with ids of their own; what they leave out starts as in a create."""
    start = started(table.columns, currency, today)
    for row in rows:
        _insert(connection, table, {"company": company, **start, **table.fixed, **row})


def note_given_ids(connection: sqlite3.Connection, table: Table, before: int) -> None:
    """Remember the highest seeded id, of those below `before`, as given."""
    store = table.stored_in
    highest = connection.execute(
        f'SELECT coalesce(max(id), 0) FROM "{store}" WHERE id < ?',  # noqa: S608 - our names
        (before,),
    ).fetchone()[0]
    connection.execute("INSERT OR REPLACE INTO daftra_ids VALUES (?, ?)", (store, highest))


def _insert(connection: sqlite3.Connection, table: Table, row: Mapping[str, Stored]) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    connection.execute(
        f'INSERT INTO "{table.stored_in}" ({names}) VALUES ({marks})',  # noqa: S608 - our names
        tuple(row.values()),
    )


def _next_id(connection: sqlite3.Connection, store: str) -> int:
    row = connection.execute(
        "INSERT INTO daftra_ids VALUES (?, 1)"
        " ON CONFLICT (store) DO UPDATE SET given = given + 1 RETURNING given",
        (store,),
    ).fetchone()
    return int(row["given"])
