"""Translate between the flat members of v2 and the columns and rows that they are stored in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from sqlite3 import Row
from typing import Any

from ledgerspan.sandbox.daftra.accept import accept
from ledgerspan.sandbox.daftra.account_days import iso_day
from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import Column
from ledgerspan.sandbox.daftra.documents.sales import ESTIMATES, INVOICES, SALES
from ledgerspan.sandbox.daftra.entities.catalogue import SHAPES
from ledgerspan.sandbox.daftra.entities.shape import Relation, Shape
from ledgerspan.sandbox.daftra.table import Child, Draft, Reasons, Table
from ledgerspan.sandbox.daftra.writer import Writer

_PAYMENTS = "payment"
_NO_DAY = ("0000-00-00", "0000-00-00 00:00:00")


@dataclass(frozen=True, slots=True)
class Flat:
    """The members that a write of `shape` may send, stored in `table`."""

    shape: Shape
    table: Table

    def draft(self, writer: Writer, body: Mapping[str, Any], books: Books) -> Draft:
        """Judge a body: its members and the rows among them."""
        # What the table fixes, or the entity, is not for a caller to say.
        sent = _columns(self.shape, self.table, body, books)
        accepted = accept(self.table.columns, sent)
        values = {**accepted.values, **self.shape.where}
        return writer.judged(sent, replace(accepted, values=values), self._lines(body, books))

    def errors(self, reasons: Reasons) -> dict[str, list[str]]:
        """Name every reason after the member that it is against; of rows, after both."""
        relations = {child.table.key: relation.name for relation, child in self._children()}
        errors: dict[str, list[str]] = {}
        for key, members in reasons.items():
            for name, reason in members.items():
                member = relations.get(name, self.shape.renamed.get(name, name))
                if key != self.table.key:
                    member = f"{relations.get(key, key)}.{name}"
                errors[member] = [reason]
        return errors

    def _lines(self, body: Mapping[str, Any], books: Books) -> dict[str, Any]:
        """Give the rows that were sent among the members, under the keys of their tables."""
        lines: dict[str, Any] = {}
        for relation, child in self._children():
            sent = body.get(relation.name)
            if sent is None or self._drops(relation):
                continue
            inner = SHAPES[relation.entity]
            lines[child.table.key] = (
                [_line(inner, child.table, each, books) for each in sent]
                if isinstance(sent, list)
                else sent
            )
        return lines

    def _drops(self, relation: Relation) -> bool:
        # An estimate is owed by nobody: v1 drops payments sent with it, too.
        return self.table is ESTIMATES and relation.name == _PAYMENTS

    def _children(self) -> Iterator[tuple[Relation, Child]]:
        for relation in self.shape.relations:
            for child in self.table.children:
                stored = SHAPES[relation.entity].path
                if child.written and (child.table.path, child.by) == (stored, relation.by):
                    yield relation, child


def table_for(shape: Shape, before: Row | None, body: Mapping[str, Any], books: Books) -> Table:
    """Give the table to write to: `invoice` stands for every kind of sales document."""
    if shape.path != INVOICES.path:
        return books.table(shape.path)
    kind = str(body.get("type") if before is None else before["type"])
    return next((each for each in SALES if str(each.fixed.get("type")) == kind), INVOICES)


def _columns(shape: Shape, table: Table, body: Mapping[str, Any], books: Books) -> dict[str, Any]:
    names = {member: column for column, member in shape.renamed.items()}
    columns = {column.name: column for column in table.columns}
    sent: dict[str, Any] = {}
    for member, value in body.items():
        name = names.get(member, member)
        if member in shape.renamed or name == "id" or name in table.fixed:
            continue
        column = columns.get(name)
        sent[name] = value if column is None else _meant(column, value, shape, books)
    return sent


def _meant(column: Column, value: Any, shape: Shape, books: Books) -> Any:
    """Give what a value means to its column, where v2 writes it in another way."""
    if books.dialect == "observed" and value in _NO_DAY:
        # It is read so and may be sent back (observation 6); no text looks like it.
        return None
    if column.name in shape.writes.account_days:
        return iso_day(value, books)
    if column.name in (*shape.writes.loose, *shape.whole) and type(value) is int:
        return str(value)
    return value


def _line(shape: Shape, table: Table, line: Any, books: Books) -> Any:
    if not isinstance(line, dict):
        return line
    return {**_columns(shape, table, line, books), **({"id": line["id"]} if "id" in line else {})}
