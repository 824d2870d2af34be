"""Turn drafts and changes into the body of a Daftra journal account.

PUT replaces the record (observation, quirk 6): an update sends every writable member as it stands.
The totals and `is_recalculated` are the server's, though the docs leave them writable.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from daftra_client import models as daftra

from ledgerspan.drafts import LedgerAccountDraft
from ledgerspan.drafts.draft import refuse_changes
from ledgerspan.errors import FieldError

from .kind import is_key, writable_fields

if TYPE_CHECKING:
    from daftra_client.models import JournalAccount, JournalAccountInput

CHANGES = ("name", "side_text", "code", "category", "is_active")
_LONGEST = 255
_SIDES = ("0", "1")
_SERVERS = ("total_debit", "total_credit", "is_recalculated")


def draft_input(draft: LedgerAccountDraft) -> JournalAccountInput:
    """Return the record that creates the draft; raises DraftError with all faults."""
    given = {name: value for name in CHANGES if (value := getattr(draft, name)) is not None}
    draft.require(_value_faults({"side_text": draft.side_text, **given}))
    return daftra.JournalAccountInput(**_members(given))


def changed_input(record: JournalAccount, changes: Mapping[str, Any]) -> JournalAccountInput:
    """Return what writes `record` with the changes over it; raises DraftError with all faults."""
    refuse_changes(changes, CHANGES, _value_faults(changes))
    skip = list(_SERVERS)
    if "category" in changes:
        # The categories above it are others then; the server knows them.
        skip.append("parent_cat_ids")
    if not record.entity_type or not record.entity_type.value:
        # "" means none and is no word of the enum that a write takes.
        skip.append("entity_type")
    kept = writable_fields(daftra.JournalAccountInput, record, skip=skip)
    return daftra.JournalAccountInput(**kept | _members(changes))


def _members(given: Mapping[str, Any]) -> dict[str, Any]:
    sent: dict[str, Any] = {name: given[name] for name in ("name", "code") if name in given}
    if "side_text" in given:
        sent["type_"] = daftra.LedgerNature(given["side_text"])
    if "category" in given:
        sent["journal_cat_id"] = None if given["category"] is None else int(given["category"])
    if "is_active" in given:
        sent["disabled"] = not given["is_active"]
    return sent


def _value_faults(values: Mapping[str, Any]) -> Iterator[FieldError]:
    for name in ("name", "code"):
        text = values.get(name)
        if isinstance(text, str) and len(text) > _LONGEST:
            yield FieldError(name, f"at most {_LONGEST} characters, not {len(text)}")
        elif text is not None and not isinstance(text, str):
            yield FieldError(name, f"a text is needed, not {text!r}")
    if "name" in values and not values["name"]:
        yield FieldError("name", "a ledger account has a name")
    if "side_text" in values and values["side_text"] not in _SIDES:
        yield FieldError(
            "side_text",
            f'"0" or "1", not {values["side_text"]!r}: copy that of an account of the same nature',
        )
    category = values.get("category")
    if category is not None and not is_key(category):
        yield FieldError("category", f"Daftra's ids are digits, not {category!r}")
    if "is_active" in values and not isinstance(values["is_active"], bool):
        yield FieldError("is_active", f"True or False, not {values['is_active']!r}")
