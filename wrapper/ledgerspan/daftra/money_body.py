"""Turn drafts and changes into the body of a Daftra income or expense.

PUT replaces the record: what is left out is reset (observation, quirk 6), so an update sends every
writable field of the record as it is, with the changes laid over it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from daftra_client import models as daftra
from daftra_client.types import UNSET

from ledgerspan.drafts import ExpenseDraft, MoneyDraft
from ledgerspan.drafts.draft import amount_faults, currency_faults, day_faults, refuse_changes
from ledgerspan.errors import FieldError
from ledgerspan.models import TaxAmount

from .kind import is_key, writable_fields

if TYPE_CHECKING:
    from .money_record import Record

    I = TypeVar("I", daftra.IncomeInput, daftra.ExpenseInput)  # noqa: E741  # input

_TAX_SLOTS = ("tax1", "tax2")
_LONGEST = {"vendor": 200, "category": 200}

CHANGES = (
    "date", "currency", "amount", "description", "category", "contact", "vendor", "taxes",
    "tax_inclusive",
)  # fmt: skip
# The payee of an expense is its vendor; `client_id`, the customer it is for, stays as it is.
EXPENSE_CHANGES = tuple(name for name in CHANGES if name != "contact")


def draft_faults(draft: MoneyDraft) -> Iterator[FieldError]:
    """Yield what Daftra has no place for, or would refuse."""
    one = f"a Daftra {draft.what}"
    if draft.lines:
        yield FieldError("lines", f"{one} has no lines: give amount")
    if len(draft.taxes) > len(_TAX_SLOTS):
        yield FieldError("taxes", f"{one} takes two taxes at most")
    for name in ("number", "due_date", "project", "exchange_rate", "tags"):
        if getattr(draft, name):
            yield FieldError(name, f"{one} has no such field")
    if draft.contact is not None and isinstance(draft, ExpenseDraft):
        yield FieldError("contact", f"{one} names its payee by a text: give vendor")
    yield from _value_faults({name: getattr(draft, name) for name in CHANGES})


def draft_input(shape: type[I], draft: MoneyDraft) -> I:
    """Return the record that creates the draft; raises DraftError with all faults."""
    draft.require(tuple(draft_faults(draft)))
    given = {
        name: value
        for name in CHANGES
        if (value := getattr(draft, name)) is not None and value != ()
    }
    return _laid_over(shape(), given)


def changed_input(
    shape: type[I], record: Record, changes: Mapping[str, Any], known: tuple[str, ...] = CHANGES
) -> I:
    """Return what writes `record` with the changes over it; only the `known` ones are taken."""
    refuse_changes(changes, known, (*_lasting_faults(changes), *_value_faults(changes)))
    return _laid_over(writable(shape, record), changes)


def writable(shape: type[I], record: Record) -> I:
    """Return the writable fields of a record as they stand; the date is set by the caller."""
    return shape(**writable_fields(shape, record, skip=("date",)))


def with_date(body: I, day: datetime.date | None) -> I:
    """Return the input with a day, unless it has one: read dates are texts of any format."""
    if day is None or body.date is not UNSET:
        return body
    return _laid_over(body, {"date": day})


def _laid_over(body: I, given: Mapping[str, Any]) -> I:
    import attrs  # noqa: PLC0415  # as in `writable`

    sent: dict[str, Any] = {}
    for ours, theirs in (
        ("date", "date"),
        ("currency", "currency_code"),
        ("amount", "amount"),
        ("description", "note"),
        ("category", "category"),
        ("vendor", "vendor"),
    ):
        if ours in given:
            sent[theirs] = given[ours]
    if "contact" in given:
        sent["client_id"] = None if given["contact"] is None else int(given["contact"])
    if "taxes" in given:
        sent |= _tax_fields(given["taxes"], inclusive=bool(given.get("tax_inclusive")))
    elif "tax_inclusive" in given:
        sent |= {
            f"{slot}_included": given["tax_inclusive"]
            for slot in _TAX_SLOTS
            if getattr(body, f"{slot}_id") not in (UNSET, None, 0)
        }
    return attrs.evolve(body, **sent)


def _tax_fields(taxes: tuple[str | TaxAmount, ...], *, inclusive: bool) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for slot, tax in zip(_TAX_SLOTS, (*taxes, None, None), strict=False):
        told = tax if isinstance(tax, TaxAmount) else None
        identity = told.tax.id if told else tax
        fields |= {
            f"{slot}_id": None if identity is None else int(cast("str", identity)),
            f"{slot}_name": told.tax.name if told else None,
            f"{slot}_value": told.rate if told else None,
            f"{slot}_amount": told.amount if told else None,
            f"{slot}_included": None
            if tax is None
            else told.inclusive
            if told and told.inclusive is not None
            else inclusive,
        }
    return fields


def _value_faults(values: Mapping[str, Any]) -> Iterator[FieldError]:
    contact = values.get("contact")
    if contact is not None and not is_key(contact):
        yield FieldError("contact", f"Daftra's ids are digits, not {contact!r}")
    if values.get("taxes", ()) is None:
        yield FieldError("taxes", "give () to remove them, not None")
    for place, tax in enumerate(values.get("taxes") or ()):
        identity = tax.tax.id if isinstance(tax, TaxAmount) else tax
        if identity is not None and not is_key(identity):
            yield FieldError(f"taxes[{place}]", f"Daftra's ids are digits, not {identity!r}")
    for name, longest in _LONGEST.items():
        text = values.get(name)
        if isinstance(text, str) and len(text) > longest:
            yield FieldError(name, f"at most {longest} characters, not {len(text)}")


def _lasting_faults(changes: Mapping[str, Any]) -> Iterator[FieldError]:
    """Yield the faults of what a record always has; a draft looks at them itself."""
    if "date" in changes:
        yield from day_faults("date", changes["date"])
    if "currency" in changes:
        yield from currency_faults("currency", changes["currency"])
    if "amount" in changes:
        yield from amount_faults("amount", changes["amount"], positive=True)
    if changes.get("tax_inclusive", False) is None:
        yield FieldError("tax_inclusive", "True or False, not None")
