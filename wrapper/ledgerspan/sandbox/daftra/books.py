"""The books of one company during one call: every table, its records, and who calls."""

import sqlite3
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ledgerspan.sandbox.clock import moment_of
from ledgerspan.sandbox.companies import DaftraCompany
from ledgerspan.sandbox.daftra.columns import Stored, View, now
from ledgerspan.sandbox.daftra.dialects import documented_record, observed_record
from ledgerspan.sandbox.daftra.records import Records
from ledgerspan.sandbox.daftra.table import Table
from ledgerspan.sandbox.exchange import Dialect
from ledgerspan.sandbox.plan import Plan


class Books:
    """What rules and operations reach: `records("clients")`, `find("taxes", 3)`, `written(...)`.

    `parameters` are the query parameters of the call, `moment` is when it comes; what is seeded
    is written at the noon of the plan's day.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        tables: Mapping[str, Table],
        company: DaftraCompany,
        plan: Plan,
        parameters: Mapping[str, str],
        *,
        moment: datetime | None = None,
    ) -> None:
        self.connection = connection
        self.company = company
        self.parameters = parameters
        self.dialect: Dialect = plan.dialect
        self.moment = moment or moment_of(plan.clock)
        self.today: date = self.moment.date()
        self.now = now(self.moment)
        self._tables = tables

    def table(self, path: str) -> Table:
        """Give the table of `path`; those of children have a path of their own, too."""
        return self._tables[path]

    def records(self, path: str, *, deleted: bool = False) -> Records:
        """Give the company's records of a table; with `deleted` those that were deleted, too."""
        return Records(self.connection, self.company.number, self._tables[path], deleted=deleted)

    def find(self, path: str, number: Stored) -> sqlite3.Row | None:
        """Give a record by its id; none for an id of None."""
        return self.records(path).get(int(number)) if number is not None else None

    def written(self, path: str, row: sqlite3.Row, view: View) -> dict[str, Any]:
        """Write a row of a table in the dialect of the sandbox, with all that is inside it."""
        table = self._tables[path]
        values = {**row, **table.rules.computed(row, self)}
        columns = table.readable(self.dialect)
        record: dict[str, Any]
        if self.dialect == "documented":
            record = documented_record(columns, row["id"], values)
        else:
            record = observed_record(columns, row["id"], values, view, self.company.date_format)
        for child in table.children:
            if view in child.views:
                rows = self.records(child.table.path).matching(**{child.by: row["id"]})
                record[child.table.key] = [
                    self.written(child.table.path, each, view) for each in rows
                ]
        return {**record, **table.rules.embedded(row, view, self)}

    def referring(self, path: str, number: int) -> str | None:
        """Name the key of a record that refers to this one; its own children do not count."""
        own = {(child.table.path, child.by) for child in self._tables[path].children}
        for table in self._tables.values():
            for column in table.columns:
                if (
                    column.refers == path
                    and (table.path, column.name) not in own
                    and self.records(table.path).count([(f'"{column.name}" = ?', (number,))])
                ):
                    return table.key
        return None
