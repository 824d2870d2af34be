"""Turn Daftra's products, services and bundles into the common Product.

`FIELDS` is the table that `explain` reads. Pictures, stock by warehouse, discounts and other
prices stay in `raw`, with objects that come as lists when they are empty (quirk 9).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ledgerspan.models import FieldOrigin, Origin, Product, ProductKind, Provider, Ref, Source
from ledgerspan.moments import read_moment

if TYPE_CHECKING:
    from daftra_client import models as daftra

_COMPUTED = FieldOrigin.COMPUTED
# Reading a member of an enum costs a dictionary look-up.
_DAFTRA = Provider.DAFTRA
_UNKNOWN = ProductKind.UNKNOWN
_KINDS: dict[Any, tuple[ProductKind, str]] = {
    1: (ProductKind.PRODUCT, "1"),
    2: (ProductKind.SERVICE, "2"),
    3: (ProductKind.BUNDLE, "3"),
}
# 0 is active, unlike elsewhere (published docs); 1 is inactive and 2 suspended.
_ACTIVE: dict[Any, bool] = {0: True, 1: False, 2: False}

FIELDS = {
    "id": Source("id"),
    "provider": Source("", _COMPUTED, "the platform itself"),
    "code": Source("product_code"),
    "name": Source("name"),
    "description": Source("description"),
    "kind": Source("type", note="1 is a product, 2 a service, 3 a bundle"),
    "kind_text": Source("type"),
    "unit_price": Source("unit_price", note="in the company's currency"),
    "buy_price": Source("buy_price", note="in the company's currency"),
    "taxes": Source("tax1, tax2", note="ids of taxes"),
    "category": Source(
        "category, ProductCategory",
        note="the text, else the name of the category if it is the only one",
    ),
    "brand": Source("brand"),
    "barcode": Source("barcode"),
    "supplier": Source("supplier_id"),
    "tags": Source("tags", note="divided at the commas"),
    "tracks_stock": Source("track_stock"),
    "stock": Source("stock_balance"),
    "is_active": Source("status, deactivate", note="status 0, and not deactivated"),
    "created_at": Source("created", note="without a zone: the site's own time"),
    "updated_at": Source("modified", note="without a zone: the site's own time"),
}


def products_of(records: Iterable[daftra.Product], origin: Origin) -> list[Product]:
    """Normalize the records of one answer, in order; none is ever left out.

    `or None` turns UNSET, "" and id 0 into None, as observation 6 says.
    """
    products: list[Product] = []
    record: Any
    for index, record in enumerate(records):
        kind, kind_text = _KINDS.get(record.type_) or (_UNKNOWN, _text(record.type_))
        tax1, tax2, supplier = record.tax1, record.tax2, record.supplier_id
        tags, tracked = record.tags, record.track_stock
        created, modified = record.created, record.modified
        products.append(
            Product(
                id=str(record.id or ""),
                provider=_DAFTRA,
                code=record.product_code or None,
                name=record.name or None,
                description=record.description or None,
                kind=kind,
                kind_text=kind_text,
                unit_price=_decimal(record.unit_price),
                buy_price=_decimal(record.buy_price),
                taxes=tuple([Ref(id=str(tax)) for tax in (tax1, tax2) if tax])
                if tax1 or tax2
                else (),
                category=record.category or _only_name(record.product_category),
                brand=record.brand or None,
                barcode=record.barcode or None,
                supplier=Ref(id=str(supplier)) if supplier else None,
                tags=_tags(tags) if tags else (),
                tracks_stock=tracked if tracked.__class__ is bool else None,
                stock=_decimal(record.stock_balance),
                is_active=_is_active(record.status, record.deactivate),
                created_at=read_moment(created) if created else None,
                updated_at=read_moment(modified) if modified else None,
                _origin=origin,
                _index=index,
            )
        )
    return products


def _is_active(status: Any, deactivated: Any) -> bool | None:
    # `deactivate` was seen to be "1" (observation 8); either of the two switches a product off.
    return False if deactivated is True else _ACTIVE.get(status)


def _only_name(categories: Any) -> str | None:
    if isinstance(categories, list) and len(categories) == 1:
        return categories[0].name or None
    return None


def _tags(text: str) -> tuple[Ref, ...]:
    return tuple([Ref(name=tag) for part in text.split(",") if (tag := part.strip())])


def _decimal(value: Any) -> Decimal | None:
    # "NaN" and "Infinity" are Decimals to the decoder and no amounts to anybody.
    return value if value.__class__ is Decimal and value.is_finite() else None


def _text(word: Any) -> str | None:
    return str(word) if word else None
