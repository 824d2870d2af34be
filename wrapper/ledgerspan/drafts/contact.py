"""Describe a customer or supplier to be created."""

from __future__ import annotations

from typing import ClassVar

from ledgerspan.models import Address, ContactKind, ContactRole

from .draft import Draft


class ContactDraft(Draft, frozen=True, kw_only=True):
    """Describe a contact to create; `name` is the company's, or the person's where it is one."""

    name: str
    role: ContactRole
    kind: ContactKind | None = None
    code: str | None = None
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

    what: ClassVar[str] = "contact"
