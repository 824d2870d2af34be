"""Invent what can be done about records, and the states they can be in."""

from ledgerspan.sandbox.daftra.seeds.sower import Sower
from ledgerspan.sandbox.daftra.seeds.writing import Row

_MADE: Row = {"created": "2024-12-01 08:30:00", "modified": "2024-12-01 08:30:00"}
# Name and kind; the last of each is in nobody's use, so that it can be deleted.
_ACTIONS = (("Phone call", 1), ("Reminder", 2), ("Site visit", 8), ("زيارة", 1))
# Name, kind, open or closed, and the entity where the kind does not say it.
_STATUSES: tuple[tuple[str, int, int, str | None], ...] = (
    ("New", 1, 1, None),
    ("تم التحصيل", 2, 2, None),
    ("Planned", 8, 1, None),
    ("Handed over", 8, 2, None),
    ("Reserved", 0, 1, "rental_reservation_order"),
    ("عميل دائم", 1, 2, None),
)
ACTIONS, STATUSES = len(_ACTIONS), len(_STATUSES)


def seed_follow_ups(sower: Sower) -> None:
    """Insert what can be done, and the states there are."""
    actions = zip(sower.ids(ACTIONS), _ACTIONS, strict=True)
    sower.add(
        "follow_up_actions",
        [{"id": number, "name": name, "item_type": kind} for number, (name, kind) in actions],
    )
    statuses = zip(sower.ids(STATUSES), _STATUSES, strict=True)
    sower.add(
        "follow_up_statuses",
        [
            {
                **_MADE,
                "id": number,
                "name": name,
                "item_type": kind,
                "status": status,
                "entity_key": entity,
                "color": "#2e86c1" if status == 1 else "green",
                "display_order": place + 1,
            }
            for place, (number, (name, kind, status, entity)) in enumerate(statuses)
        ],
    )
