"""Turn drafts and changes into the body of a Daftra tax.

PUT replaces the record: what is left out is reset (observation, quirk 6), so an update sends name,
rate, description and whether prices contain the tax, with the changes laid over them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from daftra_client import models as daftra

from ledgerspan.drafts import TaxDraft
from ledgerspan.drafts.draft import refuse_changes
from ledgerspan.drafts.name import name_faults
from ledgerspan.drafts.tax import rate_faults
from ledgerspan.errors import DraftError, FieldError
from ledgerspan.models import Tax

from .kind import writable_fields

# Ours → theirs.
_MEMBERS = {
    "name": "name",
    "rate": "value",
    "inclusive": "included",
    "description": "description",
}
CHANGES = tuple(_MEMBERS)


def draft_input(draft: TaxDraft) -> daftra.TaxInput:
    """Return the record that creates the draft; raises DraftError with all faults."""
    draft.require(_draft_faults(draft))
    given = {ours: getattr(draft, ours) for ours in CHANGES}
    return _laid_over({}, {ours: value for ours, value in given.items() if value is not None})


def changed_input(record: Any, known: Tax | None, changes: Mapping[str, Any]) -> daftra.TaxInput:
    """Return what writes a record with the changes over it.

    `known` is the record in the common model, None for one that says nothing.
    """
    refuse_changes(changes, CHANGES, _change_faults(changes))
    if known is not None:
        lost = tuple(_lost(known, changes))
        if lost:
            raise DraftError("this change", lost)
    return unchanged_input(record, changes)


def unchanged_input(record: Any, changes: Mapping[str, Any]) -> daftra.TaxInput:
    """Return what `changed_input` does, without a look at what would be lost."""
    return _laid_over(writable_fields(daftra.TaxInput, record), changes)


def _laid_over(standing: dict[str, Any], given: Mapping[str, Any]) -> daftra.TaxInput:
    return daftra.TaxInput(**standing | {_MEMBERS[ours]: given[ours] for ours in given})


def _draft_faults(draft: TaxDraft) -> Iterator[FieldError]:
    if draft.rate is None:
        yield FieldError("rate", "Daftra needs it, in percent: 15 for 15 %, 0 for none")
    yield from _flag_faults({"inclusive": draft.inclusive})


def _change_faults(changes: Mapping[str, Any]) -> Iterator[FieldError]:
    if "name" in changes:
        yield from name_faults("name", changes["name"])
    if "rate" in changes:
        yield from rate_faults("rate", changes["rate"])
    yield from _flag_faults(changes)


def _flag_faults(values: Mapping[str, Any]) -> Iterator[FieldError]:
    inclusive = values.get("inclusive")
    if inclusive not in (True, False, None):
        yield FieldError("inclusive", f"True, False or None, not {inclusive!r}")


def _lost(known: Tax, changes: Mapping[str, Any]) -> Iterator[FieldError]:
    """Yield what an update would reset because the record does not say it readably."""
    for name in ("name", "rate"):
        if getattr(known, name) is None and name not in changes:
            yield FieldError(
                name, "the record has no readable one and would be reset: change it too"
            )
