"""Everything that a sandbox holds, touched on its own thread only.

                 reset           snapshot, restore
records          seeded again    kept and put back
ids given        seeded again    kept and put back
tokens, codes    seeded again    kept and put back
clock            to its start    kept and put back
faults           cleared         left as they are
requests         forgotten       left as they are

Faults and requests are left because they belong to who asks, not to what is asked: a test that
goes back to a state still wants to see how it got there.
"""

from dataclasses import dataclass
from os import PathLike

from ledgerspan.sandbox.clock import Clock
from ledgerspan.sandbox.daftra.access import Keyring
from ledgerspan.sandbox.database import (
    copy_database,
    open_database,
    replace_database,
    reset_database,
)
from ledgerspan.sandbox.faults import FaultPlan
from ledgerspan.sandbox.images import MEBIBYTE
from ledgerspan.sandbox.plan import Plan
from ledgerspan.sandbox.requestlog import RequestLog


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """The state of a sandbox at one moment, for `restore` alone; as large as its database."""

    plan: Plan
    image: bytes

    def __repr__(self) -> str:
        return f"Snapshot(seed={self.plan.seed}, {len(self.image) / MEBIBYTE:.1f} MiB)"


class State:
    """The database and what hangs on it, the faults, and what was asked."""

    def __init__(self, path: str | PathLike[str], plan: Plan) -> None:
        self.plan = plan
        self.faults = FaultPlan(plan.seed)
        self.requests = RequestLog()
        self.snapshots: dict[str, Snapshot] = {}
        """Those that were taken by name, over the wire."""
        self.connection = open_database(path, plan)
        self.clock = Clock(self.connection)
        self.keyring = Keyring(self.connection, plan.seed, plan.daftra, self.clock)

    def reset(self) -> None:
        """Go back to the seeded state; forget faults and requests. Named snapshots stay."""
        reset_database(self.connection, self.plan)
        self.faults.clear()
        self.requests.clear()

    def snapshot(self) -> Snapshot:
        """Copy what `restore` brings back."""
        return Snapshot(self.plan, copy_database(self.connection))

    def restore(self, snapshot: Snapshot) -> None:
        """Go back to `snapshot`, of this sandbox or another one of the same plan."""
        if snapshot.plan != self.plan:
            raise ValueError(
                f"{snapshot} is of a sandbox made from another plan, whose keys and records differ:"
                " restore it into one of the same seed, records, dialect and clock"
            )
        replace_database(self.connection, snapshot.image)

    def close(self) -> None:
        """End the connection."""
        self.connection.close()
