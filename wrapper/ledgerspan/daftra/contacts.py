"""Say how contacts are spoken to: clients and suppliers, two resources with ids of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec
from daftra_client import models as daftra
from daftra_client.api import clients, suppliers
from daftra_client.codec import adapt
from daftra_client.types import UNSET

from ledgerspan.drafts import ContactDraft
from ledgerspan.drafts.members import refuse_misfits
from ledgerspan.errors import ConfigurationError, DraftError, FieldError
from ledgerspan.joined import JoinedFlows
from ledgerspan.models import Contact, ContactRole, Origin, Source
from ledgerspan.resolution import same_name

from .contacts_body import CLIENT_CHANGES, SUPPLIER_CHANGES, changed_input, draft_input
from .contacts_record import CLIENT_FIELDS, SUPPLIER_FIELDS, contacts_of
from .kind import Dates, Kind

if TYPE_CHECKING:
    from ledgerspan.resources.contacts import ContactFilters

_PARTS = {ContactRole.CUSTOMER: "customer", ContactRole.SUPPLIER: "supplier"}


class PartyKind(Kind[Contact, ContactDraft]):
    """Speak to one of the two. No filter of theirs is known, and the order is nobody's.

    A password never comes back, so an update cannot send it again; whether Daftra then resets it
    is not known. No contact of ours bears one: it is given in the web app, or at the low level.
    """

    shape = Contact
    name = "contacts"

    def __init__(
        self,
        one: str,
        record: str,
        api: Any,
        fields: Mapping[str, Source],
        writable: tuple[str, ...],
    ) -> None:
        self.one = self.key = one
        self.is_client = one == "client"
        self.model = one.capitalize()
        self.api = api
        self.path = f"/api2/{one}s"
        self.verbs = {
            "list": f"list_{one}s",
            **{verb: f"{verb}_{one}" for verb in ("get", "create", "update", "delete")},
        }
        self.fields = fields
        self.writable = writable
        self._record = record

    @cached_property
    def nothing(self) -> Any:
        """Return what stands for a row without a record in it."""
        return adapt({}, getattr(daftra, self._record))

    @cached_property
    def input(self) -> Any:
        """Return the class of what may be written."""
        return getattr(daftra, f"{self.model}Input")

    def normalize(self, records: Sequence[Any], origin: Origin, dates: Dates) -> list[Contact]:  # noqa: ARG002
        """Turn records into the common model."""
        return contacts_of(records, origin, is_client=self.is_client)

    def for_writing(self, record: Any, dates: Dates) -> Any:
        """Return a client with its day of birth in ISO form; raises DraftError if it is no day."""
        text = getattr(record, "birth_date", None)
        if not text:
            return record
        day = dates.read(text)
        if day is None and not text.startswith("0000"):
            raise DraftError("this change", (_no_birth_date(text),))
        record.birth_date = UNSET if day is None else day
        return record

    def request_of(self, draft: ContactDraft) -> Any:
        """Return the body that creates a draft."""
        return self._request(draft_input(self, draft))

    def changed_request(
        self, record: Any, known: Contact | None, changes: Mapping[str, Any]
    ) -> Any:
        """Return the body that writes a record with changes over it."""
        return self._request(changed_input(self, record, known, changes))

    def marked(self, draft: ContactDraft, once: str) -> ContactDraft:
        """Return a draft that bears a reference: a client as its number, which is any text.

        The number of a supplier is whole (published docs), so there it stands behind the notes.
        """
        if not self.is_client:
            return super().marked(draft, once)
        if draft.code not in (None, once):
            raise ConfigurationError(
                "on Daftra `once` is the number of the client: leave `code` out, or give the same "
                "text for both"
            )
        return msgspec.structs.replace(draft, code=once)

    def bears(self, record: Contact, once: str) -> bool:
        """Tell whether a record bears a reference."""
        return record.code == once if self.is_client else super().bears(record, once)

    def is_near(self, record: Contact, draft: ContactDraft) -> bool:
        """Tell whether a record has the name of a draft, whatever its case and spaces."""
        return same_name(record.name, draft.name)

    def is_same(self, record: Contact, draft: ContactDraft) -> bool:
        """Tell whether a record has all texts of a draft."""
        names = (name for name in self.writable if name not in ("address", "kind"))
        return all((getattr(draft, name) or None) == getattr(record, name) for name in names)

    def _request(self, record: Any) -> Any:
        return getattr(daftra, f"{self.model}Request")(record)


def joined(parts: Mapping[str, Any]) -> JoinedFlows[Contact, ContactDraft]:
    """Join clients and suppliers into contacts, customers first."""
    return JoinedFlows(
        parts,
        part_of_draft=_part_of_draft,
        part_of_record=lambda contact: _PARTS[contact.role],
        parts_asked=_parts_asked,
        word="role",
    )


def _part_of_draft(draft: ContactDraft) -> str:
    if not isinstance(draft, ContactDraft) or not isinstance(draft.role, str):
        refuse_misfits(draft, Contact, ContactDraft.require)
    if draft.role not in _PARTS:
        apart = "Daftra keeps customers and suppliers apart: create one of each"
        draft.require((FieldError("role", apart),) if draft.role == ContactRole.BOTH else ())
    return _PARTS[draft.role]


def _parts_asked(filters: ContactFilters) -> Sequence[str]:
    if filters.role is None:
        return tuple(_PARTS.values())
    if filters.role not in _PARTS:
        raise ConfigurationError(
            f"Daftra keeps customers and suppliers apart, and nobody is {filters.role}: list one "
            "role, or all without a role"
        )
    return (_PARTS[filters.role],)


def _no_birth_date(text: str) -> FieldError:
    lost = "and PUT would empty it (observation, quirk 6): correct it in the web app first"
    return FieldError("birth_date", f"{text!r} is no day that can be read, {lost}")


CLIENTS = PartyKind("client", "ClientRecord", clients, CLIENT_FIELDS, CLIENT_CHANGES)
SUPPLIERS = PartyKind("supplier", "Supplier", suppliers, SUPPLIER_FIELDS, SUPPLIER_CHANGES)
