"""Draw writes and the faults that strike around them, from a seed: the same in each run."""

import random
from dataclasses import dataclass
from typing import Any, get_args

from ledgerspan import ExpenseDraft, IncomeDraft
from ledgerspan.sandbox import Fault
from ledgerspan.sandbox.faults import Kind

from tests.live.drafts import plain_draft

# What comes late is a matter of real time: test_read_faults and test_fault_table look at it.
KINDS = tuple(kind for kind in get_args(Kind) if kind != "latency")
STATUSES = (302, 400, 403, 404, 408, 409, 413, 422, 425, 429, 500, 501, 502, 503, 504, 505)
ACTS = ("create", "create once", "create unread", "update", "update known", "delete")


@dataclass(frozen=True)
class Schedule:
    """One write of ours, and what goes wrong around it."""

    number: int
    accessor: str
    act: str
    faults: tuple[Fault, ...]

    @property
    def once(self) -> str | None:
        """The reference that the write bears."""
        return f"order-{self.number}" if self.act == "create once" else None

    @property
    def text(self) -> str:
        """What no other record says."""
        return f"write {self.number}"

    def write(self, resource: Any, target: Any) -> Any:
        """Do it; `target` is the record that is changed or deleted."""
        match self.act.split()[0]:
            case "create":
                reread = self.act != "create unread"
                return resource.create(self.draft(), once=self.once, reread=reread)
            case "update":
                known = target if self.act == "update known" else target.id
                return resource.update(known, description=self.text)
            case _:
                return resource.delete(target.id)

    def draft(self) -> IncomeDraft | ExpenseDraft:
        """Draft what both providers take."""
        draft = plain_draft(description=self.text)
        if self.accessor == "incomes":
            return draft
        return ExpenseDraft(
            date=draft.date,
            currency=draft.currency,
            amount=draft.amount,
            description=self.text,
        )


def schedules(provider: str, kind: str, count: int) -> list[Schedule]:
    """Draw schedules for one provider and one kind of client."""
    chance = random.Random(f"{provider}/{kind}")  # noqa: S311  # reproducible on purpose
    acts = ACTS if provider == "daftra" else ACTS[:-1]
    return [
        Schedule(
            number=number,
            accessor=chance.choice(("incomes", "expenses")),
            act=chance.choice(acts),
            faults=tuple(_fault(chance) for _ in range(chance.randint(1, 3))),
        )
        for number in range(count)
    ]


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
