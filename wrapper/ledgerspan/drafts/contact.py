"""Describe a customer or supplier to be created."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

import msgspec

from ledgerspan.errors import FieldError
from ledgerspan.models import Address, ContactKind, ContactRole

from .draft import Draft, currency_faults
from .texts import text_faults, word_faults

_TEXTS = (
    "code", "legal_name", "first_name", "last_name", "email", "phone", "mobile", "tax_number",
    "tax_office", "iban", "category", "description",
)  # fmt: skip
_ROLES = (ContactRole.CUSTOMER, ContactRole.SUPPLIER, ContactRole.BOTH)
_KINDS = (ContactKind.INDIVIDUAL, ContactKind.BUSINESS)


class ContactDraft(Draft, frozen=True, kw_only=True):
    """Describe a contact to create; `name` is the company's, or the person's where it is one.

    On Daftra an individual is named by `first_name` and `last_name`: they must make up `name`, for
    where to divide a name is not guessed. A supplier's `code` is a whole number there, and who is
    both is created once as each. No password and no e-mail address is ever made up.
    """

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

    def _faults(self) -> Iterator[FieldError]:
        yield from word_faults("role", self.role, _ROLES)
        yield from contact_faults(msgspec.structs.asdict(self))


def contact_faults(values: Mapping[str, object]) -> Iterator[FieldError]:
    """Yield what no provider would take in the values of a draft or of an update."""
    name = values.get("name", "unnamed")
    if not isinstance(name, str) or not name.strip():
        yield FieldError("name", f"a contact needs a name, not {name!r}")
    if values.get("kind") is not None:
        yield from word_faults("kind", values["kind"], _KINDS)
    yield from text_faults(values, _TEXTS)
    if values.get("currency") is not None:
        yield from currency_faults("currency", values["currency"])
    address = values.get("address")
    if address is None:
        return
    if not isinstance(address, Address):
        yield FieldError("address", f"an Address is needed, not {address!r}")
        return
    parts = msgspec.structs.asdict(address)
    for fault in text_faults(parts, parts):
        yield FieldError(f"address.{fault.path}", fault.message)
