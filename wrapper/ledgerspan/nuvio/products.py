"""Say how products are spoken to: Nuvio's products and services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from nuvio_client.api import product_services

from ledgerspan.drafts import ProductDraft
from ledgerspan.errors import ConfigurationError
from ledgerspan.models import Origin, Product, Provider
from ledgerspan.resolution import same_name

from .kind import Kind, path_key
from .products_body import CHANGES, changed_body, draft_body
from .products_record import FIELDS, products_of


class GoodsKind(Kind[Product, ProductDraft]):
    """Speak to the products; a code of the user's names one as its UUID does."""

    shape = Product
    name = "products"
    one = "product"
    path = list_path = "/v1/product-services"
    model = "ProductService"
    api = product_services
    verbs: Mapping[str, str] = {
        "list": "list_product_services",
        **{verb: f"{verb}_product_service" for verb in ("get", "create", "update")},
    }
    instead: Mapping[str, str] = {
        "delete": "delete it in the web app, or change it with products.update"
    }
    keys = "UUID or code"
    key_word = "code"
    fields = FIELDS
    writable = CHANGES

    def normalize(self, records: Sequence[Any], origin: Origin) -> list[Product]:
        """Turn records into the common model."""
        return products_of(records, origin)

    def body_of(self, draft: ProductDraft) -> Any:
        """Return the body that creates a draft."""
        return draft_body(draft)

    def changed_body(self, known: Product | None, changes: Mapping[str, Any]) -> Any:
        """Return the body that writes a record with changes over it."""
        return changed_body(known or Product(id="", provider=Provider.NUVIO), changes)

    def list_sent(self, filters: Any) -> tuple[Mapping[str, Any], tuple[str, ...]]:  # noqa: ARG002
        """Return nothing: the list takes no filter."""
        return {}, ()

    def marked(self, draft: ProductDraft, once: str) -> ProductDraft:
        """Return a draft whose code is the reference: a product is read by it."""
        if draft.code not in (None, once):
            raise ConfigurationError(
                "on Nuvio `once` is the code of the product: leave `code` out, or give the same "
                "text for both"
            )
        return msgspec.structs.replace(draft, code=once)

    def bears(self, record: Product, once: str) -> bool:
        """Tell whether a record has the reference for its code."""
        return record.code == once

    def key_of(self, draft: ProductDraft) -> str | None:
        """Return the code, which addresses a product as its UUID does, if a path can name it."""
        return path_key(draft.code)

    def is_near(self, record: Product, draft: ProductDraft) -> bool:
        """Tell whether a record has the name of a draft, whatever its case and spaces."""
        return same_name(record.name, draft.name)

    def is_same(self, record: Product, draft: ProductDraft) -> bool:
        """Tell whether a record has all values of a draft."""
        taxes = tuple(tax.id for tax in record.taxes)
        return (record.name, record.code, taxes) == (draft.name, draft.code or None, draft.taxes)


PRODUCTS = GoodsKind()
