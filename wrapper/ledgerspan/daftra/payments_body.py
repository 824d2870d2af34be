"""Turn drafts and changes into the body of a Daftra payment, of an invoice or of a client.

PUT replaces the record: what is left out is reset (observation, quirk 6), so an update sends every
writable field of the record as it is, with the changes laid over it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from daftra_client import models as daftra

from ledgerspan.drafts import PaymentDraft
from ledgerspan.drafts.draft import amount_faults, currency_faults, day_faults, refuse_changes
from ledgerspan.drafts.payment import state_faults
from ledgerspan.errors import DraftError, FieldError
from ledgerspan.models import PaymentState

from .kind import is_key, writable_fields
from .payments_record import STATES

_NAMES = {
    "amount": "amount",
    "currency": "currency_code",
    "method": "payment_method",
    "reference": "transaction_id",
    "description": "notes",
}
_IDS = {"document": "invoice_id", "contact": "client_id", "account": "treasury_id"}
_CODES = {state: code for code, state in STATES.items()}
_LONGEST = {"method": 100, "reference": 100}
# Asked for, all of them, by quirk 12 and section 8 of the observation.
_WITHOUT = {
    "account": "name the treasury that the money goes to",
    "method": "name a payment method that is active in the account by its key, such as cash",
    "currency": "is needed: a payment without one opens a second ledger of the client",
}
_LASTING = ("date", "amount", "status", *_WITHOUT)

_SHARED = ("date", "amount", "currency", "method", "reference", "account", "status", "description")
# A payment stays one of an invoice, or one of a client.
CHANGES = {
    "document": ("document", *_SHARED),
    "contact": ("contact", *_SHARED),
}
_NO_DATE = FieldError(
    "date", "the record has no readable date and would be given today's: change the date too"
)


def draft_body(shape: Any, draft: PaymentDraft, settles: str) -> Any:
    """Return the record that creates the draft; raises DraftError with all faults.

    `settles` is "document" or "contact", whichever this path is for.
    """
    draft.require(tuple(_draft_faults(draft, settles)))
    given = {
        name: value for name in CHANGES[settles] if (value := getattr(draft, name)) is not None
    }
    return shape(**_told(given))


def changed_body(
    shape: Any, record: Any, known_day: datetime.date | None, changes: Mapping[str, Any]
) -> Any:
    """Return what writes `record`, which has the day `known_day`, with the changes over it."""
    sent = writable_fields(shape, record, skip=("date",)) | _told(changes)
    if known_day is not None and changes.get("date", known_day) == known_day:
        # A time behind the day stays; the site's own format, which no write takes, does not.
        text = record.date
        is_iso = isinstance(text, str) and text.startswith(known_day.isoformat())
        sent["date"] = text if is_iso else _moment(known_day)
    return shape(**sent)


def check_changes(changes: Mapping[str, Any], settles: str) -> None:
    """Raise DraftError for changes that cannot be made, before anything is read."""
    refuse_changes(changes, CHANGES[settles], _change_faults(changes, settles))


def require_day(known_day: datetime.date | None, changes: Mapping[str, Any]) -> None:
    """Raise DraftError where a write would date a record that has no date."""
    if known_day is None and changes.get("date") is None:
        raise DraftError("this change", (_NO_DATE,))


def _told(given: Mapping[str, Any]) -> dict[str, Any]:
    sent = {theirs: given[ours] for ours, theirs in _NAMES.items() if ours in given}
    for ours, theirs in _IDS.items():
        if ours in given:
            sent[theirs] = int(given[ours])
    if "date" in given:
        sent["date"] = _moment(given["date"])
    if "status" in given:
        sent["status"] = daftra.PaymentStatus(_CODES[PaymentState(given["status"])])
    return sent


def _moment(day: datetime.date) -> str:
    # As the server writes it back, so that what was sent and what is there can be compared.
    return f"{day.isoformat()} 00:00:00"


def _draft_faults(draft: PaymentDraft, settles: str) -> Iterator[FieldError]:
    if draft.document is None and draft.contact is None:
        yield FieldError("document", "give the invoice that it pays, or contact to pay on account")
    if draft.document is not None and draft.contact is not None:
        yield FieldError("contact", "the client of the invoice pays it: leave contact out")
    if draft.direction == "out":
        yield FieldError("direction", "Daftra's payments come in: money spent is an expense")
    if draft.transaction is not None:
        yield FieldError("transaction", "Daftra has no transactions: give account")
    for name, reason in _WITHOUT.items():
        if getattr(draft, name) is None:
            yield FieldError(name, reason)
    yield from _text_and_id_faults(
        {name: getattr(draft, name) for name in (settles, "account", "method", "reference")}
    )


def _change_faults(changes: Mapping[str, Any], settles: str) -> Iterator[FieldError]:
    for name in (*_LASTING, settles):
        if name in changes and changes[name] is None:
            yield FieldError(name, _WITHOUT.get(name, "cannot be removed"))
    given = {name: value for name, value in changes.items() if value is not None}
    if "date" in given:
        yield from day_faults("date", given["date"])
    if "amount" in given:
        yield from amount_faults("amount", given["amount"], positive=True)
    if "currency" in given:
        yield from currency_faults("currency", given["currency"])
    if "status" in given:
        yield from state_faults("status", given["status"])
    yield from _text_and_id_faults(given)


def _text_and_id_faults(values: Mapping[str, Any]) -> Iterator[FieldError]:
    for name in _IDS:
        identity = values.get(name)
        # An id of 0 is how Daftra writes that there is none.
        if identity is not None and (not is_key(identity) or not int(identity)):
            yield FieldError(name, f"Daftra's ids are digits, from 1 on, not {identity!r}")
    for name, longest in _LONGEST.items():
        text = values.get(name)
        if isinstance(text, str) and len(text) > longest:
            yield FieldError(name, f"at most {longest} characters, not {len(text)}")
    if values.get("method") == "":
        yield FieldError("method", _WITHOUT["method"])
