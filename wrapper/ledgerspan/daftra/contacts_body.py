"""Turn drafts and changes into the body of a Daftra client or supplier.

Where a name goes: a business's into `business_name`, an individual's (clients alone tell) is made
of `first_name` and `last_name`. An update writes it where it stands. Members that documents call
required, the password among them, are sent when they were given: by observation no more is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from daftra_client import models as daftra

from ledgerspan.drafts import ContactDraft
from ledgerspan.drafts.contact import contact_faults
from ledgerspan.drafts.draft import refuse_changes
from ledgerspan.drafts.texts import length_faults
from ledgerspan.errors import DraftError, FieldError
from ledgerspan.models import Address, Contact, ContactKind
from ledgerspan.models.contact_check import is_email

from .contacts_record import joined_name
from .kind import is_key, writable_fields

if TYPE_CHECKING:
    from .contacts import PartyKind

# Common field → member of both; `code`, `name` and `address` are told apart below.
_MEMBERS = {
    "first_name": "first_name",
    "last_name": "last_name",
    "email": "email",
    "phone": "phone1",
    "mobile": "phone2",
    "tax_number": "bn1",
    "currency": "default_currency_code",
    "description": "notes",
}
_CLIENT_MEMBERS = _MEMBERS | {"code": "client_number", "category": "category"}
_ADDRESS_MEMBERS = {
    "line1": "address1",
    "line2": "address2",
    "city": "city",
    "state": "state",
    "postal_code": "postal_code",
    "country": "country_code",
}
SUPPLIER_CHANGES = ("name", "code", *_MEMBERS, "address")
CLIENT_CHANGES = (*SUPPLIER_CHANGES, "kind", "category")

# Published lengths, in characters.
_LONGEST = {
    "name": 100, "first_name": 255, "last_name": 255, "email": 255, "phone": 50, "mobile": 50,
}  # fmt: skip
_LONGEST_ADDRESS = {
    "line1": 255, "line2": 255, "city": 100, "state": 100, "postal_code": 20, "country": 3,
}  # fmt: skip
# `supplier_number` is an int32 (published docs).
_LARGEST_NUMBER = 2**31 - 1


def draft_input(kind: PartyKind, draft: ContactDraft) -> Any:
    """Return the record that creates the draft; raises DraftError with all faults."""
    given = {name: getattr(draft, name) for name in draft.__struct_fields__}
    given = {name: value for name, value in given.items() if value not in (None, "")}
    persons = _person_faults(given) if kind.is_client else ()
    draft.require((*_place_faults(kind, given), *persons, *_faults(kind, given)))
    sent = {name: value for name, value in _members(kind, given).items() if value is not None}
    if draft.kind != ContactKind.INDIVIDUAL:
        sent["business_name"] = draft.name
    return kind.input(**sent)


def changed_input(
    kind: PartyKind, record: Any, known: Contact | None, changes: Mapping[str, Any]
) -> Any:
    """Return what writes `record` with the changes over it; every change is checked first."""
    refuse_changes(changes, kind.writable, (*contact_faults(changes), *_faults(kind, changes)))
    # "" would be refused where a form is declared, and means the same as nothing.
    stands = writable_fields(kind.input, record)
    sent = {name: value for name, value in stands.items() if value != ""}
    number = sent.get("supplier_number")
    if isinstance(number, str) and _is_number(number):
        # Read as a text (observation, quirk 2), written as a number: the same to a comparison.
        sent["supplier_number"] = int(number)
    sent |= _members(kind, changes)
    if "name" in changes:
        sent["business_name"] = changes["name"]
    if known is not None and changes:
        _settle_name(sent, record, known, changes)
    return kind.input(**sent)


def _settle_name(
    sent: dict[str, Any], record: Any, known: Contact, changes: Mapping[str, Any]
) -> None:
    """Leave an individual without a business name without one; refuse to leave nobody a name."""
    joined = joined_name(sent.get("first_name") or None, sent.get("last_name") or None)
    kind = changes.get("kind", known.kind)
    if "name" in changes and kind == ContactKind.INDIVIDUAL and not record.business_name:
        if changes["name"] != joined:
            raise DraftError("this change", (_not_made_up(changes["name"], joined),))
        sent.pop("business_name")
    if known.name is not None and not (sent.get("business_name") or joined):
        raise DraftError("this change", (FieldError("name", "would be left without one"),))


def _members(kind: PartyKind, given: Mapping[str, Any]) -> dict[str, Any]:
    members = _CLIENT_MEMBERS if kind.is_client else _MEMBERS
    sent = {theirs: given[ours] or None for ours, theirs in members.items() if ours in given}
    if "code" in given and not kind.is_client:
        sent["supplier_number"] = int(given["code"]) if given["code"] else None
    if "kind" in given:
        told = given["kind"]
        sent["type_"] = None if told is None else daftra.ClientKind[ContactKind(told).name]
    if "address" in given:
        address = given["address"] or Address()
        for ours, theirs in _ADDRESS_MEMBERS.items():
            sent[theirs] = getattr(address, ours) or None
    return sent


def _place_faults(kind: PartyKind, given: Mapping[str, Any]) -> Iterator[FieldError]:
    """Yield what Daftra has no place for; the role of a draft has chosen the resource."""
    for name in given:
        if name not in (*kind.writable, "role"):
            yield FieldError(name, f"a Daftra {kind.one} has no such field")


def _person_faults(given: Mapping[str, Any]) -> Iterator[FieldError]:
    if given.get("kind") != ContactKind.INDIVIDUAL:
        return
    joined = joined_name(given.get("first_name"), given.get("last_name"))
    if given.get("name") != joined:
        yield _not_made_up(given.get("name"), joined)


def _not_made_up(name: object, joined: str | None) -> FieldError:
    made = "which are not given" if joined is None else f"which make {joined!r}"
    return FieldError(
        "name",
        f"a Daftra individual is named by first_name and last_name, {made}: {name!r} is not "
        "divided by a guess",
    )


def _faults(kind: PartyKind, values: Mapping[str, Any]) -> Iterator[FieldError]:
    yield from length_faults(values, _LONGEST)
    email, code, address = values.get("email"), values.get("code"), values.get("address")
    # The documents declare the form of a client's address alone.
    if kind.is_client and isinstance(email, str) and email and not is_email(email):
        yield FieldError("email", f"an e-mail address is needed, not {email!r}")
    if not kind.is_client and isinstance(code, str) and code and not _is_number(code):
        yield FieldError(
            "code", f"the number of a Daftra supplier is whole, as in 42, and not {code!r}"
        )
    if isinstance(address, Address):
        if address.district:
            yield FieldError("address.district", "a Daftra address has no district")
        parts = {name: getattr(address, name) for name in _LONGEST_ADDRESS}
        yield from length_faults(parts, _LONGEST_ADDRESS, "address.")


def _is_number(code: str) -> bool:
    return is_key(code) and str(int(code)) == code and int(code) <= _LARGEST_NUMBER
