"""Turn drafts and changes into the body of a Nuvio product or service.

PUT is presumed to replace the record (behaviours, "Not documented"). The code is called
`productCode` here, and taxes are sent as ids alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nuvio_client import models as nuvio
from nuvio_client.types import UNSET

from ledgerspan.drafts import ProductDraft
from ledgerspan.drafts.draft import refuse_changes
from ledgerspan.drafts.product import product_faults
from ledgerspan.errors import FieldError
from ledgerspan.models import Product

CHANGES = ("name", "code", "taxes")


def draft_body(draft: ProductDraft) -> nuvio.ProductServiceInput:
    """Return the body that creates the draft; raises DraftError with all faults."""
    draft.require((*_place_faults(draft), *_code_faults(draft.code)))
    return nuvio.ProductServiceInput(
        name=draft.name,
        product_code=draft.code or UNSET,
        taxes=list(draft.taxes) if draft.taxes else UNSET,
    )


def changed_body(known: Product, changes: Mapping[str, Any]) -> nuvio.ProductServiceInput:
    """Return the body that writes a record with the changes over it; every change is checked."""
    refuse_changes(changes, CHANGES, (*product_faults(changes), *_code_faults(changes.get("code"))))
    return nuvio.ProductServiceInput(
        name=changes.get("name", known.name),
        product_code=changes.get("code", known.code) or None,
        taxes=list(changes.get("taxes", [tax.id for tax in known.taxes if tax.id])),
    )


def _place_faults(draft: ProductDraft) -> Iterator[FieldError]:
    for name in draft.__struct_fields__:
        if name not in CHANGES and getattr(draft, name) not in (None, "", ()):
            yield FieldError(name, "a Nuvio product has no such field: prices stand on lines")


def _code_faults(code: object) -> Iterator[FieldError]:
    if code in (".", ".."):
        yield FieldError("code", "a code is a part of a path, and this one means another place")
