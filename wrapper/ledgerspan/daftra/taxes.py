"""Say how taxes are spoken to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from daftra_client import models as daftra
from daftra_client.api import taxes

from ledgerspan.drafts import TaxDraft
from ledgerspan.models import Origin, Tax

from .kind import Dates, Kind
from .taxes_body import CHANGES, changed_input, draft_input, unchanged_input
from .taxes_record import FIELDS, taxes_of


class TaxKind(Kind[Tax, TaxDraft]):
    """Speak to taxes; `once` goes into the description. Their list takes no filters."""

    shape = Tax
    name = "taxes"
    one = key = "tax"
    path = "/api2/taxes"
    model = "Tax"
    api = taxes
    fields = FIELDS
    writable = CHANGES

    def __init__(self) -> None:
        self.verbs = {
            "list": "list_taxes",
            **{verb: f"{verb}_tax" for verb in ("get", "create", "update", "delete")},
        }

    def normalize(self, records: Sequence[Any], origin: Origin, dates: Dates) -> list[Tax]:  # noqa: ARG002
        """Turn records into the common model; their moments are never in the site's format."""
        return taxes_of(records, origin)

    def request_of(self, draft: TaxDraft) -> Any:
        """Return the body that creates a draft."""
        return daftra.TaxRequest(draft_input(draft))

    def changed_request(self, record: Any, known: Tax | None, changes: Mapping[str, Any]) -> Any:
        """Return the body that writes a record with changes over it."""
        return daftra.TaxRequest(changed_input(record, known, changes))

    def unchanged_request(self, record: Any, known: Tax) -> Any:  # noqa: ARG002
        """Return the body that would leave a record as it is, even one without a rate."""
        return daftra.TaxRequest(unchanged_input(record, {}))

    def is_near(self, record: Tax, draft: TaxDraft) -> bool:
        """Tell whether a record has the rate of a draft: nobody rewrites that."""
        return record.rate == draft.rate

    def is_same(self, record: Tax, draft: TaxDraft) -> bool:
        """Tell whether a record has all values of a draft."""
        return (
            self.is_near(record, draft)
            and record.name == draft.name
            and record.inclusive is bool(draft.inclusive)
            and record.description == (draft.description or None)
        )


TAXES = TaxKind()
