"""Products with their pictures and categories."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import (
    Column,
    Stored,
    View,
    amount,
    code,
    flag,
    reference,
    stamps,
    text,
)
from ledgerspan.sandbox.daftra.custom import custom_data
from ledgerspan.sandbox.daftra.stock.movements import stock_by_store
from ledgerspan.sandbox.daftra.table import READING, Child, Draft, Rules, Table

PRODUCT_CATEGORIES = Table(
    "product_categories",
    "ProductCategory",
    (
        text("name", 255),
        text("description"),
        code("category_type", 1, 2, 3, start=1),
        reference("parent_id", "product_categories"),
        text("image"),
        *stamps(),
        text("image_full_path"),
    ),
    routes=READING,
    order="id",
    observed_key="Category",
)
_IMAGES = Table(
    "product_images",
    "ProductImage",
    (
        reference("product_id", "products"),
        flag("default"),
        text("file"),
        *stamps(),
        text("file_full_path"),
    ),
)
_CATEGORY_LINKS = Table(
    "product_category_links",
    "ProductCategory",
    (reference("product_id", "products"), reference("category_id", "product_categories")),
)
_INACTIVE = 1


class ProductRules(Rules):
    """Pictures, categories and stock levels stand inside a product, in lists too (published)."""

    def settle(self, draft: Draft, books: Books) -> None:
        """Take the misspelt `discout_type`, which is real too (observation 6), as the other."""
        del books
        if "discout_type" in draft.sent and "discount_type" not in draft.sent:
            draft.values["discount_type"] = draft.values["discout_type"]

    def computed(self, row: sqlite3.Row, books: Books) -> Mapping[str, Stored]:
        """Say once more whether the product is sold (observation 8)."""
        del books
        return {"deactivate": int(row["status"] == _INACTIVE)}

    def embedded(self, row: sqlite3.Row, view: View, books: Books) -> Mapping[str, Any]:
        """Give the related records; observed, PHP decides between objects and lists (quirk 9)."""
        rows = books.records("product_images").matching(product_id=row["id"])
        images = [books.written("product_images", each, view) for each in rows]
        categories = [
            books.written("product_categories", category, view)
            for link in books.records("product_category_links").matching(product_id=row["id"])
            if (category := books.find("product_categories", link["category_id"]))
        ]
        record: dict[str, Any] = {
            "ProductImage": images,
            "ProductCategory": categories,
        }
        if books.dialect == "observed":
            masters = [image for each, image in zip(rows, images, strict=True) if each["default"]]
            record["ProductImage"] = images[0] if len(images) == 1 else images
            record["ProductMasterImage"] = masters[0] if masters else []
            kind = row["discount_type"]
            record["discout_type"] = None if kind is None else str(kind)
            record["productPendingQTY"] = []
            record["productAvailableQTY"] = _levels(row, books)
        return {**record, **custom_data(books, view, shelf=f"A{row['id'] % 7}")}


def _levels(row: sqlite3.Row, books: Books) -> Any:
    """Give the stock by store; an empty map is a list."""
    if not row["track_stock"]:
        return []
    levels = stock_by_store(books, row)
    return {
        str(store): int(level) if level == int(level) else level for store, level in levels.items()
    } or []


PRODUCTS = Table(
    "products",
    "Product",
    (
        reference("staff_id", "staff"),
        text("name", 255),
        text("description"),
        amount("unit_price"),
        reference("tax1", "taxes", empty=None),
        reference("tax2", "taxes", empty=None),
        reference("supplier_id", "suppliers"),
        text("brand", 255),
        text("category", 255),
        text("tags"),
        amount("buy_price"),
        text("product_code", 255),
        flag("track_stock"),
        amount("stock_balance"),
        # Both spellings are the API's own (behaviours 13.19).
        Column("low_stock_thershold", "id"),
        text("barcode", 255),
        text("notes", 255),
        code("status", 0, 1, 2, start=0),
        flag("deactivate", access="seen"),
        *stamps(),
        Column("follow_up_status", "id", refers="follow_up_statuses", loose=True),
        flag("updated_price"),
        amount("average_price"),
        code("type", 1, 2, 3),
        amount("minimum_price"),
        amount("profit_margin"),
        amount("discount"),
        code("discount_type", 1, 2),
        code("discout_type", 1, 2, access="write"),
        amount("duration_minutes", start="0"),
        flag("availabe_online"),
        reference("raw_store_id", "stores", empty=None),
        reference("branch_id"),
    ),
    children=(
        Child(_IMAGES, "product_id", written=False, views=()),
        Child(_CATEGORY_LINKS, "product_id", written=False, views=()),
    ),
    filters={"product_code": "product_code = ?"},
    rules=ProductRules(),
)
