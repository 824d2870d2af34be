"""Turn Daftra's clients and suppliers, two tables there, into the common Contact.

`CLIENT_FIELDS` and `SUPPLIER_FIELDS` are the tables that `explain` reads. The second address
(`secondary_...`), credit terms and balances stay in `raw`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ledgerspan.models import (
    Address,
    Contact,
    ContactKind,
    ContactRole,
    FieldOrigin,
    Origin,
    Provider,
    Source,
)
from ledgerspan.moments import read_moment

if TYPE_CHECKING:
    from daftra_client import models as daftra

_COMPUTED = FieldOrigin.COMPUTED
# Reading a member of an enum costs a dictionary look-up, several times a record.
_DAFTRA = Provider.DAFTRA
_UNKNOWN = ContactKind.UNKNOWN
_KINDS: dict[Any, tuple[ContactKind, str]] = {
    2: (ContactKind.INDIVIDUAL, "2"),
    3: (ContactKind.BUSINESS, "3"),
}

_BOTH_FIELDS = {
    "id": Source("id"),
    "provider": Source("", _COMPUTED, "the platform itself"),
    "role": Source("", _COMPUTED, "the list it is in: clients are customers"),
    "raw_kind": Source("", _COMPUTED, "the path of that list"),
    "name": Source("business_name"),
    "first_name": Source("first_name"),
    "last_name": Source("last_name"),
    "email": Source("email"),
    "phone": Source("phone1"),
    "mobile": Source("phone2"),
    "tax_number": Source("bn1", note="what it is called where it was given stands in bn1_label"),
    "currency": Source("default_currency_code"),
    "address": Source("address1 … country_code", note="a second one stays in raw"),
    "description": Source("notes"),
    "is_active": Source("suspend", note="not suspended"),
    "created_at": Source("created", note="without a zone: the site's own time"),
    "updated_at": Source("modified", note="without a zone: the site's own time"),
}
CLIENT_FIELDS = _BOTH_FIELDS | {
    "kind": Source("type", note="2 is an individual, 3 a business"),
    "kind_text": Source("type"),
    "code": Source("client_number"),
    "category": Source("category"),
}
SUPPLIER_FIELDS = _BOTH_FIELDS | {"code": Source("supplier_number")}

_JOINED = Source("first_name, last_name", _COMPUTED, "joined, since business_name is empty")
CLIENT_PERSON_FIELDS = CLIENT_FIELDS | {"name": _JOINED}
SUPPLIER_PERSON_FIELDS = SUPPLIER_FIELDS | {"name": _JOINED}


def contacts_of(records: Iterable[Any], origin: Origin, *, is_client: bool) -> list[Contact]:
    """Normalize the records of one answer, in order; none is ever left out.

    They are ClientRecords, or else Suppliers, which lack a kind and a category.

    `or None` turns UNSET and "" into None, as observation 6 says.
    """
    role = ContactRole.CUSTOMER if is_client else ContactRole.SUPPLIER
    path = "clients" if is_client else "suppliers"
    persons = origin.told_by(CLIENT_PERSON_FIELDS if is_client else SUPPLIER_PERSON_FIELDS)
    contacts: list[Contact] = []
    for index, record in enumerate(records):
        if is_client:
            code = record.client_number or None
            category = record.category or None
            kind, kind_text = _KINDS.get(record.type_) or (_UNKNOWN, _text(record.type_))
        else:
            code, category = _number(record.supplier_number), None
            kind, kind_text = _UNKNOWN, None
        name, told_by = record.business_name or None, origin
        first, last = record.first_name or None, record.last_name or None
        if name is None and (first or last):
            name, told_by = joined_name(first, last), persons
        suspended = record.suspend
        created, modified = record.created, record.modified
        contacts.append(
            Contact(
                id=str(record.id or ""),
                provider=_DAFTRA,
                role=role,
                raw_kind=path,
                kind=kind,
                kind_text=kind_text,
                code=code,
                name=name,
                first_name=first,
                last_name=last,
                email=record.email or None,
                phone=record.phone1 or None,
                mobile=record.phone2 or None,
                tax_number=record.bn1 or None,
                currency=record.default_currency_code or None,
                address=_address(record),
                category=category,
                description=record.notes or None,
                is_active=not suspended if suspended.__class__ is bool else None,
                created_at=read_moment(created) if created else None,
                updated_at=read_moment(modified) if modified else None,
                _origin=told_by,
                _index=index,
            )
        )
    return contacts


def joined_name(first: str | None, last: str | None) -> str | None:
    """Return the name that a person's two names make; None without either."""
    return f"{first} {last}" if first and last else first or last or None


def _address(record: daftra.ClientRecord | daftra.Supplier) -> Address | None:
    line1, line2, city = record.address1 or None, record.address2 or None, record.city or None
    state, code = record.state or None, record.postal_code or None
    country = record.country_code or None
    if line1 or line2 or city or state or code or country:
        return Address(
            line1=line1, line2=line2, city=city, state=state, postal_code=code, country=country
        )
    return None


def _number(number: Any) -> str | None:
    # 0 is a number that somebody gave; UNSET, null and "" are none.
    return str(number) if number or number.__class__ is int else None


def _text(word: Any) -> str | None:
    return str(word) if word else None
