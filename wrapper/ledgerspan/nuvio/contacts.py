"""Say how contacts are spoken to: business entities, which can be customer and supplier in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from nuvio_client.api import business_entities

from ledgerspan.drafts import ContactDraft
from ledgerspan.errors import ConfigurationError
from ledgerspan.models import Contact, ContactRole, Origin, Provider
from ledgerspan.resolution import same_name

from .contacts_body import CHANGES, changed_body, draft_body
from .contacts_record import FIELDS, contacts_of
from .kind import Kind, path_key

_FLAGS = {ContactRole.CUSTOMER: "is_customer", ContactRole.SUPPLIER: "is_supplier"}


class EntityKind(Kind[Contact, ContactDraft]):
    """Speak to the business entities; a code of the user's names one as its UUID does."""

    shape = Contact
    name = "contacts"
    one = "contact"
    path = list_path = "/v1/business-entities"
    model = "BusinessEntity"
    api = business_entities
    verbs: Mapping[str, str] = {
        "list": "list_business_entities",
        **{verb: f"{verb}_business_entity" for verb in ("get", "create", "update")},
    }
    instead: Mapping[str, str] = {
        "delete": "delete it in the web app, or change it with contacts.update"
    }
    keys = "UUID or code"
    key_word = "code"
    fields = FIELDS
    writable = CHANGES

    def normalize(self, records: Sequence[Any], origin: Origin) -> list[Contact]:
        """Turn records into the common model."""
        return contacts_of(records, origin)

    def body_of(self, draft: ContactDraft) -> Any:
        """Return the body that creates a draft."""
        return draft_body(draft)

    def changed_body(self, known: Contact | None, changes: Mapping[str, Any]) -> Any:
        """Return the body that writes a record with changes over it."""
        return changed_body(known or Contact(id="", provider=Provider.NUVIO), changes)

    def list_sent(self, filters: Any) -> tuple[Mapping[str, Any], tuple[str, ...]]:
        """Return the flag of the role; what both together list is not published.

        Who is both is a customer too: customers are asked for then, and the rest is done here.
        """
        role = getattr(filters, "role", None)
        if role is ContactRole.BOTH:
            return {"is_customer": True}, ()
        flag = None if role is None else _FLAGS.get(role)
        return ({}, ()) if flag is None else ({flag: True}, ("role",))

    def marked(self, draft: ContactDraft, once: str) -> ContactDraft:
        """Return a draft whose code is the reference: a contact is read by it."""
        if draft.code not in (None, once):
            raise ConfigurationError(
                "on Nuvio `once` is the code of the contact: leave `code` out, or give the same "
                "text for both"
            )
        return msgspec.structs.replace(draft, code=once)

    def bears(self, record: Contact, once: str) -> bool:
        """Tell whether a record has the reference for its code."""
        return record.code == once

    def key_of(self, draft: ContactDraft) -> str | None:
        """Return the code, which addresses a contact as its UUID does, if a path can name it."""
        return path_key(draft.code)

    def is_near(self, record: Contact, draft: ContactDraft) -> bool:
        """Tell whether a record has the name of a draft, whatever its case and spaces."""
        return same_name(record.name, draft.name)

    def is_same(self, record: Contact, draft: ContactDraft) -> bool:
        """Tell whether a record has the role and all texts of a draft."""
        texts = (name for name in CHANGES if name != "address")
        return record.role == draft.role and all(
            (getattr(draft, name) or None) == getattr(record, name) for name in texts
        )


CONTACTS = EntityKind()
