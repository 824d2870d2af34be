"""Write seeded records by the rules that calls go through, so that figures agree from the start."""

from collections.abc import Mapping, Sequence
from typing import Any

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import Stored, started
from ledgerspan.sandbox.daftra.table import Draft, Table
from ledgerspan.sandbox.daftra.writer import Writer

Row = dict[str, Stored]


def write_by_rules(
    books: Books,
    path: str,
    values: Row,
    children: Mapping[str, Sequence[Row]] | None = None,
    sent: Mapping[str, Any] | None = None,
) -> int:
    """Store a record with its children, by key, and give its id; a refusal is a fault of ours.

    `sent` is what the rules alone read of a write, beside the values.
    """
    table = books.table(path)
    draft = Draft(
        key=table.key,
        values={**_started(books, table), **table.fixed, **values},
        children={
            child.table.key: [
                {**_started(books, child.table), **row} for row in children[child.table.key]
            ]
            for child in table.children
            if children and child.table.key in children
        },
        sent={**values, **(sent or {})},
        before=None,
    )
    table.rules.settle(draft, books)
    if draft.reasons:
        raise AssertionError(f"seeded {path} are refused: {draft.reasons}")
    return Writer(table, books).store(draft)


def _started(books: Books, table: Table) -> Row:
    return started(table.columns, books.company.currency, books.today)
