"""Notes on records of any kind. A create names the record in its path (published)."""

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import Start, code, moment, reference, text
from ledgerspan.sandbox.daftra.operating.subjects import CODES, subject_of
from ledgerspan.sandbox.daftra.table import Draft, Rules, Table


class NoteRules(Rules):
    """A note is on a record that exists."""

    def settle(self, draft: Draft, books: Books) -> None:
        """Require the record; an update that names none leaves the note where it is."""
        if draft.before is not None and draft.values["item_id"] is None:
            draft.values |= {name: draft.before[name] for name in ("item_type", "item_id")}
        subject = subject_of(draft.values["item_type"])
        item = draft.values["item_id"]
        if subject is not None and item is not None and subject.find(books, item) is None:
            draft.complain("item_id", f"names no {subject.words} of this account")


NOTES = Table(
    "notes",
    "Note",
    (
        code("item_type", *CODES),
        reference("item_id"),
        moment("date", takes_null=False, start=Start.NOW),
        reference("staff_id", "staff"),
        text("body"),
        reference("action_id", "follow_up_actions"),
        reference("status_id", "follow_up_statuses"),
    ),
    routes=("list", "get", "update", "delete"),
    rules=NoteRules(),
)
