"""What is different about the calls of notes: where a create names the record, and reminders.

An appointment that is sent beside a note is made along with it, about the same record.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.envelopes import failed, refused_write
from ledgerspan.sandbox.daftra.operating.appointments import REMINDER, appointments_of
from ledgerspan.sandbox.daftra.operating.notes import NOTES
from ledgerspan.sandbox.daftra.operating.subjects import subject_named
from ledgerspan.sandbox.daftra.operations import Operations, path_number
from ledgerspan.sandbox.daftra.table import Draft
from ledgerspan.sandbox.exchange import Answer, Call


class NoteOperations(Operations):
    """The operations on notes."""

    def __init__(self) -> None:
        super().__init__(NOTES)

    def create(self, books: Books, call: Call) -> Answer:
        """Put a note on the record that the path names."""
        subject = subject_named(call.named["type"])
        if subject is None:
            return failed(404, "Invalid Endpoint")
        if subject.find(books, path_number(call)) is None:
            return failed(404, f"{subject.words.capitalize()} not found")
        return super().create(books, call)

    def body_of(self, call: Call) -> Any:
        """Read the body; what the path of a create says wins (which does nobody knows)."""
        body = super().body_of(call)
        note = body.get(NOTES.key) if isinstance(body, dict) else None
        subject = subject_named(call.named.get("type", ""))
        if subject is None or not isinstance(note, dict):
            return body
        return {
            **body,
            NOTES.key: {**note, "item_type": subject.code, "item_id": path_number(call)},
        }

    def drafted(self, books: Books, body: Any, before: sqlite3.Row | None) -> Draft | Answer:
        """Judge the note, and the appointment beside it."""
        draft = super().drafted(books, body, before)
        if isinstance(draft, Answer) or REMINDER not in body:
            return draft
        reminder = self._reminder(books, draft, body[REMINDER])
        if isinstance(reminder, Answer):
            return reminder
        draft.children[REMINDER] = [reminder.values]
        return draft

    def _reminder(self, books: Books, note: Draft, sent: Any) -> Draft | Answer:
        table = appointments_of(note.values["item_type"])
        if table is None:
            reason = "only clients, invoices, estimates and work orders have appointments"
            return refused_write({REMINDER: {"item_type": reason}}, books.dialect)
        if isinstance(sent, Mapping):
            sent = {**sent, "item_id": note.values["item_id"]}
        operations = Operations(replace(table, written_key=REMINDER))
        return operations.drafted(books, {REMINDER: sent}, None)

    def store(self, books: Books, draft: Draft) -> int:
        """Make the appointment, too. One that comes with an update is another (nobody knows)."""
        number = super().store(books, draft)
        table = appointments_of(draft.values["item_type"])
        if table is None:
            return number
        records = books.records(table.path)
        for values in draft.children.get(REMINDER, ()):
            made = records.add({**values, "post_id": number})
            table.rules.follow(None, records.get(made), books)
        return number
