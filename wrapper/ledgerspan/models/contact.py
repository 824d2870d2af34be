"""Hold whom a company does business with."""

from __future__ import annotations

import datetime

from .parts import Address
from .record import Record
from .words import ContactKind, ContactRole


class Contact(Record, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry a customer or supplier: a Daftra client or supplier, a Nuvio business entity.

    Daftra keeps clients and suppliers apart, each with ids of its own: `role` and `raw_kind` (the
    provider's path) tell which one an id means. Times are naive where the provider names no zone.
    """

    role: ContactRole = ContactRole.UNKNOWN
    raw_kind: str | None = None
    kind: ContactKind = ContactKind.UNKNOWN
    code: str | None = None
    name: str | None = None
    legal_name: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    phone: str | None = None
    mobile: str | None = None
    tax_number: str | None = None
    tax_office: str | None = None
    iban: str | None = None
    currency: str | None = None
    address: Address | None = None
    category: str | None = None
    description: str | None = None
    is_active: bool | None = None
    created_at: datetime.datetime | None = None
    updated_at: datetime.datetime | None = None
