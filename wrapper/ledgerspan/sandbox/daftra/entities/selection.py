"""Choose the rows of an entity that a query wants, in its order, and write one page of them."""

import sqlite3
from collections.abc import Collection, Iterator
from typing import Any

from ledgerspan.sandbox.daftra.entities.conditions import Condition, Wanted
from ledgerspan.sandbox.daftra.entities.matching import meets
from ledgerspan.sandbox.daftra.entities.paginator import Asked, paginator
from ledgerspan.sandbox.daftra.entities.records import EntityRecords


def page_of(
    records: EntityRecords,
    wanted: Wanted,
    asked: Asked,
    *,
    level: int,
    path: str,
    include: Collection[str] = (),
) -> dict[str, Any]:
    """Write the page that is asked for."""
    if wanted == Wanted():
        # Nothing but the page has to be read: a list of thousands stays as quick as a short one.
        total = records.total
        size = min(asked.size, total)
        shown = records.stored(size, asked.offset) if asked.offset < total else []
    else:
        rows = chosen(records, wanted)
        total = len(rows)
        shown = rows[asked.offset : asked.offset + asked.size]
    return paginator(
        [records.written(row, level, include, view="list") for row in shown], asked, total, path
    )


def chosen(records: EntityRecords, wanted: Wanted) -> list[sqlite3.Row]:
    """Give the rows that meet every condition and one of the alternatives, in order.

    What names no member of the entity is ignored (observation 5), alternatives too.
    """
    rows = records.stored()
    every = [each for each in wanted.every if _is_known(records, each.member)]
    either = [each for each in wanted.either if _is_known(records, each.member)]
    if every or either:
        rows = [
            row
            for row in rows
            if all(_holds(records, row, each) for each in every)
            and (not either or any(_holds(records, row, each) for each in either))
        ]
    for member, descending in reversed(wanted.order):
        if member in records.members:
            # A database puts what is not there below everything else.
            rows.sort(key=lambda row: _rank(records.value(row, member)), reverse=descending)
    return rows


def _is_known(records: EntityRecords, name: str) -> bool:
    relation_name, dot, member = name.partition(".")
    if not dot:
        return name in records.members
    relation = records.relation(relation_name)
    return relation is not None and member in records.related(relation).members


def _holds(records: EntityRecords, row: sqlite3.Row, condition: Condition) -> bool:
    return any(meets(condition, value) for value in _values(records, row, condition.member))


def _values(records: EntityRecords, row: sqlite3.Row, name: str) -> Iterator[Any]:
    """Give the values of a member: of the row itself, or of the rows a relation leads to."""
    relation_name, dot, member = name.partition(".")
    relation = records.relation(relation_name) if dot else None
    if relation is None:
        yield records.value(row, name)
        return
    others = records.related(relation)
    for other in records.rows_of(relation, row):
        yield others.value(other, member)


def _rank(value: Any) -> tuple[bool, Any]:
    return (False, 0) if value is None else (True, value)
