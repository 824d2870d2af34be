"""Hold whom a company does business with."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from .parts import Address
from .record import Record
from .words import ContactKind, ContactRole

if TYPE_CHECKING:
    from .checks import Finding


class Contact(Record, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry a customer or supplier: a Daftra client or supplier, a Nuvio business entity.

    Daftra keeps clients and suppliers apart, each with ids of its own: `role` and `raw_kind` (the
    provider's path) tell which one an id means. `kind_text` is the provider's own word for `kind`.
    Numbers are texts as somebody typed them, Arabic-Indic digits included. Times are naive where
    the provider names no zone.
    """

    role: ContactRole = ContactRole.UNKNOWN
    raw_kind: str | None = None
    kind: ContactKind = ContactKind.UNKNOWN
    kind_text: str | None = None
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

    def check(self) -> tuple[Finding, ...]:
        """Return what looks wrong: no name, an e-mail address or tax number that is none."""
        from .contact_check import check_contact  # noqa: PLC0415  # only who checks needs it

        return check_contact(self)
