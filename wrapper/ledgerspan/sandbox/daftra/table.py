"""A uniform v1 resource, described once: a `Table` of columns, and its own `Rules`.

    CLIENTS = Table("clients", "Client", (text("business_name", 100), ..., *stamps()),
                    sortable=True, rules=ClientRules())

`catalogue.TABLES` lists every table, and that is all there is to do: the sqlite table
(`tables.py`), the paths and methods (`operations.py`), the verdicts on a write (`accept.py`),
both dialects (`dialects.py`) and deletes refused while something refers to the record follow
from the description. Seeded rows go in with `records.insert_rows(connection, table, ...)`.

    GET    /{path}[.json]   list: paging, `filters`, `Rules.narrow`, `sort` where `sortable`
    POST   /{path}[.json]   create: 202 with the id
    GET    /{path}/{id}     get: children and `Rules.embedded` inside the model
    PUT    /{path}/{id}     update: observed, it replaces; documented, it changes what is sent
    DELETE /{path}/{id}     delete: 400 while a column of another table `refers` to the record

A table without routes has no path in v1. What v2 shows of its rows, and takes for them, is a shape
of its own (`entities/shape.py`).

What a write sends is judged member by member: a read-only member is `extra_data`, an unknown one
is ignored. `Rules.settle` then sees a `Draft`: the whole row about to be stored and the children
that were sent. It may set values and children, and `complain`; a draft with reasons is refused.
`Rules.follow` comes after the write, inside its transaction. Rules reach everything of their
company through `Books` (`books.py`): `find`, `records`, `written`, `company`, `today`, ...
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from ledgerspan.sandbox.daftra.columns import Column, Stored, View
from ledgerspan.sandbox.exchange import Dialect

if TYPE_CHECKING:
    from ledgerspan.sandbox.daftra.books import Books

Route = Literal["list", "get", "create", "update", "delete"]
EVERY_ROUTE: tuple[Route, ...] = ("list", "get", "create", "update", "delete")
READING: tuple[Route, ...] = ("list", "get")
Condition = tuple[str, tuple[Any, ...]]
"""An SQL condition with a `?` for each of its values."""
Reasons = dict[str, dict[str, str]]
"""Why a write is refused: model key, then member."""


@dataclass(slots=True)
class Draft:
    """A write before it is stored: the whole row, and the children that were sent, by key.

    `before` is the row that an update changes, None in a create; `sent` is the model object as
    it was sent, for rules that ask whether a member was named. What a `partial` update leaves out
    stays as it was, so that nothing has to be named again.
    """

    key: str
    values: dict[str, Stored]
    children: dict[str, list[dict[str, Stored]]]
    sent: Mapping[str, Any]
    before: sqlite3.Row | None
    partial: bool = False
    reasons: Reasons = field(default_factory=dict)

    def complain(self, member: str, reason: str, *, child: str = "", line: int = 0) -> None:
        """Refuse the write because of a member of the model, or of line `line` of `child`."""
        said = self.reasons.setdefault(child or self.key, {})
        said.setdefault(member, f"line {line + 1}: {reason}" if child else reason)


class Rules:
    """What a resource adds to its table; these rules add nothing."""

    def settle(self, draft: Draft, books: "Books") -> None:
        """Compute what the server computes, and complain; runs before every create and update."""

    def follow(self, before: sqlite3.Row | None, after: sqlite3.Row | None, books: "Books") -> None:
        """Bring other records in line: a create has no row before, a delete none after."""

    def narrow(self, parameters: Mapping[str, str], books: "Books") -> Sequence[Condition]:
        """Give conditions on a list that `Table.filters` cannot say."""
        del parameters, books
        return ()

    def computed(self, row: sqlite3.Row, books: "Books") -> Mapping[str, Stored]:
        """Give stored forms to read in place of those of the row's columns."""
        del row, books
        return {}

    def embedded(self, row: sqlite3.Row, view: View, books: "Books") -> Mapping[str, Any]:
        """Give more members of the model on reads, as they are written: related records."""
        del row, view, books
        return {}

    def keeps(self, row: sqlite3.Row, books: "Books") -> str | None:
        """Say why the record must not be deleted, if so; open references are seen to already."""
        del row, books
        return None


@dataclass(frozen=True, slots=True)
class Child:
    """Rows that belong to a record: inside the model on reads, beside it on writes.

    `by` is the column of `table` that holds the record's id. The key is that of `table`. Rows that
    are sent replace the stored ones; those that are `lasting` stay where their id is sent again.
    """

    table: "Table"
    by: str
    written: bool = True
    views: tuple[View, ...] = ("list", "detail")
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A resource: its path and the key that wraps its model (observation 7).

    `order` is the SQL order of a list that asks for none; `filters` maps a query parameter to a
    condition with one `?`, other parameters are ignored; `store` names the sqlite table where it
    is not `daftra_{path}`, and `fixed` tells apart the resources that share one;
    `observed_key` wraps observed reads where it is not `key` (quirk 17), and `written_key` wraps
    writes where it is not.
    """

    path: str
    key: str
    columns: tuple[Column, ...]
    children: tuple[Child, ...] = ()
    routes: tuple[Route, ...] = EVERY_ROUTE
    order: str = "id DESC"
    filters: Mapping[str, str] = field(default_factory=dict)
    sortable: bool = False
    rules: Rules = field(default_factory=Rules)
    store: str = ""
    fixed: Mapping[str, int] = field(default_factory=dict)
    observed_key: str = ""
    written_key: str = ""

    @property
    def stored_in(self) -> str:
        """The sqlite table."""
        return self.store or f"daftra_{self.path}"

    @property
    def write_key(self) -> str:
        """The key that wraps the model of a write."""
        return self.written_key or self.key

    def readable(self, dialect: Dialect) -> tuple[Column, ...]:
        """Give the columns that an answer names."""
        shown = {"both", "read", "seen"} if dialect == "observed" else {"both", "read"}
        return tuple(column for column in self.columns if column.access in shown)

    @property
    def read_only(self) -> frozenset[str]:
        """The members that a write must not name."""
        return frozenset({"id", *(each.name for each in self.columns if each.access == "read")})
