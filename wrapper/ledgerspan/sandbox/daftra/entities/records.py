"""Read the records of an entity: their own members, and as deep as the level asks what belongs."""

import sqlite3
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Any

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import Column, Stored, View
from ledgerspan.sandbox.daftra.entities.catalogue import SHAPES
from ledgerspan.sandbox.daftra.entities.shape import Relation, Shape
from ledgerspan.sandbox.daftra.table import Condition

RELATED = 2
"""The level that brings direct relations; each one above brings those of the one before."""
_LARGEST_ID = 2**63
_ALL = -1


class EntityRecords:
    """The records of one entity of the calling company.

    Observed, the deleted ones are among them (observation 5), if they can be told by a
    `deleted_at`. Documented, and inside a record that is not deleted itself, they are not.
    """

    def __init__(self, books: Books, shape: Shape, *, deleted: bool | None = None) -> None:
        self._books = books
        self.shape = shape
        self._table = books.table(shape.path)
        if deleted is None:
            deleted = shape.deleted_at and books.dialect == "observed"
        self._records = books.records(shape.path, deleted=deleted)
        self._conditions: list[Condition] = [
            (f'"{name}" = ?', (value,)) for name, value in shape.where.items()
        ]

    @cached_property
    def members(self) -> dict[str, Column]:
        """The columns of the own members, by name."""
        return self.shape.members(self._table)

    @property
    def total(self) -> int:
        """How many there are."""
        return self._records.count(self._conditions)

    def stored(self, limit: int = _ALL, offset: int = 0) -> list[sqlite3.Row]:
        """Give rows, the newest first: no order is promised (observation 4)."""
        return self._records.page(limit, offset, self._conditions, order="id DESC")

    def find(self, number: Stored) -> sqlite3.Row | None:
        """Give the row with this id."""
        if number is None or not 0 < int(number) < _LARGEST_ID:
            return None
        row = self._records.get(int(number))
        fits = row is not None and all(
            row[name] == value for name, value in self.shape.where.items()
        )
        return row if fits else None

    def written(
        self,
        row: sqlite3.Row,
        level: int,
        include: Collection[str] = (),
        *,
        outer: str = "",
        view: View = "detail",
    ) -> dict[str, Any]:
        """Write a row; `include` names relations to bring at any level (observation 5).

        `outer` is the entity it stands in: what leads back there is left out.
        """
        values = self._values(row)
        record = {
            name: self.shape.written(column, values, self._books.dialect)
            for name, column in self.members.items()
        }
        if self.shape.extras is not None:
            record |= self.shape.extras(row, self._books, view)
        for relation in self.shape.relations:
            asked = level >= RELATED or relation.name in include
            if asked and relation.entity != outer:
                record[relation.name] = self._related(relation, row, level, view)
        return record

    def value(self, row: sqlite3.Row, member: str) -> Any:
        """Write one own member of a row."""
        column = self.members[member]
        return self.shape.written(column, self._values(row), self._books.dialect)

    def relation(self, name: str) -> Relation | None:
        """Give the relation of this name."""
        return next((each for each in self.shape.relations if each.name == name), None)

    def rows_of(self, relation: Relation, row: sqlite3.Row) -> Iterator[sqlite3.Row]:
        """Give the rows that a relation leads to."""
        # What was deleted with a record is still part of it.
        deleted = row["deleted_at"] is not None
        if relation.many or relation.first:
            matching = {relation.by: row["id"], **relation.also}
            path = self.related(relation).shape.path
            found = self._books.records(path, deleted=deleted).matching(**matching)
            yield from found[:1] if relation.first else found
        else:
            others = EntityRecords(self._books, SHAPES[relation.entity], deleted=deleted)
            if (other := others.find(row[relation.by])) is not None:
                yield other

    def related(self, relation: Relation) -> "EntityRecords":
        """Give the records of the entity that a relation leads to."""
        return EntityRecords(self._books, SHAPES[relation.entity])

    def _related(self, relation: Relation, row: sqlite3.Row, level: int, view: View) -> Any:
        others = self.related(relation)
        deeper = 1 if relation.leaf else level - 1
        found = [
            {
                name: value
                for name, value in others.written(other, deeper, outer=self.shape.entity).items()
                if name not in relation.without and (not relation.only or name in relation.only)
            }
            for other in self.rows_of(relation, row)
        ]
        if relation.many and not (relation.one_in_lists and view == "list"):
            return found
        if found:
            return found[0]
        # PHP writes an empty object as a list (observation, quirk 9).
        return [] if self._books.dialect == "observed" else None

    def _values(self, row: sqlite3.Row) -> dict[str, Stored]:
        return {**row, **self._table.rules.computed(row, self._books)}
