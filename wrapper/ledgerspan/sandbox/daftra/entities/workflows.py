"""Workflows of the account's own: each is an entity by itself, named after its id.

    le_workflow-type-entity-3                     the records of workflow 3
    le_workflow-type-entity-3_custom_data         the members that the account added to them

A write sends objects and lists (`number`, `budget`, `assigned_users`, `tags`), a read shows flat
values and links (published). The records of all workflows lie in one table.
"""

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import (
    Column,
    View,
    amount,
    code,
    day,
    reference,
    stamps,
    text,
)
from ledgerspan.sandbox.daftra.entities.shape import Relation, Shape, Writes, branch
from ledgerspan.sandbox.daftra.entities.workflow_rules import (
    WorkflowRules,
    WorkflowTypeRules,
    workflow_name,
)
from ledgerspan.sandbox.daftra.table import Child, Table
from ledgerspan.sandbox.exactjson import read_json

_NAME = re.compile(r"le_workflow-type-entity-([1-9][0-9]{0,17})")
_OPEN = 1
_LINK = (
    reference("item_id", "workflow_records"),
    Column("item_type", "id", start=0),
    text("entity_key"),
    text("entity_field_key"),
    *stamps(),
)

_TYPES = Table(
    "workflow_types",
    "WorkflowType",
    (text("name"), code("status", 0, 1, start=1), text("icon"), *stamps(), text("singular_title")),
    routes=(),
    rules=WorkflowTypeRules("name"),
)
_TAGS = Table("tags", "Tag", (text("name"),), routes=())
_ASSIGNEES = Table(
    "workflow_assignees",
    "WorkflowAssignee",
    (*_LINK, reference("staff_id", "staff"), reference("group_id"), reference("assigned_by")),
    routes=(),
)
_TAG_LINKS = Table(
    "workflow_tags",
    "WorkflowTag",
    (*_LINK, reference("tag_id", "tags"), reference("branch_id")),
    routes=(),
)
_CUSTOM_ROWS = Table(
    "workflow_custom_rows",
    "WorkflowCustomRow",
    (
        reference("reference_id", "workflow_records", access="hidden"),
        text("fields", access="hidden"),
    ),
    routes=(),
)
_RECORDS = Table(
    "workflow_records",
    "WorkflowRecord",
    (
        reference("client_id", "clients"),
        text("number", access="read"),
        text("title"),
        day("start_date"),
        text("description"),
        day("delivery_date"),
        reference("delivery_appointment_id", empty=None, access="read"),
        reference("follow_up_status_id", "follow_up_statuses", empty=None),
        text("budget_currency", access="read"),
        amount("budget", access="read"),
        code("status", access="read", start=_OPEN),
        *stamps(),
        reference("staff_id", "staff"),
        text("client_data", access="read"),
        text("extra_details", access="read"),
        reference("branch_id", start=1),
        reference("workflow_type_id", "workflow_types", access="read"),
        Column("attachments", "links", access="read", start="[]"),
        text("custom_data", access="read"),
    ),
    children=(
        Child(_ASSIGNEES, "item_id", written=False),
        Child(_TAG_LINKS, "item_id", written=False),
        Child(_CUSTOM_ROWS, "reference_id", written=False),
    ),
    routes=(),
    rules=WorkflowRules("title", "number"),
)


def _type_extras(row: sqlite3.Row, books: Books, view: View) -> Mapping[str, Any]:
    del books, view
    return {"entity_key": workflow_name(row["id"]), "app_related_data": None}


def _custom_members(row: sqlite3.Row, books: Books, view: View) -> Mapping[str, Any]:
    del books, view
    return {"reference_id": str(row["reference_id"]), **read_json(row["fields"].encode())}


def is_workflow(name: str) -> bool:
    """Tell whether an entity is named as the records of a workflow are."""
    return name.startswith(workflow_name(""))


def workflow_shape(name: str, books: Books) -> Shape | None:
    """Give the shape of a workflow's records; None where the account has no such workflow."""
    found = _NAME.fullmatch(name)
    if found is None or books.find("workflow_types", int(found[1])) is None:
        return None
    custom = Relation(
        f"{name}_custom_data", "workflow_custom_row", "reference_id", first=True, leaf=True
    )
    return replace(
        _RECORD,
        entity=name,
        relations=(*_RECORD.relations, custom),
        where={"workflow_type_id": int(found[1])},
    )


WORKFLOW_TABLES = (_TYPES, _TAGS, _RECORDS)
WORKFLOWS = (Shape("workflow_type", "workflow_types", deleted_at=False, extras=_type_extras),)
INSIDE_WORKFLOWS = (
    Shape("workflow_assignee", "workflow_assignees", deleted_at=False),
    Shape("workflow_tag", "workflow_tags", deleted_at=False),
    Shape("workflow_custom_row", "workflow_custom_rows", deleted_at=False, extras=_custom_members),
)
_RECORD = Shape(
    "workflow_record",
    "workflow_records",
    deleted_at=False,
    writes=Writes(account_days=("start_date", "delivery_date")),
    relations=(
        Relation("workflow_type", "workflow_type", "workflow_type_id", leaf=True),
        branch("branch"),
        Relation("staff", "staff", "staff_id", leaf=True),
        Relation("work_order_client", "client", "client_id", without=("deleted_at",), leaf=True),
        Relation(
            "work_order_follow_up_status", "follow_up_status", "follow_up_status_id", leaf=True
        ),
        Relation(
            "assigned_users",
            "workflow_assignee",
            "item_id",
            many=True,
            leaf=True,
            one_in_lists=True,
        ),
        Relation("tags", "workflow_tag", "item_id", many=True, leaf=True, one_in_lists=True),
    ),
)
