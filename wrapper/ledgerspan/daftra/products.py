"""Say how products are spoken to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from daftra_client import models as daftra
from daftra_client.api import products

from ledgerspan.drafts import ProductDraft
from ledgerspan.errors import ConfigurationError
from ledgerspan.filters import Filters
from ledgerspan.models import Origin, Product
from ledgerspan.resolution import same_name
from ledgerspan.resources.products import ProductFilters

from .kind import Dates, Kind, Narrowed
from .products_body import CHANGES, changed_input, draft_input
from .products_record import FIELDS, products_of


class GoodsKind(Kind[Product, ProductDraft]):
    """Speak to the products: their code is the one thing that the server finds them by."""

    shape = Product
    name = "products"
    one = key = "product"
    path = "/api2/products"
    model = "Product"
    api = products
    verbs: Mapping[str, str] = {
        "list": "list_products",
        **{verb: f"{verb}_product" for verb in ("get", "create", "update", "delete")},
    }
    fields = FIELDS
    writable = CHANGES

    def normalize(self, records: Sequence[Any], origin: Origin, dates: Dates) -> list[Product]:  # noqa: ARG002
        """Turn records into the common model."""
        return products_of(records, origin)

    def narrowed(self, filters: Filters) -> Narrowed:
        """Return the code, which is known to work (observation 5); whether as a whole is not."""
        code = getattr(filters, "code", None)
        return ({}, ()) if code is None else ({"product_code": code}, ("code",))

    def request_of(self, draft: ProductDraft) -> Any:
        """Return the body that creates a draft."""
        return daftra.ProductRequest(draft_input(draft))

    def changed_request(
        self,
        record: Any,
        known: Product | None,  # noqa: ARG002
        changes: Mapping[str, Any],
    ) -> Any:
        """Return the body that writes a record with changes over it."""
        return daftra.ProductRequest(changed_input(record, changes))

    def marked(self, draft: ProductDraft, once: str) -> ProductDraft:
        """Return a draft whose code is the reference: the server finds that."""
        if draft.code not in (None, once):
            raise ConfigurationError(
                "on Daftra `once` is the code of the product: leave `code` out, or give the same "
                "text for both"
            )
        return msgspec.structs.replace(draft, code=once)

    def bears(self, record: Product, once: str) -> bool:
        """Tell whether a record has the reference for its code."""
        return record.code == once

    def once_query(self, draft: ProductDraft, once: str) -> Mapping[str, Any]:  # noqa: ARG002
        """Return what narrows the list to a code."""
        return {"product_code": once}

    def near_filters(self, draft: ProductDraft) -> Filters:
        """Return the code of a draft, if it has one that nobody would trim."""
        code = draft.code
        return ProductFilters(code=code) if code and code == code.strip() else Filters()

    def is_near(self, record: Product, draft: ProductDraft) -> bool:
        """Tell whether a record has the name of a draft, whatever its case and spaces."""
        return same_name(record.name, draft.name)

    def is_same(self, record: Product, draft: ProductDraft) -> bool:
        """Tell whether a record has the texts and prices of a draft."""
        texts = ("name", "code", "description", "category", "brand", "barcode")
        return all((getattr(draft, name) or None) == getattr(record, name) for name in texts) and (
            (draft.unit_price, draft.buy_price) == (record.unit_price, record.buy_price)
        )


PRODUCTS = GoodsKind()
