"""Turn drafts and changes into the body of a Nuvio income or expense.

PUT is presumed to replace the record (behaviours, "Not documented"), so an update sends the whole
record as it stands with the changes laid over it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from re import fullmatch
from typing import TYPE_CHECKING, Any

from nuvio_client.types import UNSET

from ledgerspan.drafts import LineDraft, MoneyDraft
from ledgerspan.drafts.draft import currency_faults, day_faults, is_day, refuse_changes
from ledgerspan.errors import FieldError
from ledgerspan.models import Document, Line, TaxAmount

if TYPE_CHECKING:
    from .money import MoneyKind

CHANGES = (
    "number", "date", "due_date", "currency", "exchange_rate", "description", "contact", "project",
    "tags", "lines",
)  # fmt: skip

_ONE = Decimal(1)
# Letters, digits and hyphens (published docs).
_NUMBER = r"[A-Za-z0-9-]{1,50}"


def draft_faults(kind: MoneyKind[Any, Any], draft: MoneyDraft) -> Iterator[FieldError]:
    """Yield what Nuvio has no place for, or would refuse."""
    for name in ("category", "vendor"):
        if getattr(draft, name):
            yield FieldError(name, f"a Nuvio {draft.what} has no such field")
    if draft.tax_inclusive:
        yield FieldError("tax_inclusive", "prices of Nuvio are net: give the amount without taxes")
    if not kind.has_details and any(line.description for line in draft.lines):
        yield FieldError("lines", f"a line of a Nuvio {draft.what} has no description")
    if draft.lines and draft.taxes:
        yield FieldError("taxes", "with lines, taxes belong to the lines")
    yield from _value_faults(kind, {name: getattr(draft, name) for name in CHANGES})


def draft_body(kind: MoneyKind[Any, Any], draft: MoneyDraft) -> Any:
    """Return the body that creates the draft; raises DraftError with all faults."""
    draft.require(tuple(draft_faults(kind, draft)))
    lines: tuple[LineDraft, ...] = draft.lines
    if draft.amount is not None:
        lines = (
            LineDraft(
                quantity=_ONE, unit_price=draft.amount, taxes=tuple(map(_tax_id, draft.taxes))
            ),
        )
    return kind.input(
        **{
            kind.number: _or_unset(draft.number),
            kind.day: draft.date,
            f"{kind.party}_id": _or_unset(draft.contact),
        },
        description=_or_unset(draft.description),
        due_date=_or_unset(draft.due_date),
        currency=draft.currency,
        project_id=_or_unset(draft.project),
        tags=list(draft.tags) if draft.tags else UNSET,
        items=[_item(kind, line) for line in lines],
        exchange_rate=_or_unset(draft.exchange_rate),
    )


def changed_body(kind: MoneyKind[Any, Any], document: Document, changes: Mapping[str, Any]) -> Any:
    """Return the body that writes `document` with the changes over it."""
    faults = *_lasting_faults(kind, document, changes), *_value_faults(kind, changes)
    refuse_changes(changes, CHANGES, faults)
    now: dict[str, Any] = {
        "number": document.number,
        "date": document.date,
        "due_date": document.due_date,
        "currency": document.currency,
        "exchange_rate": document.exchange_rate,
        "description": document.description,
        "contact": document.contact and document.contact.id,
        "project": document.project and document.project.id,
        "tags": tuple(tag.id for tag in document.tags if tag.id),
        "lines": document.lines,
    }
    wanted = now | dict(changes)
    return kind.input(
        **{
            kind.number: _or_unset(wanted["number"]),
            kind.day: _or_unset(wanted["date"]),
            f"{kind.party}_id": wanted["contact"],
        },
        description=wanted["description"],
        due_date=wanted["due_date"],
        currency=_or_unset(wanted["currency"]),
        project_id=wanted["project"],
        tags=list(wanted["tags"]),
        items=[
            _item(kind, line) if isinstance(line, LineDraft) else _kept(kind, line)
            for line in wanted["lines"]
        ],
        exchange_rate=wanted["exchange_rate"],
    )


def _item(kind: MoneyKind[Any, Any], line: LineDraft) -> Any:
    return kind.item_input(
        **_detail(kind, line.description),
        product_id=_or_unset(line.product),
        product_code=_or_unset(line.product_code),
        quantity=line.quantity,
        item_taxes=list(line.taxes),
        unit_price=line.unit_price,
    )


def _kept(kind: MoneyKind[Any, Any], line: Line) -> Any:
    product = line.product
    # Without a detail of its own a line is described by the name of its product.
    is_own = product is None or line.description != product.name
    return kind.item_input(
        **_detail(kind, line.description if is_own else None),
        product_id=_or_unset(product and product.id),
        # The id wins where both are sent; a code is only needed without one.
        product_code=_or_unset(product.code if product and product.id is None else None),
        quantity=_or_unset(line.quantity),
        item_taxes=[tax.tax.id for tax in line.taxes if tax.tax.id],
        unit_price=_or_unset(line.unit_price),
    )


def _detail(kind: MoneyKind[Any, Any], text: str | None) -> dict[str, str]:
    return {"item_detail": text} if text and kind.has_details else {}


def _tax_id(tax: str | TaxAmount) -> str:
    return (tax.tax.id or "") if isinstance(tax, TaxAmount) else tax


def _or_unset(value: Any) -> Any:
    return UNSET if value is None else value


def _lasting_faults(
    kind: MoneyKind[Any, Any], document: Document, changes: Mapping[str, Any]
) -> Iterator[FieldError]:
    """Yield the faults of what a draft looks at itself."""
    if "date" in changes:
        yield from day_faults("date", changes["date"])
    if "currency" in changes:
        yield from currency_faults("currency", changes["currency"])
    if kind.has_key_number and changes.get("number", "") is None:
        yield FieldError("number", "an income always has one: it cannot be removed")
    due, start = changes.get("due_date"), changes.get("date", document.date)
    if is_day(due) and is_day(start) and due < start:
        yield FieldError("due_date", f"lies before date {start}")
    for place, line in enumerate(changes.get("lines") or ()):
        if isinstance(line, LineDraft):
            yield from line.faults(f"lines[{place}]")
            continue
        for name in ("quantity", "unit_price"):
            figure = getattr(line, name)
            # One below zero stays what it is: the provider took it.
            if figure is not None and not figure.is_finite():
                yield FieldError(f"lines[{place}].{name}", f"{figure} is no amount")


def _key_faults(values: Mapping[str, Any]) -> Iterator[FieldError]:
    for name in ("contact", "project"):
        if values.get(name) == "":
            yield FieldError(name, "an id is needed, or None for none, not ''")
    for place, tag in enumerate(values.get("tags") or ()):
        if not tag:
            yield FieldError(f"tags[{place}]", f"the id of a tag is needed, not {tag!r}")


def _value_faults(kind: MoneyKind[Any, Any], values: Mapping[str, Any]) -> Iterator[FieldError]:
    yield from _key_faults(values)
    for name in ("tags", "lines"):
        if values.get(name, ()) is None:
            yield FieldError(name, "give () to remove them, not None")
    for place, line in enumerate(values.get("lines") or ()):
        for name in ("item", "discount", "discount_percent"):
            if getattr(line, name, None) is not None:
                yield FieldError(f"lines[{place}].{name}", "a line of Nuvio has no such field")
    number = values.get("number")
    # The number of an expense is its supplier's, and free.
    if number is not None and kind.has_key_number and not fullmatch(_NUMBER, str(number)):
        yield FieldError("number", f"1 to 50 letters, digits and hyphens, not {number!r}")
    rate = values.get("exchange_rate")
    if rate is not None and (not isinstance(rate, Decimal) or not rate.is_finite() or rate <= 0):
        yield FieldError("exchange_rate", f"a positive Decimal is needed, not {rate!r}")
