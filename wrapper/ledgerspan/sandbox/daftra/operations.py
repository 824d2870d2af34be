"""List, get, create, update and delete the records of any table: from a call to an answer."""

import re
import sqlite3
from typing import Any

from ledgerspan.sandbox.daftra.accept import accept
from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.envelopes import created, done, failed, found, refused_write
from ledgerspan.sandbox.daftra.paging import OutOfRangeError, asked_page, pagination
from ledgerspan.sandbox.daftra.table import Condition, Draft, Table
from ledgerspan.sandbox.daftra.writer import Writer
from ledgerspan.sandbox.database import transaction
from ledgerspan.sandbox.exactjson import MalformedJsonError, read_json
from ledgerspan.sandbox.exchange import Answer, Call, json_answer

_ID = re.compile(r"[1-9][0-9]{0,18}")


class Operations:
    """The operations on one table; each takes the books of the calling company."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def list(self, books: Books, call: Call) -> Answer:
        """Answer a page. Parameters that are not known are ignored (observation 5)."""
        table = self.table
        try:
            asked = asked_page(call.parameters)
        except OutOfRangeError as out_of_range:
            return failed(400, str(out_of_range))
        conditions: list[Condition] = [
            (condition, (call.parameters[name],))
            for name, condition in table.filters.items()
            if name in call.parameters
        ]
        conditions += table.rules.narrow(call.parameters, books)
        records = books.records(table.path)
        total = records.count(conditions)
        order = _order(table, books)
        rows = []
        if asked.offset < total:
            rows = records.page(asked.limit, asked.offset, conditions, order)
        key = self._read_key(books)
        return json_answer(
            200,
            found(
                [{key: books.written(table.path, row, "list")} for row in rows],
                pagination(asked, total, books.dialect, call.origin, table.path),
                books.dialect,
            ),
        )

    def get(self, books: Books, call: Call) -> Answer:
        """Answer one record."""
        row = self._row(books, call)
        if row is None:
            return self._missing()
        record = {self._read_key(books): books.written(self.table.path, row, "detail")}
        return json_answer(200, found(record, None, books.dialect))

    def create(self, books: Books, call: Call) -> Answer:
        """Store a new record."""
        draft = self._draft(books, call, None)
        if isinstance(draft, Answer):
            return draft
        with transaction(books.connection):
            number = self.store(books, draft)
        return created(number, stored=True)

    def update(self, books: Books, call: Call) -> Answer:
        """Change a record. Observed, what is left out is reset (quirk 6); children stay."""
        row = self._row(books, call)
        if row is None:
            return self._missing()
        draft = self._draft(books, call, row)
        if isinstance(draft, Answer):
            return draft
        with transaction(books.connection):
            self.store(books, draft)
        return done()

    def delete(self, books: Books, call: Call) -> Answer:
        """Remove a record with its children, unless something refers to it (400, published)."""
        row = self._row(books, call)
        if row is None:
            return self._missing()
        referring = books.referring(self.table.path, row["id"])
        reason = self.table.rules.keeps(row, books)
        if referring is not None:
            reason = f"it still has transactions ({referring})"
        if reason is not None:
            return failed(400, f"{self.table.key} cannot be deleted: {reason}")
        with transaction(books.connection):
            for child in self.table.children:
                books.records(child.table.path).delete(books.now, **{child.by: row["id"]})
            books.records(self.table.path).delete(books.now, id=row["id"])
            self.table.rules.follow(row, None, books)
        return done()

    def _draft(self, books: Books, call: Call, before: sqlite3.Row | None) -> Draft | Answer:
        """Read the body of a write, or give the answer that refuses it."""
        try:
            body = self.body_of(call)
        except MalformedJsonError:
            return failed(400, "The body is not valid JSON")
        return self.drafted(books, body, before)

    def body_of(self, call: Call) -> Any:
        """Read the body of a write, in the shape that uniform resources take."""
        return read_json(call.body)

    def drafted(self, books: Books, body: Any, before: sqlite3.Row | None) -> Draft | Answer:
        """Judge the body of a write: the draft to store, or the answer that refuses it."""
        table, key = self.table, self.table.write_key
        sent = body.get(key) if isinstance(body, dict) else None
        if not isinstance(sent, dict):
            return self._empty(books)
        accepted = accept(table.columns, sent)
        if accepted.extra:
            extra = {key: dict.fromkeys(accepted.extra, "is read-only")}
            return refused_write(extra, books.dialect, extra=True)
        if any(
            child.written and child.table.key in sent and child.table.key not in body
            for child in table.children
        ):
            # Children go beside the model; inside it they empty it (observation 3).
            return self._empty(books)
        keys = {child.table.key for child in table.children} & body.keys()
        lines = {key: body[key] for key in keys}
        draft = Writer(table, books, before).judged(sent, accepted, lines)
        return refused_write(draft.reasons, books.dialect) if draft.reasons else draft

    def store(self, books: Books, draft: Draft) -> int:
        """Store a draft with what came along; give its id. The caller holds the transaction."""
        return Writer(self.table, books, draft.before).store(draft)

    def _row(self, books: Books, call: Call) -> sqlite3.Row | None:
        return books.find(self.table.path, path_number(call))

    def _read_key(self, books: Books) -> str:
        observed = self.table.observed_key if books.dialect == "observed" else ""
        return observed or self.table.key

    def _missing(self) -> Answer:
        return failed(404, f"{self.table.key} not found")

    def _empty(self, books: Books) -> Answer:
        key = self.table.write_key
        reasons = {key: {key: "send an object of this name"}}
        return refused_write(reasons, books.dialect, message=f"{key} is empty")


def path_number(call: Call) -> int | None:
    """Read the id in a path, with `.json` behind it or without; None where it is none."""
    text = call.path_id.removesuffix(".json")
    return int(text) if _ID.fullmatch(text) else None


def _order(table: Table, books: Books) -> str:
    """Give the order that `sort` and `direction` ask for; a sort alone ascends (observation 4)."""
    sort = books.parameters.get("sort")
    columns = {column.name: column for column in table.readable(books.dialect)}
    if not table.sortable or not (sort == "id" or sort in columns):
        return ""
    by = f'"{sort}"'
    if sort in columns and columns[sort].kind == "amount":
        by = f"CAST({by} AS REAL)"
    descending = books.parameters.get("direction", "").lower() == "desc"
    return f"{by} {'DESC' if descending else 'ASC'}, id"
