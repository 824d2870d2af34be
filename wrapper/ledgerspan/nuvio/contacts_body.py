"""Turn drafts and changes into the body of a Nuvio business entity.

PUT is presumed to replace the record (behaviours, "Not documented"), so an update sends the whole
record as it stands with the changes laid over it. The flags stay as they came: an update changes
no role.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nuvio_client import models as nuvio
from nuvio_client.types import UNSET

from ledgerspan.drafts import ContactDraft
from ledgerspan.drafts.contact import contact_faults
from ledgerspan.drafts.draft import refuse_changes
from ledgerspan.errors import FieldError
from ledgerspan.models import Address, Contact, ContactRole

_MEMBERS = {
    "name": "name",
    "code": "entity_code",
    "legal_name": "legal_name",
    "email": "email",
    "phone": "phone",
    "tax_number": "vat_number",
    "tax_office": "tax_office",
    "iban": "iban",
}
_ADDRESS_MEMBERS = {
    "line1": "address",
    "district": "district",
    "city": "city",
    "state": "state",
    "postal_code": "postal_code",
    "country": "country",
}
CHANGES = (*_MEMBERS, "address")
_CUSTOMERS = (ContactRole.CUSTOMER, ContactRole.BOTH)
_SUPPLIERS = (ContactRole.SUPPLIER, ContactRole.BOTH)


def draft_body(draft: ContactDraft) -> nuvio.BusinessEntityInput:
    """Return the body that creates the draft; raises DraftError with all faults."""
    given = {name: getattr(draft, name) for name in draft.__struct_fields__}
    given = {name: value for name, value in given.items() if value not in (None, "")}
    draft.require((*_place_faults(given), *_faults(given)))
    sent = {name: value for name, value in _members(given).items() if value is not None}
    return nuvio.BusinessEntityInput(
        **sent, is_customer=draft.role in _CUSTOMERS, is_supplier=draft.role in _SUPPLIERS
    )


def changed_body(known: Contact, changes: Mapping[str, Any]) -> nuvio.BusinessEntityInput:
    """Return the body that writes a record with the changes over it; every change is checked."""
    refuse_changes(changes, CHANGES, (*contact_faults(changes), *_faults(changes)))
    stands = {name: getattr(known, name) for name in CHANGES}
    raw = known.raw
    return nuvio.BusinessEntityInput(
        **_members(stands | dict(changes)),
        is_customer=_flag(raw.get("isCustomer")),
        is_supplier=_flag(raw.get("isSupplier")),
    )


def _members(given: Mapping[str, Any]) -> dict[str, Any]:
    sent = {theirs: given[ours] or None for ours, theirs in _MEMBERS.items() if ours in given}
    if "address" in given:
        address = given["address"] or Address()
        for ours, theirs in _ADDRESS_MEMBERS.items():
            sent[theirs] = getattr(address, ours) or None
    return sent


def _flag(sent: object) -> Any:
    # A flag that was not said is not sent either: what the server makes of it is its own.
    return sent if isinstance(sent, bool) else UNSET


def _place_faults(given: Mapping[str, Any]) -> Iterator[FieldError]:
    for name in given:
        if name not in (*CHANGES, "role"):
            yield FieldError(name, "a Nuvio contact has no such field")


def _faults(values: Mapping[str, Any]) -> Iterator[FieldError]:
    address = values.get("address")
    if isinstance(address, Address) and address.line2:
        yield FieldError("address.line2", "a Nuvio address has one line: give it as line1")
    if values.get("code") in (".", ".."):
        yield FieldError("code", "a code is a part of a path, and this one means another place")
