"""Create and update records of v2: flat members in, `{message, id}` out (published).

    POST /entity/{entity}         a new record; of points and credits also a change, by its `id`
    PUT  /entity/{entity}/{id}    a change; the body repeats the id, and what it leaves out stays

No delete is documented: what v1 deletes is deleted here. Whether an update resets what it leaves
out nobody has said of v2. Members that are unknown or the server's own are ignored, so that a
record that was read can be sent back. One code base saw the whole record in answer to a create.
"""

import sqlite3
from collections.abc import Mapping
from sqlite3 import Row
from typing import Any

from ledgerspan.sandbox.daftra.accept import RefusedError, stored_value
from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.entities.catalogue import shape_named
from ledgerspan.sandbox.daftra.entities.flat import Flat, table_for
from ledgerspan.sandbox.daftra.entities.operations import (
    UNKNOWN,
    key_of,
    missing,
    refused,
)
from ledgerspan.sandbox.daftra.entities.records import EntityRecords
from ledgerspan.sandbox.daftra.entities.shape import KEY, Shape
from ledgerspan.sandbox.daftra.writer import Writer
from ledgerspan.sandbox.database import transaction
from ledgerspan.sandbox.exactjson import MalformedJsonError, read_json
from ledgerspan.sandbox.exchange import Answer, Call, json_answer

Body = dict[str, Any]


def create_record(books: Books, call: Call) -> Answer:
    """Store a new record, or change the one whose id is sent where that is how it is done."""
    shape = shape_named(call.named["entity"], books)
    if shape is None:
        return _unknown_entity()
    body = _body_of(call, shape)
    if isinstance(body, Answer):
        return body
    if not shape.writes.by_post or body["id"] is None:
        return _write(shape, books, None, body)
    row = EntityRecords(books, shape, deleted=False).find(body["id"])
    return missing() if row is None else _write(shape, books, row, body)


def update_record(books: Books, call: Call) -> Answer:
    """Change a record; a deleted one cannot be changed."""
    shape = shape_named(call.named["entity"], books)
    if shape is None:
        return _unknown_entity()
    row = EntityRecords(books, shape, deleted=False).find(key_of(call.path_id))
    if row is None:
        return missing()
    body = _body_of(call, shape)
    if isinstance(body, Answer):
        return body
    if body["id"] not in (None, row["id"]):
        return _not_saved(shape.writes.invalid, {"id": ["must be the id of the path"]})
    return _write(shape, books, row, body)


def _body_of(call: Call, shape: Shape) -> Body | Answer:
    """Read the members that are sent; `id` is a number or None."""
    try:
        body = read_json(call.body)
    except MalformedJsonError:
        return refused(400, "The body is not valid JSON")
    if not isinstance(body, dict):
        return _not_saved(422, {"body": ["must be an object"]})
    try:
        blank = shape.writes.blank_id and body.get("id") == ""
        sent = None if blank else stored_value(KEY, body.get("id"))
    except RefusedError as reason:
        return _not_saved(422, {"id": [str(reason)]})
    return {**body, "id": sent or None}


def _write(shape: Shape, books: Books, before: Row | None, body: Body) -> Answer:
    if shape.writes.inside:
        return _not_saved(422, {shape.entity: [f"is written inside its {shape.writes.inside}"]})
    flat = Flat(shape, table_for(shape, before, body, books))
    writer = Writer(flat.table, books, before, partial=before is not None)
    draft = flat.draft(writer, body, books)
    if draft.reasons:
        status = 422 if before is None else shape.writes.invalid
        return _not_saved(status, flat.errors(draft.reasons))
    try:
        with transaction(books.connection):
            number = writer.store(draft)
    except sqlite3.IntegrityError:
        # Rows that are left out go, and another record may refer to one (a bundle to a unit).
        return _not_saved(422, {shape.entity: ["a row that would go is in use"]})
    return json_answer(200, {"message": "Entity saved", "id": number}, stored=True)


def _unknown_entity() -> Answer:
    """Say that there is no such entity; what a write of one answers nobody has shown."""
    return refused(400, UNKNOWN)


def _not_saved(status: int, errors: Mapping[str, list[str]]) -> Answer:
    return refused(status, "Entity not saved", errors)
