"""What v2 shows of a stored table: an entity of its own name, flat, with native values.

A `Shape` starts from the published members of the table. Members and relations that v2
pages or answers of running code name are told apart from it; of entities without a page of their
own nothing else is known.

                  v1 column                v2 member
whole numbers     id, digits, flag         number; flags are 0 and 1
amounts           amount                   number
no value          null, "", "0", ...       0 where v1 says "0", else null
no day            "0000-00-00"             observed the same, documented null
deleted records   gone                     observed there, with `deleted_at`; documented gone
"""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import Column, Stored, View
from ledgerspan.sandbox.daftra.table import Table
from ledgerspan.sandbox.exactjson import read_json
from ledgerspan.sandbox.exchange import Dialect

KEY = Column("id", "id")
_DELETED = Column("deleted_at", "moment")
_SHOWN = ("both", "read")
_NUMBERS = ("id", "digits", "flag")
_DAY = 10

Extras = Callable[[sqlite3.Row, Books, View], Mapping[str, Any]]
"""Members that no column holds as they are written; a list may have fewer."""
Envelope = Literal["bare", "payload", "v1"]
"""What stands around a record and a page: nothing and the paginator, or one of the two others that
the docs show."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A record, or the rows, that a deeper read brings along under `name`.

    `entity` names their shape. A to-one relation follows the column `by` of the record; with
    `many` or `first` it is the column of the rows that holds the record's id, and `also` are the
    other values that such rows have. `only` and `without` narrow what is shown of them. Relations
    of a relation come with the next level, unless it is a `leaf`. Of several a row of a list may
    show the first one alone, as an object (published of workflow records).
    """

    name: str
    entity: str
    by: str
    many: bool = False
    first: bool = False
    also: Mapping[str, Stored] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    leaf: bool = False
    one_in_lists: bool = False


def branch(name: str) -> Relation:
    """Give the branch of a record under `name`: the few members that the docs show of one."""
    shown = ("id", "name", "status", "created", "modified")
    return Relation(name, "branch", "branch_id", only=shown, leaf=True)


@dataclass(frozen=True, slots=True)
class Writes:
    """How an entity is written where it is not like the others.

    `account_days` are sent as the account writes days; `loose` are texts that may be sent as
    numbers; with `by_post` a POST that names an id updates that record; one that is written
    `inside` another is refused alone; `invalid` is the status of a refused update; a `blank_id` is
    an empty text for no id.
    """

    account_days: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    by_post: bool = False
    inside: str = ""
    invalid: int = 422
    blank_id: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """An entity over the table of `path`.

    `also` are columns that v1 does not read back, `without` those that v2 does not have;
    `renamed` maps a column to its member; `whole` are texts of v1 that are whole numbers here,
    `days` moments of v1 that are days here. `where` are the values that all its rows have. One that
    has no `deleted_at` cannot tell deleted rows from others: it never shows them.
    """

    entity: str
    path: str
    also: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    whole: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    where: Mapping[str, Stored] = field(default_factory=dict)
    deleted_at: bool = True
    extras: Extras | None = None
    envelope: Envelope = "bare"
    writes: Writes = Writes()

    def members(self, table: Table) -> dict[str, Column]:
        """Give the columns of the entity's own members, by the names they have here."""
        shown = {
            self.renamed.get(column.name, column.name): column
            for column in table.columns
            if column.name in self.also
            or (column.access in _SHOWN and column.name not in self.without)
        }
        return {"id": KEY, **shown, **({"deleted_at": _DELETED} if self.deleted_at else {})}

    def written(self, column: Column, values: Mapping[str, Stored], dialect: Dialect) -> Any:
        """Write the value of one member of a stored row."""
        value = values[column.name]
        if value is None:
            return _nothing(column, dialect)
        if column.name in self.whole:
            return int(value) if str(value).isdecimal() else None
        if column.name in self.days:
            return str(value)[:_DAY]
        if column.kind in _NUMBERS:
            return int(value)
        if column.kind == "amount":
            return None if value == "" else Decimal(value)
        return read_json(str(value).encode()) if column.kind == "links" else value


def _nothing(column: Column, dialect: Dialect) -> Any:
    if column.empty == "0":
        return 0
    dated = column.kind in ("date", "moment")
    return column.empty if dated and dialect == "observed" else None
