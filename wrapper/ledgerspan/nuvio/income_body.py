"""Turn drafts and changes into the body of a Nuvio income.

PUT is presumed to replace the record (behaviours, "Not documented"), so an update sends the whole
record as it stands with the changes laid over it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from re import fullmatch
from typing import Any

from nuvio_client import models as nuvio
from nuvio_client.types import UNSET

from ledgerspan.drafts import IncomeDraft, LineDraft, refuse_changes
from ledgerspan.errors import FieldError
from ledgerspan.models import Income, Line, TaxAmount

CHANGES = (
    "number", "date", "due_date", "currency", "exchange_rate", "description", "contact", "project",
    "tags", "lines",
)  # fmt: skip

_ONE = Decimal(1)
# Letters, digits and hyphens (published docs).
_NUMBER = r"[A-Za-z0-9-]{1,50}"


def draft_faults(draft: IncomeDraft) -> Iterator[FieldError]:
    """Yield what Nuvio has no place for, or would refuse."""
    for name in ("category", "vendor"):
        if getattr(draft, name):
            yield FieldError(name, "a Nuvio income has no such field")
    if draft.tax_inclusive:
        yield FieldError("tax_inclusive", "prices of Nuvio are net: give the amount without taxes")
    if draft.lines and draft.taxes:
        yield FieldError("taxes", "with lines, taxes belong to the lines")
    yield from _value_faults({name: getattr(draft, name) for name in CHANGES})


def draft_body(draft: IncomeDraft) -> nuvio.IncomeInput:
    """Return the body that creates the draft; raises DraftError with all faults."""
    draft.require(tuple(draft_faults(draft)))
    lines: tuple[LineDraft, ...] = draft.lines
    if draft.amount is not None:
        lines = (
            LineDraft(
                quantity=_ONE, unit_price=draft.amount, taxes=tuple(map(_tax_id, draft.taxes))
            ),
        )
    return nuvio.IncomeInput(
        invoice_number=_or_unset(draft.number),
        description=_or_unset(draft.description),
        invoice_date=draft.date,
        due_date=_or_unset(draft.due_date),
        currency=draft.currency,
        project_id=_or_unset(draft.project),
        customer_id=_or_unset(draft.contact),
        tags=list(draft.tags) if draft.tags else UNSET,
        items=[_item(line) for line in lines],
        exchange_rate=_or_unset(draft.exchange_rate),
    )


def changed_body(income: Income, changes: Mapping[str, Any]) -> nuvio.IncomeInput:
    """Return the body that writes `income` with the changes over it."""
    refuse_changes(changes, CHANGES, _value_faults(changes))
    now: dict[str, Any] = {
        "number": income.number,
        "date": income.date,
        "due_date": income.due_date,
        "currency": income.currency,
        "exchange_rate": income.exchange_rate,
        "description": income.description,
        "contact": income.contact and income.contact.id,
        "project": income.project and income.project.id,
        "tags": tuple(tag.id for tag in income.tags if tag.id),
        "lines": income.lines,
    }
    wanted = now | dict(changes)
    return nuvio.IncomeInput(
        invoice_number=_or_unset(wanted["number"]),
        description=wanted["description"],
        invoice_date=_or_unset(wanted["date"]),
        due_date=wanted["due_date"],
        currency=_or_unset(wanted["currency"]),
        project_id=wanted["project"],
        customer_id=wanted["contact"],
        tags=list(wanted["tags"]),
        items=_items(wanted["lines"]),
        exchange_rate=wanted["exchange_rate"],
    )


def _items(lines: Iterable[Line | LineDraft]) -> list[nuvio.IncomeItemInput]:
    return [_item(line) if isinstance(line, LineDraft) else _kept(line) for line in lines]


def _item(line: LineDraft) -> nuvio.IncomeItemInput:
    return nuvio.IncomeItemInput(
        product_id=_or_unset(line.product),
        product_code=_or_unset(line.product_code),
        quantity=line.quantity,
        item_taxes=list(line.taxes),
        unit_price=line.unit_price,
    )


def _kept(line: Line) -> nuvio.IncomeItemInput:
    product = line.product
    return nuvio.IncomeItemInput(
        product_id=_or_unset(product and product.id),
        # The id wins where both are sent; a code is only needed without one.
        product_code=_or_unset(product.code if product and product.id is None else None),
        quantity=_or_unset(line.quantity),
        item_taxes=[tax.tax.id for tax in line.taxes if tax.tax.id],
        unit_price=_or_unset(line.unit_price),
    )


def _tax_id(tax: str | TaxAmount) -> str:
    return (tax.tax.id or "") if isinstance(tax, TaxAmount) else tax


def _or_unset(value: Any) -> Any:
    return UNSET if value is None else value


def _value_faults(values: Mapping[str, Any]) -> Iterator[FieldError]:
    for name in ("tags", "lines"):
        if values.get(name, ()) is None:
            yield FieldError(name, "give () to remove them, not None")
    number = values.get("number")
    if number is not None and not fullmatch(_NUMBER, str(number)):
        yield FieldError("number", f"1 to 50 letters, digits and hyphens, not {number!r}")
    rate = values.get("exchange_rate")
    if rate is not None and (not isinstance(rate, Decimal) or not rate.is_finite() or rate <= 0):
        yield FieldError("exchange_rate", f"a positive Decimal is needed, not {rate!r}")
