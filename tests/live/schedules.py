"""Draw writes and the faults that strike around them, from a seed: the same in each run."""

import random
from dataclasses import dataclass
from typing import Any, get_args

from ledgerspan.sandbox import Fault, Sandbox
from ledgerspan.sandbox.faults import Kind

from tests.live.every_draft import PLACES, Place, bearing, change_of, drafted

# What comes late is a matter of real time: test_read_faults and test_fault_table look at it.
KINDS = tuple(kind for kind in get_args(Kind) if kind != "latency")
STATUSES = (302, 400, 403, 404, 408, 409, 413, 422, 425, 429, 500, 501, 502, 503, 504, 505)
ACCESSORS = ("incomes", "expenses", "invoices", "bills", "contacts", "products", "payments")
ACTS = ("create", "create once", "create unread", "update", "update known", "delete")


@dataclass(frozen=True)
class Schedule:
    """One write of ours, and what goes wrong around it."""

    number: int
    place: Place
    act: str
    faults: tuple[Fault, ...]

    @property
    def once(self) -> str | None:
        """The reference that the write bears."""
        return f"order-{self.number}" if self.act == "create once" else None

    def draft(self, box: Sandbox) -> Any:
        """Draft what a create writes; the request log is left empty."""
        if self.once is not None:
            return bearing(box, self.place, self.once)
        return drafted(box, self.place, self.number % 90)

    def target(self, box: Sandbox) -> Any:
        """Draft the record that an update or delete is about; None for a create."""
        return None if self.act.startswith("create") else drafted(box, self.place)

    def write(self, resource: Any, subject: Any) -> Any:
        """Do it; `subject` is the draft, or the record that is changed or deleted."""
        match self.act.split()[0]:
            case "create":
                reread = self.act != "create unread"
                return resource.create(subject, once=self.once, reread=reread)
            case "update":
                known = subject if self.act == "update known" else subject.id
                apart = {} if self.act == "update known" else self.place.apart
                change = change_of(self.place, self.number)
                return resource.update(known, **apart, **change.given)
            case _:
                return resource.delete(subject.id, **self.place.apart)


def schedules(provider: str, kind: str, count: int) -> list[Schedule]:
    """Draw schedules for one provider and one kind of client."""
    chance = random.Random(f"{provider}/{kind}")  # noqa: S311  # reproducible on purpose
    places = [
        place for place in PLACES if place.provider == provider and place.accessor in ACCESSORS
    ]
    drawn = []
    for number in range(count):
        # Each place in its turn, so that none is left to chance.
        place = places[number % len(places)]
        act = chance.choice([act for act in ACTS if _can(place, act)])
        faults = tuple(_fault(chance) for _ in range(chance.randint(1, 3)))
        drawn.append(Schedule(number, place, act, faults))
    return drawn


def _can(place: Place, act: str) -> bool:
    if act == "delete":
        return place.can_delete
    return place.can_change or act.startswith("create")


def _fault(chance: random.Random) -> Fault:
    return Fault(
        kind=chance.choice(KINDS),
        status=chance.choice(STATUSES),
        html=chance.random() < 0.2,
        retry_after=chance.choice((None, "0")),
        method=chance.choice((None, "GET", "POST", "PUT", "DELETE")),
        times=chance.choice((1, 1, 2, 3, None)),
        after=chance.choice((0, 0, 1, 2)),
        probability=chance.choice((1.0, 1.0, 0.5)),
    )
