"""What an account can do about a record, and the states it can give one (published by name).

Their records have no wrapper, and `FollowUpOperations` says how they are reached.
"""

from ledgerspan.sandbox.daftra.columns import Column, code, flag, reference, stamps, text
from ledgerspan.sandbox.daftra.entities.follow_ups import FollowUpStatusRules
from ledgerspan.sandbox.daftra.operating.subjects import CODES
from ledgerspan.sandbox.daftra.table import Table

STATUS_KINDS = {
    "purchase_request": 14,
    "manufacturing_order": 23,
    "production_plan": 24,
    "lease_contract": 27,
}
"""Kinds that have statuses and neither notes nor appointments."""
_OPEN, _CLOSED = 1, 2

FOLLOW_UP_ACTIONS = Table(
    "follow_up_actions",
    "FollowUpAction",
    # The docs name no member of an action: these are inferred.
    (text("name"), code("item_type", *CODES)),
    routes=(),
    order="id",
)
FOLLOW_UP_STATUSES = Table(
    "follow_up_statuses",
    "FollowUpStatus",
    (
        code("item_type", 0, 1, 2, 3, 8, *STATUS_KINDS.values(), start=0),
        text("name"),
        text("color", start="#ffffff"),
        code("status", _OPEN, _CLOSED),
        reference("staff_id", "staff"),
        text("entity_key"),
        Column("display_order", "id"),
        flag("deleted", access="read"),
        *stamps(),
    ),
    routes=(),
    order="display_order, id",
    # v2 alone writes them.
    rules=FollowUpStatusRules(),
)
