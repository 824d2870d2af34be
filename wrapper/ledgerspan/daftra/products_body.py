"""Turn drafts and changes into the body of a Daftra product.

PUT replaces the record (observation, quirk 6), so an update sends every writable member as it
stands, with the changes over it; pictures and categories are not writable by the documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from daftra_client import models as daftra

from ledgerspan.drafts import ProductDraft
from ledgerspan.drafts.draft import refuse_changes
from ledgerspan.drafts.product import product_faults
from ledgerspan.drafts.texts import length_faults
from ledgerspan.errors import FieldError
from ledgerspan.models import ProductKind

from .kind import is_key, writable_fields

_MEMBERS = {
    "name": "name",
    "code": "product_code",
    "description": "description",
    "unit_price": "unit_price",
    "buy_price": "buy_price",
    "category": "category",
    "brand": "brand",
    "barcode": "barcode",
    "tracks_stock": "track_stock",
}
CHANGES = (*_MEMBERS, "kind", "taxes", "supplier", "tags", "is_active")

# Published lengths, in characters.
_LONGEST = dict.fromkeys(("name", "code", "category", "brand", "barcode"), 255)
_TAX_SLOTS = ("tax1", "tax2")


def draft_input(draft: ProductDraft) -> daftra.ProductInput:
    """Return the record that creates the draft; raises DraftError with all faults."""
    given = {
        name: value for name in CHANGES if (value := getattr(draft, name)) not in (None, "", ())
    }
    draft.require((*_place_faults(draft), *_faults(given)))
    sent = {name: value for name, value in _members(given).items() if value is not None}
    return daftra.ProductInput(**sent)


def changed_input(record: Any, changes: Mapping[str, Any]) -> daftra.ProductInput:
    """Return what writes `record` with the changes over it; every change is checked first."""
    refuse_changes(changes, CHANGES, (*product_faults(changes), *_faults(changes)))
    sent = writable_fields(daftra.ProductInput, record)
    # One of two spellings arrives, and which of them a write heeds is not known (observation 6).
    told = sent.get("discount_type", sent.get("discout_type"))
    if told is not None:
        sent |= {"discount_type": told, "discout_type": told}
    return daftra.ProductInput(**(sent | _members(changes)))


def _members(given: Mapping[str, Any]) -> dict[str, Any]:
    sent: dict[str, Any] = {}
    for ours, theirs in _MEMBERS.items():
        if ours in given:
            sent[theirs] = None if given[ours] == "" else given[ours]
    if "kind" in given:
        told = given["kind"]
        sent["type_"] = None if told is None else daftra.ProductType[ProductKind(told).name]
    if "taxes" in given:
        for slot, tax in zip(_TAX_SLOTS, (*given["taxes"], None, None), strict=False):
            sent[slot] = None if tax is None else int(tax)
    if "supplier" in given:
        sent["supplier_id"] = int(given["supplier"]) if given["supplier"] else None
    if "tags" in given:
        sent["tags"] = ",".join(given["tags"])
    if "is_active" in given:
        active = given["is_active"]
        status = daftra.ProductStatus.ACTIVE if active else daftra.ProductStatus.INACTIVE
        sent["status"] = None if active is None else status
    return sent


def _place_faults(draft: ProductDraft) -> Iterator[FieldError]:
    if draft.currency is not None:
        yield FieldError("currency", "prices of Daftra's products are in the company's currency")


def _faults(values: Mapping[str, Any]) -> Iterator[FieldError]:
    yield from length_faults(values, _LONGEST)
    supplier, taxes, tags = values.get("supplier"), values.get("taxes", ()), values.get("tags", ())
    if isinstance(supplier, str) and supplier and not is_key(supplier):
        yield FieldError("supplier", f"Daftra's ids are digits, not {supplier!r}")
    # Lists that are none were complained about already.
    for place, tax in enumerate(taxes if isinstance(taxes, tuple | list) else ()):
        if not is_key(tax):
            yield FieldError(f"taxes[{place}]", f"Daftra's ids are digits, not {tax!r}")
    if isinstance(taxes, tuple | list) and len(taxes) > len(_TAX_SLOTS):
        yield FieldError("taxes", "a Daftra product takes two taxes at most")
    for place, tag in enumerate(tags if isinstance(tags, tuple | list) else ()):
        if isinstance(tag, str) and ("," in tag or tag != tag.strip()):
            yield FieldError(f"tags[{place}]", f"commas and outer spaces divide tags: {tag!r}")
