"""Turn drafts and changes into the body of a Daftra journal: the entry, and its lines beside it.

PUT replaces the record (observation, quirk 6): an update sends every writable member as it stands,
the lines included, with the changes laid over it.

The day is in no generated class: the docs call it read-only, while one code base sends it. It is
sent here too, since an entry of another day than was meant would be worse than a refusal.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from daftra_client import models as daftra
from daftra_client.types import UNSET

from ledgerspan.drafts import JournalEntryDraft, JournalLineDraft
from ledgerspan.drafts.draft import currency_faults, day_faults, refuse_changes
from ledgerspan.drafts.journal_line import lines_faults, total_of_side
from ledgerspan.errors import FieldError

from .kind import is_key, writable_fields

if TYPE_CHECKING:
    from daftra_client.models import Journal, JournalTransaction, JournalTransactionInput

CHANGES = ("date", "currency", "lines", "number", "name", "description")
_TEXTS = ("number", "name", "description")
_LONGEST = {"number": 255, "name": 255}


class Body(dict[str, Any]):
    """Be a request as JSON members, since one of them is in no generated class."""

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON members, as generated requests do."""
        return self


def draft_body(draft: JournalEntryDraft) -> Body:
    """Return the request that creates the draft; raises DraftError with all faults."""
    given = {name: getattr(draft, name) for name in CHANGES}
    # The draft itself has looked at its day, its currency and how its lines balance.
    draft.require([*_text_faults(given), *_key_faults(draft.lines)])
    sent = {name: value for name, value in given.items() if value is not None}
    lines = [_line(line, draft.currency) for line in draft.lines]
    # An entry that the system has not booked says so (published).
    members: dict[str, Any] = {"is_automatic": False, **_members(sent)}
    return _body(members, lines, draft.date)


def changed_body(
    record: Journal, day: datetime.date | None, changes: Mapping[str, Any], currency: str | None
) -> Body:
    """Return what writes `record`, of that day, with the changes over it.

    `currency` is that of the record, for new lines. Raises DraftError with all faults.
    """
    refuse_changes(changes, CHANGES, _change_faults(changes))
    # "" means none and is no word of the enum that a write takes.
    skip = () if record.entity_type and record.entity_type.value else ("entity_type",)
    members = writable_fields(daftra.JournalInput, record, skip=skip)
    lines = None
    if "lines" in changes:
        # What they were holds no longer; what they are the lines say, or the server.
        members |= {"currency_debit": None, "currency_credit": None}
        lines = [_line(line, changes.get("currency", currency)) for line in changes["lines"]]
    elif record.journal_transaction:
        lines = [_kept(line) for line in record.journal_transaction]
    return _body(members | _members(changes), lines, changes.get("date", day))


def _body(
    members: Mapping[str, Any],
    lines: list[JournalTransactionInput] | None,
    day: datetime.date | None,
) -> Body:
    request = daftra.JournalRequest(
        daftra.JournalInput(**members), UNSET if lines is None else lines
    )
    body = Body(request.to_dict())
    if day is not None:
        body["Journal"] = {"date": day.isoformat(), **body["Journal"]}
    return body


def _members(given: Mapping[str, Any]) -> dict[str, Any]:
    sent: dict[str, Any] = {name: given[name] for name in _TEXTS if name in given}
    if "currency" in given:
        sent["currency_code"] = given["currency"]
    if "lines" in given:
        sides = ["debit", "credit"]
        for side in sides:
            sent[f"total_{side}"] = total_of_side(given["lines"], side)
            if given["lines"][0].names_currency:
                sent[f"currency_{side}"] = total_of_side(given["lines"], f"currency_{side}")
    return sent


def _line(line: JournalLineDraft, currency: str | None) -> JournalTransactionInput:
    zero = Decimal(0)
    # Both sides are required by the docs: the other one is 0.
    sent: dict[str, Any] = {"debit": line.debit or zero, "credit": line.credit or zero}
    if line.names_currency:
        sent["currency_debit"] = line.currency_debit or zero
        sent["currency_credit"] = line.currency_credit or zero
    if line.exchange_rate is not None:
        sent["currency_rate"] = line.exchange_rate
    if line.description is not None:
        sent["description"] = line.description
    if currency is not None:
        sent["currency_code"] = currency
    return daftra.JournalTransactionInput(journal_account_id=int(line.account), **sent)


def _kept(line: JournalTransaction) -> JournalTransactionInput:
    skip = () if line.subkey and line.subkey.value else ("subkey",)
    return daftra.JournalTransactionInput(
        **writable_fields(daftra.JournalTransactionInput, line, skip=skip)
    )


def _change_faults(changes: Mapping[str, Any]) -> Iterator[FieldError]:
    yield from _text_faults(changes)
    if changes.get("date") is not None:
        yield from day_faults("date", changes["date"])
    if "currency" in changes:
        yield from currency_faults("currency", changes["currency"])
        if "lines" not in changes:
            yield FieldError("currency", "give lines too: they name their amounts in it")
    if "lines" in changes:
        yield from lines_faults(changes["lines"])
        yield from _key_faults(changes["lines"])


def _text_faults(values: Mapping[str, Any]) -> Iterator[FieldError]:
    for name in _TEXTS:
        text = values.get(name)
        if text is None:
            continue
        if not isinstance(text, str):
            yield FieldError(name, f"a text is needed, not {text!r}")
        elif len(text) > _LONGEST.get(name, len(text)):
            yield FieldError(name, f"at most {_LONGEST[name]} characters, not {len(text)}")


def _key_faults(lines: Any) -> Iterator[FieldError]:
    if not isinstance(lines, Sequence):
        return
    for place, line in enumerate(lines):
        account = getattr(line, "account", None)
        if isinstance(account, str) and account and not is_key(account):
            yield FieldError(f"lines[{place}].account", f"Daftra's ids are digits, not {account!r}")
