"""Turn drafts and changes into the body of a Daftra treasury.

PUT replaces the record (observation, quirk 6), so an update sends every writable field as it is
with the changes laid over it. The docs require name and type; nobody has shown how to set the
currency, and the balance follows what is booked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from daftra_client import models as daftra

from ledgerspan.drafts import AccountDraft
from ledgerspan.drafts.account import account_kind_faults, flag_faults, name_faults
from ledgerspan.drafts.draft import refuse_changes
from ledgerspan.errors import FieldError
from ledgerspan.models import AccountKind

from .accounts_record import KINDS
from .kind import writable_fields

CHANGES = ("name", "kind", "number", "bank_name", "description", "is_active", "is_primary")

_NAMES = {
    "name": "name",
    "number": "type_account_number",
    "bank_name": "type_name",
    "description": "description",
    "is_active": "active",
    "is_primary": "is_primary",
}
_CODES = {kind: code for code, kind in KINDS.items()}
_LONGEST_NAME = 255
_OF_BANKS = ("number", "bank_name")
_KIND_NEEDED = FieldError("kind", "AccountKind.BANK or AccountKind.CASH is needed")


def draft_body(draft: AccountDraft) -> daftra.TreasuryInput:
    """Return the record that creates the draft; raises DraftError with all faults."""
    draft.require(tuple(_draft_faults(draft)))
    return daftra.TreasuryInput(
        **_told({name: value for name in CHANGES if (value := getattr(draft, name)) is not None})
    )


def changed_body(record: Any, changes: Mapping[str, Any]) -> daftra.TreasuryInput:
    """Return what writes `record` with the changes over it."""
    refuse_changes(changes, CHANGES, _change_faults(changes))
    kept = writable_fields(daftra.TreasuryInput, record)
    return daftra.TreasuryInput(**kept | _told(changes))


def _told(given: Mapping[str, Any]) -> dict[str, Any]:
    sent = {theirs: given[ours] for ours, theirs in _NAMES.items() if ours in given}
    if "kind" in given:
        sent["type_"] = daftra.TreasuryType(_CODES[AccountKind(given["kind"])])
    return sent


def _draft_faults(draft: AccountDraft) -> Iterator[FieldError]:
    if draft.kind is None:
        yield _KIND_NEEDED
    if draft.currency is not None:
        yield FieldError("currency", "cannot be set through Daftra's API: leave it out")
    if draft.opening_balance is not None:
        yield FieldError("opening_balance", "a Daftra account has none: book the money that is in")
    for name in _OF_BANKS:
        if getattr(draft, name) and draft.kind == AccountKind.CASH:
            yield FieldError(name, "only a bank account has one")
    yield from _length_faults(draft.name)


def _change_faults(changes: Mapping[str, Any]) -> Iterator[FieldError]:
    if "name" in changes:
        yield from name_faults("name", changes["name"])
        yield from _length_faults(changes["name"])
    if "kind" in changes:
        yield from account_kind_faults("kind", changes["kind"])
    for name in ("is_active", "is_primary"):
        if name in changes and changes[name] is None:
            yield FieldError(name, "is True or False, and cannot be removed")
        yield from flag_faults(name, changes.get(name))


def _length_faults(name: object) -> Iterator[FieldError]:
    if isinstance(name, str) and len(name) > _LONGEST_NAME:
        yield FieldError("name", f"at most {_LONGEST_NAME} characters, not {len(name)}")
