"""Turn drafts and changes into the header of a Daftra sales document.

PUT replaces the header: what is left out is reset (observation, quirk 6), so an update sends every
writable member as it stands, with the changes laid over it. Lines go beside it (`sales_line_body`).
Payments, custom fields and the other blocks are left out: only those that are sent are replaced
(published docs, "writes worth knowing").
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from daftra_client.types import UNSET

from ledgerspan.drafts.document import RefundDraft, SalesDraft
from ledgerspan.drafts.draft import (
    amount_faults,
    currency_faults,
    day_faults,
    discount_faults,
    is_day,
)
from ledgerspan.errors import FieldError

from .kind import is_key, writable_fields
from .sales_line_body import changed_line_faults, line_faults, unknown_line_faults

if TYPE_CHECKING:
    from daftra_client.models import SalesDocument

CHANGES = (
    "number", "reference", "date", "currency", "contact", "description", "lines", "discount",
    "discount_percent", "shipping", "is_draft",
)  # fmt: skip
# Only an invoice takes the days until it is due; a refund names the invoice that it is of.
INVOICE_CHANGES = (*CHANGES, "due_date")
REFUND_CHANGES = (*CHANGES, "invoice")

_ZERO = Decimal(0)
_TEXTS = {
    "number": ("no", 255),
    "reference": ("po_number", 255),
    "description": ("notes", 80_000),
}
# What the server works out, and days that are written anew because they are read as texts of any
# format. Of the two discounts only the one that is used is sent: they exclude each other.
_NOT_KEPT = (
    "type_", "payment_status", "client_id", "date", "issue_date", "date_format", "discount",
    "discount_amount",
)  # fmt: skip
_SNAPSHOT = (
    "client_business_name", "client_first_name", "client_last_name", "client_email",
    "client_address1", "client_address2", "client_postal_code", "client_city", "client_state",
    "client_country_code", "client_secondary_name", "client_secondary_address1",
    "client_secondary_address2", "client_secondary_city", "client_secondary_state",
    "client_secondary_postal_code", "client_secondary_country_code",
)  # fmt: skip


def draft_faults(draft: SalesDraft, known: tuple[str, ...]) -> Iterator[FieldError]:
    """Yield what Daftra has no place for, or would refuse."""
    one = f"a Daftra {draft.what}"
    if draft.due_date is not None and "due_date" not in known:
        yield FieldError("due_date", f"{one} has no such field to write")
    # The draft itself has looked at its currency, its amounts and its dates.
    yield from _text_faults({name: getattr(draft, name) for name in _TEXTS})
    yield from _key_faults("contact", draft.contact)
    if isinstance(draft, RefundDraft) and draft.invoice is not None:
        yield from _key_faults("invoice", draft.invoice)
    yield from line_faults(draft.lines)


def change_faults(changes: Mapping[str, Any]) -> Iterator[FieldError]:
    """Yield what is wrong with the values of an update."""
    yield from _text_faults(changes)
    if changes.get("number", "?") in (None, ""):
        # Without one the server gives the document another (observation 8).
        yield FieldError("number", "cannot be removed: the server would give it another")
    for name in ("date", "due_date"):
        if name in changes:
            yield from day_faults(name, changes[name])
    if "currency" in changes:
        yield from currency_faults("currency", changes["currency"])
    if "contact" in changes:
        yield from _key_faults("contact", changes["contact"])
    if changes.get("invoice") is not None:
        yield from _key_faults("invoice", changes["invoice"])
    yield from discount_faults(changes.get("discount"), changes.get("discount_percent"))
    if changes.get("shipping") is not None:
        yield from amount_faults("shipping", changes["shipping"], positive=False)
    if not isinstance(changes.get("is_draft", False), bool):
        yield FieldError("is_draft", f"True or False, not {changes['is_draft']!r}")
    if "lines" in changes:
        yield from changed_line_faults(changes["lines"])


def record_faults(
    record: SalesDocument, day: datetime.date | None, changes: Mapping[str, Any]
) -> Iterator[FieldError]:
    """Yield what a record lacks to be written again: PUT resets what is left out (quirk 6)."""
    stored, wanted = record.invoice_item or [], changes.get("lines")
    if wanted is not None:
        yield from unknown_line_faults(stored, wanted)
    elif not all(item.id for item in stored):
        yield FieldError("lines", "one of them could not be read and would be lost: give them all")
    if day is None and "date" not in changes:
        yield FieldError(
            "date", "the record has no readable date and would be given today's: change it too"
        )
    if not record.client_id and "contact" not in changes:
        yield FieldError("contact", "the record has no client, and Daftra requires one: give it")


def draft_header(shape: Any, draft: SalesDraft) -> Any:
    """Return the header that creates a draft; its faults are looked for before."""
    given = {name: getattr(draft, name) for name in CHANGES if name != "lines"}
    if isinstance(draft, RefundDraft):
        given["invoice"] = draft.invoice
    sent = _sent({name: value for name, value in given.items() if value is not None})
    if draft.due_date is not None:
        sent["due_after"] = (draft.due_date - draft.date).days
    return shape(**sent)


def changed_header(
    shape: Any, record: SalesDocument, day: datetime.date | None, changes: Mapping[str, Any]
) -> Any:
    """Return the header that writes `record`, of the day `day`, with the changes over it."""
    sent = kept_header(shape, record, day)
    if "contact" in changes and str(int(changes["contact"])) != str(record.client_id):
        # The name and address of the client before; null lets the server copy those of the new.
        sent |= dict.fromkeys(_SNAPSHOT)
    sent |= _sent({name: value for name, value in changes.items() if name != "lines"})
    if "due_date" in changes:
        sent["due_after"] = (changes["due_date"] - sent["date"]).days
    sent |= _discounts(record, changes)
    return shape(**sent)


def kept_header(shape: Any, record: SalesDocument, day: datetime.date | None) -> dict[str, Any]:
    """Return the writable members of a record as they stand."""
    kept = writable_fields(shape, record, skip=_NOT_KEPT)
    kept["client_id"] = record.client_id or UNSET
    if day is not None:
        kept["date"] = day
    issued = getattr(record, "issue_date", None)
    if issued and hasattr(shape, "issue_date") and is_written_day(issued):
        kept["issue_date"] = datetime.date.fromisoformat(issued[:10])
    if record.date_format and hasattr(shape, "date_format"):
        kept["date_format"] = str(record.date_format)
    for name in ("discount", "discount_amount"):
        if getattr(record, name):
            kept[name] = getattr(record, name)
    return kept


def is_written_day(text: str) -> bool:
    """Tell whether a text begins with a day in ISO that exists."""
    try:
        datetime.date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def due_faults(day: datetime.date | None, changes: Mapping[str, Any]) -> Iterator[FieldError]:
    """Yield the fault of a due date that lies before the day of its document."""
    due, start = changes.get("due_date"), changes.get("date", day)
    if is_day(due) and is_day(start) and due < start:
        yield FieldError("due_date", f"lies before date {start}")


def _sent(given: Mapping[str, Any]) -> dict[str, Any]:
    sent: dict[str, Any] = {
        theirs: given[ours]
        for ours, theirs in (
            *((ours, theirs) for ours, (theirs, _) in _TEXTS.items()),
            ("date", "date"),
            ("currency", "currency_code"),
            ("discount", "discount_amount"),
            ("discount_percent", "discount"),
            ("shipping", "shipping_amount"),
            ("is_draft", "draft"),
        )
        if ours in given
    }
    for ours, theirs in (("contact", "client_id"), ("invoice", "subscription_id")):
        if ours in given:
            sent[theirs] = None if given[ours] is None else int(given[ours])
    return sent


def _discounts(record: SalesDocument, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return both discounts where one changes: the one that is given takes the other's place."""
    sent = {}
    for ours, theirs, other in (
        ("discount", "discount_amount", "discount"),
        ("discount_percent", "discount", "discount_amount"),
    ):
        if ours in changes:
            # Nothing is sent as 0, which is how the server writes it: null is refused.
            sent[theirs] = changes[ours] or _ZERO
            if changes[ours] and getattr(record, other):
                sent[other] = _ZERO
    return sent


def _text_faults(values: Mapping[str, Any]) -> Iterator[FieldError]:
    for name, (_, longest) in _TEXTS.items():
        text = values.get(name)
        if text is not None and not isinstance(text, str):
            yield FieldError(name, f"a text is needed, not {text!r}")
        elif text is not None and len(text) > longest:
            yield FieldError(name, f"at most {longest} characters, not {len(text)}")


def _key_faults(name: str, key: object) -> Iterator[FieldError]:
    if not is_key(key):
        yield FieldError(name, f"Daftra's ids are digits, not {key!r}")
