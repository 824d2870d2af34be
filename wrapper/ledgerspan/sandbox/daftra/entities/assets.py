"""What employees are given: kinds of assets, where they are kept, and the assets.

Assets have an envelope of their own, and a row of a list has fewer members than a single read
(published; which ones nobody has said: here those that the docs show first).
"""

import sqlite3
from collections.abc import Mapping
from typing import Any

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import (
    Column,
    Stored,
    View,
    day,
    flag,
    reference,
    stamps,
    text,
)
from ledgerspan.sandbox.daftra.entities.rules import EntityRules
from ledgerspan.sandbox.daftra.entities.shape import Relation, Shape, Writes, branch
from ledgerspan.sandbox.daftra.table import Draft, Table

_HOLDERS = {"employee": "employee_id", "storage": "storage_id"}
_ALLOWED = ("can_add_notes", "can_add_document", "can_view_documents")
_THERE = ("has_notes", "has_chain_of_custody")
_PLACE = (
    text("name"),
    flag("is_active", start=1, takes_null=False),
    text("description"),
    reference("staff_id", "staff"),
    *stamps(),
    reference("branch_id", start=1),
)


class AssetRules(EntityRules):
    """Who holds an asset is named by the id that `used_by` asks for (published)."""

    def settle(self, draft: Draft, books: Books) -> None:
        """Require that id."""
        super().settle(draft, books)
        holder = _HOLDERS.get(str(draft.values["used_by"]))
        if holder is not None and draft.values[holder] is None:
            draft.complain(holder, f"is required: the asset is used by {draft.values['used_by']}")


def _asset(row: sqlite3.Row, books: Books, view: View) -> Mapping[str, Any]:
    """Give what stands beside the columns: who has it and where, and what the caller may do.

    Holders and files stand in no published sample; they are written as what is beside them.
    """
    shown: dict[str, Any] = {
        "employee": None,
        "storage": None,
        "photo": {
            **dict.fromkeys(("id", "name", "size", "mime_type", "path")),
            "name": row["photo"],
        },
        "can_update": True,
        "can_delete": True,
        "asset_type": _named(books, "asset_types", row["asset_type_id"]),
        "has_linked_asset": False,
        "location": _named(books, "asset_locations", row["location_id"]),
    }
    if (path := {"employee": "staff", "storage": "storages"}.get(row["used_by"])) is not None:
        shown[row["used_by"]] = _named(books, path, row[_HOLDERS[row["used_by"]]])
    if view == "list":
        return shown
    files = row["attachments"]
    return {
        **shown,
        **{column.name: row[column.name] for column in _SINGLE},
        "attachments": [{"name": files}] if files else [],
        "asset_unit": None,
        **dict.fromkeys(_ALLOWED, True),
        **dict.fromkeys(_THERE, False),
    }


def _named(books: Books, path: str, number: Stored) -> Any:
    row = books.find(path, number)
    return None if row is None else {"id": row["id"], "name": row["name"]}


_TYPES = Table("asset_types", "AssetType", _PLACE, routes=(), rules=EntityRules("name"))
_LOCATIONS = Table("asset_locations", "AssetLocation", _PLACE, routes=(), rules=EntityRules("name"))
_STORAGES = Table("storages", "Storage", _PLACE, routes=(), rules=EntityRules("name"))
_SINGLE = (
    day("assigned_date", access="write"),
    day("warranty_expiry_date", access="write"),
    day("expected_return_date", access="write"),
    text("description", access="write"),
    text("technical_specifications", access="write"),
)
_ASSETS = Table(
    "employee_assets",
    "EmployeeAsset",
    (
        text("code"),
        text("name"),
        text("barcode", taken="Barcode already exists"),
        text("serial_number", taken="Serial number already exists"),
        Column(
            "used_by", "text", choices=("not_assigned", "employee", "storage"), takes_null=False
        ),
        text("status", access="read", start="available"),
        reference("asset_type_id", "asset_types", access="write"),
        reference("location_id", "asset_locations", access="write"),
        reference("employee_id", "staff", access="write"),
        reference("storage_id", "storages", access="write"),
        text("photo", access="write"),
        text("attachments", access="write"),
        *_SINGLE,
    ),
    routes=(),
    rules=AssetRules("name", "used_by", "location_id"),
)

ASSET_TABLES = (_TYPES, _LOCATIONS, _STORAGES, _ASSETS)
ASSETS = (
    Shape(
        "asset_type",
        "asset_types",
        deleted_at=False,
        relations=(branch("branch"), Relation("staff", "staff", "staff_id", leaf=True)),
    ),
    Shape(
        "asset_location",
        "asset_locations",
        deleted_at=False,
        relations=(
            branch("asset_location_branch"),
            Relation("asset_location_staff", "staff", "staff_id", leaf=True),
        ),
    ),
    Shape(
        "storage",
        "storages",
        deleted_at=False,
        relations=(
            branch("storage_branch"),
            Relation("storage_staff", "staff", "staff_id", leaf=True),
        ),
    ),
    Shape(
        "employee_asset",
        "employee_assets",
        deleted_at=False,
        extras=_asset,
        envelope="payload",
        writes=Writes(blank_id=True),
    ),
)
