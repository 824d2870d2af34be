"""Steer a sandbox over the wire, in JSON, from any language.

    GET     /__sandbox                    what runs here: companies, keys, addresses
    POST    /__sandbox/reset              back to the seed
    GET     /__sandbox/faults             what is armed
    POST    /__sandbox/faults             arm one: {"kind": "status", "status": 503, "times": 1}
    DELETE  /__sandbox/faults             disarm all
    GET     /__sandbox/clock              {"now": "2026-07-01T12:00:00"}
    POST    /__sandbox/clock              {"now": "2026-08-01"} or {"advance": {"days": 3}}
    GET     /__sandbox/requests?last=100  what was asked, oldest first
    DELETE  /__sandbox/requests           forget it
    GET     /__sandbox/snapshots          the names there are
    POST    /__sandbox/snapshots/{name}   take one
    PUT     /__sandbox/snapshots/{name}   go back to it
    DELETE  /__sandbox/snapshots/{name}   forget it

It is no part of the two APIs, and in neither document of them. A 400 says why in `error`. A
snapshot takes as much memory as the database until it is forgotten; `reset` leaves them be.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from ledgerspan.sandbox.desk import say_no
from ledgerspan.sandbox.exchange import Answer, Call, json_answer
from ledgerspan.sandbox.requestlog import MASK, LoggedRequest
from ledgerspan.sandbox.service import Operation, Resource
from ledgerspan.sandbox.state import State
from ledgerspan.sandbox.steering import (
    FAULT_MEMBERS,
    read_count,
    read_fault,
    read_members,
    read_moment,
    read_step,
    shown_fault,
)

ROOT = "/__sandbox"
_LAST = "100"


class Admin:
    """The steering of one sandbox, on its thread."""

    def __init__(self, state: State) -> None:
        self._state = state

    def resources(self) -> tuple[Resource, ...]:
        """Every path of it."""
        paths: Mapping[str, Mapping[str, Operation]] = {
            "": {"GET": self._overview},
            "/reset": {"POST": self._reset},
            "/faults": {"GET": self._faults, "POST": self._arm, "DELETE": self._disarm},
            "/clock": {"GET": self._clock, "POST": self._set_clock},
            "/requests": {"GET": self._requests, "DELETE": self._forget_requests},
            "/snapshots": {"GET": self._snapshots},
            "/snapshots/{name}": {
                "POST": self._save,
                "PUT": self._restore,
                "DELETE": self._forget,
            },
        }
        return tuple(
            Resource(ROOT + path, {method: _honest(serve) for method, serve in methods.items()})
            for path, methods in paths.items()
        )

    def _overview(self, call: Call) -> Answer:
        plan = self._state.plan
        return json_answer(
            200,
            {
                "seed": plan.seed,
                "records": plan.records,
                "dialect": plan.dialect,
                "now": self._state.clock.now.isoformat(),
                "daftra": {
                    "url": f"{call.origin}/daftra",
                    "companies": [asdict(company) for company in plan.daftra],
                },
                "nuvio": {
                    "url": f"{call.origin}/nuvio",
                    "companies": [asdict(company) for company in plan.nuvio],
                },
            },
        )

    def _reset(self, _call: Call) -> Answer:
        self._state.reset()
        return json_answer(200, {"reset": True})

    def _faults(self, _call: Call | None = None, status: int = 200) -> Answer:
        armed = [shown_fault(each) for each in self._state.faults.armed()]
        return json_answer(status, {"faults": armed})

    def _arm(self, call: Call) -> Answer:
        self._state.faults.add(read_fault(read_members(call.body, FAULT_MEMBERS)))
        return self._faults(status=201)

    def _disarm(self, _call: Call) -> Answer:
        self._state.faults.clear()
        return self._faults()

    def _clock(self, _call: Call | None = None) -> Answer:
        return json_answer(200, {"now": self._state.clock.now.isoformat()})

    def _set_clock(self, call: Call) -> Answer:
        members = read_members(call.body, ("now", "advance"))
        if len(members) != 1:
            raise ValueError('send {"now": "2026-08-01"} or {"advance": {"days": 3}}')
        if "now" in members:
            self._state.clock.set(read_moment(members["now"]))
        else:
            self._state.clock.advance(read_step(members["advance"]))
        return self._clock()

    def _requests(self, call: Call) -> Answer:
        last = read_count(call.parameters.get("last", _LAST), "last")
        log = self._state.requests
        shown = [_shown(entry) for entry in log[max(0, len(log) - last) :]]
        return json_answer(200, {"requests": shown})

    def _forget_requests(self, _call: Call) -> Answer:
        self._state.requests.clear()
        return json_answer(200, {"requests": []})

    def _snapshots(self, _call: Call | None = None, status: int = 200) -> Answer:
        return json_answer(status, {"snapshots": list(self._state.snapshots)})

    def _save(self, call: Call) -> Answer:
        self._state.snapshots[call.named["name"]] = self._state.snapshot()
        return self._snapshots(status=201)

    def _restore(self, call: Call) -> Answer:
        snapshot = self._state.snapshots.get(call.named["name"])
        if snapshot is None:
            return self._no_such(call)
        self._state.restore(snapshot)
        return self._snapshots()

    def _forget(self, call: Call) -> Answer:
        if self._state.snapshots.pop(call.named["name"], None) is None:
            return self._no_such(call)
        return self._snapshots()

    def _no_such(self, call: Call) -> Answer:
        return say_no(404, f"no snapshot is called {call.named['name']}: take it with POST first")


def _honest(serve: Operation) -> Operation:
    """Say no with the reason where `serve` cannot do what was asked."""

    def served(call: Call) -> Answer:
        try:
            return serve(call)
        except ValueError as reason:
            return say_no(400, str(reason))

    return served


def _shown(entry: LoggedRequest) -> dict[str, Any]:
    # The body of a token request holds a password or a secret, and nothing else of use.
    body = MASK if entry.path.endswith("/oauth/token") else entry.body.decode("utf-8", "replace")
    return {
        "method": entry.method,
        "path": entry.path,
        "query": entry.query,
        "status": entry.status,
        "stored": entry.stored,
        "fault": entry.fault,
        "headers": dict(entry.headers),
        "body": body,
    }
