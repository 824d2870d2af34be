"""Find what Daftra has no place for in a bill or bill refund, or would refuse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from daftra_client.types import UNSET

from ledgerspan.drafts import DocumentDraft
from ledgerspan.drafts.draft import currency_faults, day_faults
from ledgerspan.errors import FieldError
from ledgerspan.models import Document, Line

from .purchases_line_faults import changed_line_faults, is_record, line_faults
from .taxes_record import rate_of

_NOWHERE = ("reference", "due_date", "description", "discount", "discount_percent")
# A line without them would be given 1 and 0.
_NEVER_SILENT = ("quantity", "unit_price")
_LONGEST_NUMBER = 255


def draft_faults(draft: DocumentDraft) -> Iterator[FieldError]:
    """Yield the faults of a draft beside those that no provider would take."""
    for name in _NOWHERE:
        if getattr(draft, name):
            yield FieldError(name, f"a Daftra {draft.what} has no such field")
    if draft.number is not None:
        yield from _number_faults(draft.number)
    yield from _contact_faults(draft.contact)
    yield from _flag_faults(draft.is_draft)
    yield from line_faults(draft.lines)


def change_faults(changes: Mapping[str, Any]) -> Iterator[FieldError]:
    """Yield the faults of the values that an update is to write."""
    if "number" in changes:
        yield from _number_faults(changes["number"])
    if "date" in changes:
        yield from day_faults("date", changes["date"])
    if "currency" in changes:
        yield from currency_faults("currency", changes["currency"])
    if "contact" in changes:
        yield from _contact_faults(changes["contact"])
    if "is_draft" in changes:
        yield from _flag_faults(changes["is_draft"])
    if "lines" in changes:
        yield from changed_line_faults(changes["lines"])


def losses(record: Any, known: Document, changes: Mapping[str, Any]) -> Iterator[FieldError]:
    """Yield what an update would reset, because the record does not say it, or cannot keep."""
    if known.date is None and "date" not in changes:
        # PUT resets what is left out (quirk 6) and takes no empty date.
        yield FieldError(
            "date", "the record has no readable date and would be given today's: change it too"
        )
    if "lines" in changes:
        stored = {line.id for line in known.lines if line.id}
        for place, line in enumerate(changes["lines"]):
            if isinstance(line, Line) and line.id not in stored:
                yield FieldError(
                    f"lines[{place}]",
                    f"there is no line {line.id}: an update gives lines new ids, read it again",
                )
        return
    if record.purchase_order_item in (None, UNSET):
        # Published docs show none in refunds; what an update does to them nobody has shown.
        yield FieldError("lines", "a read does not show them and they may be lost: give them too")
    for place, item in enumerate(record.purchase_order_item or ()):
        for name in ("quantity", "unit_price", "discount", "tax1", "tax2"):
            value = getattr(item, name)
            is_silent = value in (None, UNSET) and name not in _NEVER_SILENT
            if not is_silent and rate_of(value) is None:
                yield FieldError(
                    f"lines[{place}].{name}", "is not readable and would be reset: give lines too"
                )


def _number_faults(number: object) -> Iterator[FieldError]:
    # None and "" would let the server give the document another number (observation 8).
    if not isinstance(number, str) or not 1 <= len(number) <= _LONGEST_NUMBER:
        yield FieldError(
            "number", f"a text of 1 to {_LONGEST_NUMBER} characters is needed, not {number!r}"
        )


def _contact_faults(contact: object) -> Iterator[FieldError]:
    if not is_record(contact):
        yield FieldError("contact", f"the id of a supplier, digits, is needed, not {contact!r}")


def _flag_faults(flag: object) -> Iterator[FieldError]:
    if not isinstance(flag, bool):
        yield FieldError("is_draft", f"True or False, not {flag!r}")
