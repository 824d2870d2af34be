"""Answer the reads of v2: one record, a list, and several of both in one call."""

import re
from collections.abc import Mapping
from typing import Any

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.entities.catalogue import shape_named
from ledgerspan.sandbox.daftra.entities.conditions import read_query
from ledgerspan.sandbox.daftra.entities.envelopes import wrapped_page, wrapped_record
from ledgerspan.sandbox.daftra.entities.paginator import UnreadablePageError, asked_page
from ledgerspan.sandbox.daftra.entities.records import EntityRecords
from ledgerspan.sandbox.daftra.entities.selection import page_of
from ledgerspan.sandbox.daftra.entities.workflows import is_workflow
from ledgerspan.sandbox.exchange import Answer, Call, Dialect, json_answer

OWN_MEMBERS = -1
"""What a read without a level is taken for, and `show` in its place: nobody has said what they
mean. v1 has -1 for the record alone, without what belongs to it."""
_LEVEL = re.compile(r"-1|[0-4]")
_ID = re.compile(r"[1-9][0-9]{0,18}")
UNKNOWN = "Entity Not exists"


def list_records(books: Books, call: Call) -> Answer:
    """Answer a page of an entity."""
    shape, level = shape_named(call.named["entity"], books), read_level(call.named.get("level"))
    if level is None:
        return refused(400, "The level must be a whole number from -1 to 4")
    if shape is None:
        return _unknown_entity(call.named["entity"], books.dialect)
    try:
        asked = asked_page(call.parameters)
    except UnreadablePageError as unreadable:
        return refused(400, str(unreadable))
    page = page_of(
        EntityRecords(books, shape),
        read_query(call.query),
        asked,
        level=level,
        path=call.path.removeprefix("/daftra"),
        include=_include(call.parameters),
    )
    return json_answer(200, wrapped_page(shape, page, asked, books.dialect))


def show_record(books: Books, call: Call) -> Answer:
    """Answer one record, bare."""
    shape, level = shape_named(call.named["entity"], books), read_level(call.named.get("level"))
    if level is None:
        return refused(400, "The level must be a whole number from -1 to 4, or show")
    if shape is None:
        return _unknown_entity(call.named["entity"], books.dialect)
    records = EntityRecords(books, shape)
    record = read_record(records, call.path_id, level, _include(call.parameters))
    return missing() if record is None else json_answer(200, wrapped_record(shape, record))


def read_record(
    records: EntityRecords, number: str, level: int, include: frozenset[str] = frozenset()
) -> dict[str, Any] | None:
    """Write the record with this id; None where there is none."""
    row = records.find(key_of(number))
    return None if row is None else records.written(row, level, include)


def key_of(text: str) -> int | None:
    """Read the id in a path; None where it is none."""
    return int(text) if _ID.fullmatch(text) else None


def read_level(text: str | None) -> int | None:
    """Read a level of a path; None where it is none."""
    if text in (None, "show"):
        return OWN_MEMBERS
    return int(text) if _LEVEL.fullmatch(text or "") else None


def refused(status: int, message: str, errors: Mapping[str, list[str]] | None = None) -> Answer:
    """Say no in the words of v2."""
    return json_answer(status, {"message": message, **({"errors": errors} if errors else {})})


def missing() -> Answer:
    """Say that there is no such record: 400, where v1 has 404 (published)."""
    return refused(400, "Record not found")


def _unknown_entity(entity: str, dialect: Dialect) -> Answer:
    """Say that there is no such entity: observed under status 200, published nowhere.

    It was seen on a read of a plain name. What a workflow that is not there answers is not known.
    """
    if dialect == "observed" and not is_workflow(entity):
        return json_answer(200, {"error": UNKNOWN})
    return refused(400, UNKNOWN)


def _include(parameters: Mapping[str, str]) -> frozenset[str]:
    return frozenset(parameters.get("include", "").split(","))
