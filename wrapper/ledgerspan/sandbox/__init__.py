"""Run both accounting APIs on this machine: stateful, seeded, isolated, breakable.

    with Sandbox(seed=7, records=1000) as box:
        box.url            over the wire: a server on a free loopback port, with a start page;
                           steered at /__sandbox
        box.transport      in-process: hand it to any httpx client, sync or async
        box.faults         what shall go wrong, and when
        box.requests       what was asked, and what came of it
        box.snapshot()     the state of now, for box.restore(...); box.reset() goes to the seed
        box.clock          what time it is in there; box.set_clock(...), box.advance(days=3)

Written from the published docs and from what client code in the wild has seen of the real
services; it shares no code and no specification with the clients, so a disagreement between
the two is news. Needs the extra `sandbox`.
"""

from ledgerspan.sandbox.box import Sandbox
from ledgerspan.sandbox.companies import DaftraCompany, NuvioCompany
from ledgerspan.sandbox.faults import Fault, FaultPlan
from ledgerspan.sandbox.requestlog import LoggedRequest
from ledgerspan.sandbox.state import Snapshot

__all__ = [
    "DaftraCompany",
    "Fault",
    "FaultPlan",
    "LoggedRequest",
    "NuvioCompany",
    "Sandbox",
    "Snapshot",
]
