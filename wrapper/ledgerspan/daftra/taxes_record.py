"""Turn Daftra's taxes into the common Tax.

The rows of `PurchaseOrderTax` inside a purchase document are the same record; there `tax_id`
names the tax and `id` the row.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ledgerspan.models import FieldOrigin, Origin, Provider, Source, Tax
from ledgerspan.moments import read_moment

if TYPE_CHECKING:
    from daftra_client import models as daftra

FIELDS = {
    "id": Source("id"),
    "provider": Source("", FieldOrigin.COMPUTED, "the platform itself"),
    "name": Source("name"),
    "rate": Source("value", note="in percent"),
    "inclusive": Source("included", note="0 and null say that prices exclude the tax"),
    "description": Source("description"),
    "created_at": Source("created", note="no zone is named"),
    "updated_at": Source("modified", note="no zone is named"),
}


def taxes_of(records: Iterable[daftra.Tax], origin: Origin) -> list[Tax]:
    """Normalize the taxes of one answer, in order; none is ever left out."""
    taxes: list[Tax] = []
    for index, record in enumerate(records):
        created, modified = record.created, record.modified
        taxes.append(
            Tax(
                id=str(record.id or ""),
                provider=Provider.DAFTRA,
                name=record.name or None,
                rate=rate_of(record.value),
                inclusive=is_inclusive(record.included),
                description=record.description or None,
                created_at=read_moment(created) if created else None,
                updated_at=read_moment(modified) if modified else None,
                _origin=origin,
                _index=index,
            )
        )
    return taxes


def rate_of(value: Any) -> Decimal | None:
    """Return a rate or an amount; "NaN" and "Infinity" are none."""
    return value if isinstance(value, Decimal) and value.is_finite() else None


def is_inclusive(included: Any) -> bool | None:
    """Tell whether prices contain a tax: null says no (published docs), nothing says nothing."""
    return included is True if included in (True, False, None) else None
