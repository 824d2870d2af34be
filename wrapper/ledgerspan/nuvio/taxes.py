"""Say how taxes are spoken to: their API tells the name alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from nuvio_client.api import taxes

from ledgerspan.drafts import TaxDraft
from ledgerspan.errors import FieldError
from ledgerspan.models import Origin, Provider, Tax

from .named import NamedKind


class TaxKind(NamedKind[Tax, TaxDraft]):
    """Speak to taxes: what the member for the rate is called, nobody knows."""

    shape = Tax

    def normalize(self, records: Sequence[Any], origin: Origin) -> list[Tax]:
        """Turn records into the common model; what they say beside the name stays in `raw`."""
        return [
            Tax(
                id=record.id or "",
                provider=Provider.NUVIO,
                name=record.name or None,
                _origin=origin,
                _index=index,
            )
            for index, record in enumerate(records)
        ]

    def members(self, record: Tax) -> dict[str, Any]:
        """Return the name."""
        return {"name": record.name}

    def draft_faults(self, draft: TaxDraft) -> Iterator[FieldError]:
        """Refuse what would be lost: a tax without its rate is made, never one with a wrong one."""
        for name in ("rate", "inclusive", "description"):
            if getattr(draft, name) is not None:
                yield FieldError(
                    name, "a Nuvio tax takes its name alone: set the rest in the web app"
                )


TAXES = TaxKind("tax", "taxes", taxes)
