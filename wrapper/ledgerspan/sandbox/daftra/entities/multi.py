"""Read several records and lists in one call: `POST /v2/api/multi-entity` (published).

How one read among others fails is published nowhere: here a missing record is null, an unknown
entity its `error` where that was observed, and a read that cannot be understood refuses them all.
"""

from typing import Any

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.entities.catalogue import shape_named
from ledgerspan.sandbox.daftra.entities.conditions import plain_conditions
from ledgerspan.sandbox.daftra.entities.operations import UNKNOWN, read_record, refused
from ledgerspan.sandbox.daftra.entities.paginator import Asked
from ledgerspan.sandbox.daftra.entities.queries import (
    MisshapenError,
    Read,
    Show,
    decode_reads,
)
from ledgerspan.sandbox.daftra.entities.records import EntityRecords
from ledgerspan.sandbox.daftra.entities.selection import page_of
from ledgerspan.sandbox.exactjson import MalformedJsonError
from ledgerspan.sandbox.exchange import Answer, Call, json_answer

_PATH = "/v2/api/multi-entity"


def read_several(books: Books, call: Call) -> Answer:
    """Answer every read under its alias, or its key; of two of one name the last stays."""
    try:
        reads = decode_reads(call.body)
    except MalformedJsonError:
        return refused(400, "The body is not valid JSON")
    except MisshapenError as misshapen:
        return refused(422, str(misshapen), misshapen.errors)
    unknown = {
        f"{index}.key": [UNKNOWN]
        for index, read in enumerate(reads)
        if shape_named(read.key, books) is None
    }
    if unknown and books.dialect == "documented":
        return refused(422, "The reads cannot be understood", unknown)
    return json_answer(200, {read.name: _result(read, books) for read in reads})


def _result(read: Read, books: Books) -> Any:
    shape = shape_named(read.key, books)
    if shape is None:
        return {"error": UNKNOWN}
    records = EntityRecords(books, shape)
    if isinstance(read, Show):
        return read_record(records, str(read.options), read.data_level)
    return page_of(
        records,
        plain_conditions(read.options),
        Asked(),
        level=read.data_level,
        path=_PATH,
    )
