"""Say how entries of the journal are spoken to: journals with their JournalTransactions there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from daftra_client.api import journals

from ledgerspan.drafts import JournalEntryDraft, JournalLineDraft
from ledgerspan.drafts.journal_line import total_of_side
from ledgerspan.errors import FieldError
from ledgerspan.models import JournalEntry, JournalLine, Origin

from .journal_entries_body import CHANGES, changed_body, draft_body
from .journal_entries_record import FIELDS, journal_entries_of
from .kind import Dates, Kind


class JournalEntryKind(Kind[JournalEntry, JournalEntryDraft]):
    """Speak to journals. No filter of their list is documented: days are compared on arrival.

    Whether an entry that the system booked (`is_automatic`) can be changed or deleted is in no
    document, so nothing is refused here; what it stands for and its marks are kept.
    """

    shape = JournalEntry
    name = "journal_entries"
    one = "journal entry"
    path = "/api2/journals"
    model = "Journal"
    key = "journal"
    api = journals
    verbs: Mapping[str, str] = {
        "list": "list_journals",
        **{verb: f"{verb}_journal" for verb in ("get", "create", "update", "delete")},
    }
    fields = FIELDS
    writable = CHANGES

    def normalize(self, records: Sequence[Any], origin: Origin, dates: Dates) -> list[JournalEntry]:
        """Turn records into the common model."""
        return journal_entries_of(records, origin, dates.read)

    def request_of(self, draft: JournalEntryDraft) -> Any:
        """Return the body that creates a draft."""
        return draft_body(draft)

    def changed_request(
        self, record: Any, known: JournalEntry | None, changes: Mapping[str, Any]
    ) -> Any:
        """Return the body that writes a record with changes over it."""
        if known is None:
            return changed_body(record, None, changes, None)
        return changed_body(record, known.date, changes, known.currency)

    def not_kept(self, record: JournalEntry, asked: Mapping[str, Any]) -> Iterator[FieldError]:
        """Yield the day, if it is another one: the docs call it read-only."""
        day = asked.get("date")
        if day is not None and record.date != day:
            yield FieldError("date", f"{day} was sent, and it is {record.date}")

    def has_changes(
        self, record: Any, known: JournalEntry, changes: Mapping[str, Any]
    ) -> bool | None:
        """Tell whether a record shows the changes; what the server adds to a line is no matter."""
        given = dict(changes)
        lines = given.pop("lines", None)
        if lines is not None and not _are_same_lines(known.lines, lines):
            return False
        if "currency" in given and given.pop("currency") != known.currency:
            return False
        return super().has_changes(record, known, given)

    def is_near(self, record: JournalEntry, draft: JournalEntryDraft) -> bool:
        """Tell whether a record has the total and the accounts of a draft, in their order.

        The day is not looked at: it may not have been kept.
        """
        return record.total_debit == total_of_side(draft.lines, "debit") and [
            line.account and line.account.id for line in record.lines
        ] == [str(int(line.account)) for line in draft.lines]

    def is_same(self, record: JournalEntry, draft: JournalEntryDraft) -> bool:
        """Tell whether a record has all values of a draft."""
        return (
            _are_same_lines(record.lines, draft.lines)
            and record.currency == draft.currency
            and (draft.date is None or record.date == draft.date)
            and (draft.number is None or record.number == draft.number)
            and (draft.name or None) == record.name
            and (draft.description or None) == record.description
        )


def _are_same_lines(lines: Sequence[JournalLine], drafts: Sequence[JournalLineDraft]) -> bool:
    return len(lines) == len(drafts) and all(map(_is_same_line, lines, drafts))


def _is_same_line(line: JournalLine, draft: JournalLineDraft) -> bool:
    return (
        (line.account and line.account.id) == str(int(draft.account))
        and (line.debit or 0) == (draft.debit or 0)
        and (line.credit or 0) == (draft.credit or 0)
        and (draft.description or None) == line.description
        and all(
            getattr(draft, name) in (None, getattr(line, name))
            for name in ("currency_debit", "currency_credit", "exchange_rate")
        )
    )


JOURNAL_ENTRIES = JournalEntryKind()
