"""Turn Nuvio's products and services into the common Product; `FIELDS` is what `explain` reads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ledgerspan.models import FieldOrigin, Origin, Product, Provider, Ref, Source

if TYPE_CHECKING:
    from nuvio_client import models as nuvio

# Reading a member of an enum costs a dictionary look-up.
_NUVIO = Provider.NUVIO

FIELDS = {
    "id": Source("id"),
    "provider": Source("", FieldOrigin.COMPUTED, "the platform itself"),
    "code": Source("code", note="requests and lines call it productCode"),
    "name": Source("name"),
    "taxes": Source("taxes"),
}


def products_of(records: Iterable[nuvio.ProductService], origin: Origin) -> list[Product]:
    """Normalize the records of one answer, in order; none is ever left out.

    A product of Nuvio has no price, currency, unit or kind: prices stand on the lines.
    """
    return [
        Product(
            id=record.id or "",
            provider=_NUVIO,
            code=record.code or None,
            name=record.name or None,
            taxes=tuple(
                [
                    Ref(id=tax.tax_id or None, name=tax.tax_name or None)
                    for tax in record.taxes or ()
                ]
            ),
            _origin=origin,
            _index=index,
        )
        for index, record in enumerate(records)
    ]
