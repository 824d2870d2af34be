"""The states that an account gives its records: written and listed here, read singly in v1."""

import re

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.entities.rules import EntityRules
from ledgerspan.sandbox.daftra.entities.shape import Shape
from ledgerspan.sandbox.daftra.table import Draft

_KEYS = re.compile(
    r"rental_reservation_order|manufacturing_order|production_plan|lease_contract"
    r"|le_workflow-type-entity-[1-9][0-9]*"
)


class FollowUpStatusRules(EntityRules):
    """A status is for the records of one kind; `entity_key` names those without a code."""

    def __init__(self) -> None:
        super().__init__("name", "status", "staff_id")

    def settle(self, draft: Draft, books: Books) -> None:
        """Refuse the name of an entity that has no statuses (published list)."""
        super().settle(draft, books)
        key = draft.values["entity_key"]
        if key is not None and not _KEYS.fullmatch(str(key)):
            draft.complain("entity_key", "is no entity that has follow-up statuses")


FOLLOW_UPS = (
    # The docs give its list the envelope of v1, under a path of v2.
    Shape("follow_up_status", "follow_up_statuses", deleted_at=False, envelope="v1"),
    Shape("follow_up_action", "follow_up_actions", deleted_at=False),
)
