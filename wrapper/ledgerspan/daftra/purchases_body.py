"""Turn drafts and changes into the body of a Daftra purchase document.

PUT replaces the record (observation, quirk 6), so an update sends every documented member of the
document and of each line as it stands, with the changes laid over them. What a site keeps beside
the documented members cannot be written and may be reset.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from daftra_client import models as daftra
from daftra_client.types import UNSET

from ledgerspan.drafts import DocumentDraft
from ledgerspan.drafts.draft import refuse_changes
from ledgerspan.errors import DraftError
from ledgerspan.models import Document

from .kind import writable_fields
from .purchases_faults import change_faults, draft_faults, losses
from .purchases_line_body import changed_items, new_items, standing_items

CHANGES = ("number", "date", "currency", "contact", "lines", "is_draft")

# A header and the lines beside it; UNSET leaves the lines alone.
Parts = tuple[Any, Any]

# What a document copies of its supplier; a new one must not stand under the name of the old.
_SNAPSHOT = (
    "business_name", "first_name", "last_name", "email", "address1", "address2", "postal_code",
    "city", "state", "country_code",
)  # fmt: skip


def draft_parts(draft: DocumentDraft) -> Parts:
    """Return the document that creates the draft; raises DraftError with all faults."""
    draft.require(draft_faults(draft))
    header = daftra.PurchaseOrderInput(
        date=draft.date,
        currency_code=draft.currency,
        supplier_id=int(draft.contact),
        no=UNSET if draft.number is None else draft.number,
        draft=draft.is_draft,
    )
    return header, new_items(draft.lines)


def changed_parts(record: Any, known: Document | None, changes: Mapping[str, Any]) -> Parts:
    """Return what writes a record with the changes over it.

    `known` is the record in the common model, None for one that says nothing.
    """
    refuse_changes(changes, CHANGES, change_faults(changes))
    if known is None:
        return daftra.PurchaseOrderInput(), UNSET
    lost = tuple(losses(record, known, changes))
    if lost:
        raise DraftError("this change", lost)
    header, items = standing_parts(record, known)
    _lay_over(header, record, changes)
    if "lines" in changes:
        items = changed_items(record.purchase_order_item or (), changes["lines"])
    return header, items


def standing_parts(record: Any, known: Document) -> Parts:
    """Return what would leave a record as it is."""
    standing = writable_fields(daftra.PurchaseOrderInput, record, skip=("date",))
    for name in ("received_date", "currency_code"):
        # Read as none and refused when written: "0000-00-00 00:00:00", "".
        if str(standing.get(name, "")).startswith("0000-00-00") or not standing.get(name):
            standing.pop(name, None)
    header = daftra.PurchaseOrderInput(**standing)
    if known.date is not None:
        header.date = known.date
    items = record.purchase_order_item
    if not items and items != []:
        return header, UNSET
    return header, standing_items(items)


def _lay_over(header: Any, record: Any, changes: Mapping[str, Any]) -> None:
    for ours, theirs in (
        ("number", "no"),
        ("date", "date"),
        ("currency", "currency_code"),
        ("is_draft", "draft"),
    ):
        if ours in changes:
            setattr(header, theirs, changes[ours])
    if "contact" in changes:
        supplier = int(changes["contact"])
        if supplier != record.supplier_id:
            for name in _SNAPSHOT:
                setattr(header, f"supplier_{name}", None)
        header.supplier_id = supplier
