"""Judge a write of a record with its rows, and store it: what v1 and v2 have in common."""

import re
import sqlite3
from collections.abc import Mapping
from typing import Any

from ledgerspan.sandbox.daftra.accept import Accepted, RefusedError, accept, stored_value
from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import Column, Stored, started
from ledgerspan.sandbox.daftra.table import Child, Draft, Table

_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")
_KEY = Column("id", "id")


class Writer:
    """Writes one record of `table`: a new one, or the one that is in `before`."""

    def __init__(
        self,
        table: Table,
        books: Books,
        before: sqlite3.Row | None = None,
        *,
        partial: bool = False,
    ) -> None:
        self._table = table
        self._books = books
        self._before = before
        self._partial = partial

    def judged(
        self, sent: Mapping[str, Any], accepted: Accepted, lines: Mapping[str, Any]
    ) -> Draft:
        """Give what is about to be stored, with the reasons against it.

        `accepted` is what became of `sent`; `lines` are the rows that came with it, by key.
        """
        draft = Draft(
            key=self._table.write_key,
            values=self._values(accepted.values),
            children={},
            sent=sent,
            before=self._before,
            partial=self._partial,
        )
        unknown = _unknown(self._books, self._table.columns, accepted.values)
        for member, reason in (*accepted.reasons.items(), *unknown.items()):
            draft.complain(member, reason)
        for child in self._table.children:
            if child.written and child.table.key in lines:
                self._read_rows(child, lines[child.table.key], draft)
        if not draft.reasons:
            self._require_unique(draft)
            self._table.rules.settle(draft, self._books)
        return draft

    def store(self, draft: Draft) -> int:
        """Store what was judged, and give its id; the caller holds the transaction."""
        records = self._books.records(self._table.path)
        if self._before is None:
            number = records.add(draft.values)
        else:
            number = self._before["id"]
            records.change(number, draft.values)
        for child in self._table.children:
            if child.table.key in draft.children:
                self._replace(child, number, draft.children[child.table.key])
        after = self._books.find(self._table.path, number)
        self._table.rules.follow(self._before, after, self._books)
        return number

    def _values(self, sent: Mapping[str, Stored]) -> dict[str, Stored]:
        """Give the whole row: what was sent, and what a create or the stored row has beside."""
        columns, books, before = self._table.columns, self._books, self._before
        currency, moment = books.company.currency, books.moment
        if before is None:
            return {**started(columns, currency, moment), **self._table.fixed, **sent}
        values: dict[str, Stored] = {column.name: before[column.name] for column in columns}
        if books.dialect == "observed" and not self._partial:
            # What never comes back cannot be sent back: it stays (nobody knows; we keep it).
            reset = [column for column in columns if column.access == "both"]
            values |= started(reset, currency, moment)
        if "modified" in values:
            values["modified"] = books.now
        return {**values, **sent}

    def _read_rows(self, child: Child, lines: Any, draft: Draft) -> None:
        key, books = child.table.key, self._books
        if not isinstance(lines, list):
            draft.complain(key, "must be a list of objects")
            return
        start = started(child.table.columns, books.company.currency, books.moment)
        draft.children[key] = []
        for index, line in enumerate(lines):
            if not isinstance(line, dict):
                draft.complain(key, f"line {index + 1} must be an object")
                continue
            # Lines are read back with ids and sent again with them: those do not count
            # (nobody knows what they do; unless they last, we give every line a new id).
            own = {*child.table.read_only, child.by}
            known = {name: value for name, value in line.items() if name not in own}
            accepted = accept(child.table.columns, known)
            unknown = _unknown(books, child.table.columns, accepted.values)
            for member, reason in {**accepted.reasons, **unknown}.items():
                draft.complain(member, reason, child=key, line=index)
            kept = self._kept(child, line, draft, index)
            draft.children[key].append({**(kept or start), **accepted.values})

    def _kept(
        self, child: Child, line: Mapping[str, Any], draft: Draft, index: int
    ) -> dict[str, Stored]:
        """Give the stored row that a line names by its id; nothing where it is a new one."""
        if not child.lasting:
            return {}
        try:
            number = stored_value(_KEY, line.get("id"))
        except RefusedError as refused:
            draft.complain("id", str(refused), child=child.table.key, line=index)
            return {}
        if not number:
            return {}
        row = self._books.find(child.table.path, number)
        if row is None or self._before is None or row[child.by] != self._before["id"]:
            draft.complain("id", "is no row of this record", child=child.table.key, line=index)
            return {}
        return {"id": row["id"], **{each.name: row[each.name] for each in child.table.columns}}

    def _replace(self, child: Child, number: int, lines: list[dict[str, Stored]]) -> None:
        """Replace the rows by those that were sent (published)."""
        records = self._books.records(child.table.path)
        kept = {line["id"] for line in lines if "id" in line}
        for row in records.matching(**{child.by: number}):
            if row["id"] not in kept:
                records.remove(id=row["id"])
        for line in lines:
            values = {**line, child.by: number}
            if "id" in line:
                records.change(int(line["id"] or 0), values)
            else:
                records.add(values)

    def _require_unique(self, draft: Draft) -> None:
        for column in self._table.columns:
            value = draft.values[column.name]
            if column.taken is None or value in (None, ""):
                continue
            for row in self._books.records(self._table.path).matching(**{column.name: value}):
                if self._before is None or row["id"] != self._before["id"]:
                    draft.complain(column.name, column.taken)


def _unknown(
    books: Books, columns: tuple[Column, ...], values: Mapping[str, Stored]
) -> dict[str, str]:
    """Give a reason against every id that names no record of this account."""
    return {
        column.name: f"is not a {_noun(books.table(column.refers))} of this account"
        for column in columns
        if column.refers and not column.loose
        if (value := values.get(column.name)) is not None
        if books.find(column.refers, value) is None
    }


def _noun(table: Table) -> str:
    return _CAPITAL.sub(" ", table.key).lower()
