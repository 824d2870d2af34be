"""Turn lines into those of a Daftra purchase document to be written.

An update sends all lines: each that stays goes with everything that could be written on it, group,
store and free columns too. What the published docs do not let a write name (a unit, a lot) is not
sent, and may be lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from daftra_client import models as daftra

from ledgerspan.drafts import LineDraft
from ledgerspan.models import Line

from .kind import writable_fields
from .purchases_lines import FIXED, PERCENT, line_of

# What both a LineDraft and a Line have.
_MEMBERS = (
    "item", "description", "product", "quantity", "unit_price", "taxes", "discount",
    "discount_percent",
)  # fmt: skip
_ZERO = Decimal(0)


def new_items(lines: Iterable[LineDraft]) -> list[Any]:
    """Return the lines that create a document."""
    return [_new(line) for line in lines]


def standing_items(stored: Iterable[Any]) -> list[Any]:
    """Return the lines that leave those of a document as they are."""
    return [daftra.PurchaseOrderItemInput(**_writable(item)) for item in stored]


def changed_items(stored: Sequence[Any], wanted: Iterable[LineDraft | Line]) -> list[Any]:
    """Return the lines of an update: a draft is new, a Line changes the stored one of its id."""
    known = {str(item.id): item for item in stored if item.id}
    return [
        _new(line) if isinstance(line, LineDraft) else _kept(known[line.id or ""], line)
        for line in wanted
    ]


def _new(line: LineDraft) -> Any:
    given = {name: getattr(line, name) for name in _MEMBERS}
    sent = _sent({name: value for name, value in given.items() if value is not None})
    # There is nothing yet that null would have to take away.
    return daftra.PurchaseOrderItemInput(
        **{name: value for name, value in sent.items() if value is not None}
    )


def _kept(item: Any, line: Line) -> Any:
    before, wanted = _members_of(line_of(item, {})), _members_of(line)
    changed = {name: value for name, value in wanted.items() if value != before[name]}
    for one, other in (("discount", "discount_percent"), ("discount_percent", "discount")):
        # A discount is taken away as 0; where the other takes its place, that one is sent.
        if one in changed and changed[one] is None:
            changed[one] = None if wanted[other] else _ZERO
    return daftra.PurchaseOrderItemInput(**_writable(item) | _sent(changed))


def _members_of(line: Line) -> dict[str, Any]:
    return {name: getattr(line, name) for name in _MEMBERS} | {
        "product": line.product and line.product.id,
        "taxes": tuple(tax.tax.id for tax in line.taxes),
    }


def _sent(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members to send; None empties a text or an id."""
    texts = ("item", "description", "quantity", "unit_price")
    sent: dict[str, Any] = {name: given[name] for name in texts if name in given}
    if "product" in given:
        sent["product_id"] = given["product"] and int(given["product"])
    if "taxes" in given:
        for slot, tax in zip(("tax1", "tax2"), (*given["taxes"], None, None), strict=False):
            sent[slot] = tax and Decimal(tax)
    for name, way in (("discount_percent", PERCENT), ("discount", FIXED)):
        if given.get(name) is not None:
            sent["discount"] = given[name]
            sent["discount_type"] = daftra.PurchaseDiscountKind(way)
    return sent


def _writable(item: Any) -> dict[str, Any]:
    shape = daftra.PurchaseOrderItemInput
    return writable_fields(shape, item, skip=("purchase_order_id",))
