"""What a run knows while it goes on: the target, its probes, and the records written so far."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from schemathesis import Case

from tooling.fuzz_known import Known, harvest
from tooling.fuzz_probe import Probe
from tooling.fuzz_target import Target

_SUBJECTS: dict[int, "Subject"] = {}


@dataclass(slots=True)
class Subject:
    """The thing under test.

    `foreign` are ids of the second company's records, its newest ones. `records` is the shadow:
    by id, each record as it was read right after its last write. `lists` counts the lists judged.
    """

    target: Target
    probe: Probe
    other: Probe | None
    known: Known
    foreign: frozenset[str]
    records: dict[str, Any] = field(default_factory=dict)
    lists: int = 0

    def path_of(self, record_id: str) -> str:
        """Give the path of one record."""
        place = "/api2/incomes" if self.target.api == "daftra" else "/v1/income"
        return f"{place}/{record_id}"

    def record_in(self, body: Any) -> Any:
        """Take the record out of the body of a single read; None where there is none."""
        data = body.get("data") if isinstance(body, dict) else None
        if self.target.api == "nuvio":
            return data if isinstance(data, dict) else None
        income = data.get("Income") if isinstance(data, dict) else None
        return income if isinstance(income, dict) else None

    def read(self, record_id: str) -> Any:
        """Read a record; None when it is not there."""
        reply = self.probe.send("GET", self.path_of(record_id))
        return self.record_in(reply.body)


@contextmanager
def opened(target: Target) -> Iterator[Subject]:
    """Open the probes of `target` and look at what is there."""
    with ExitStack() as stack:
        probe = stack.enter_context(target.probe())
        other = target.other_probe()
        foreign: frozenset[str] = frozenset()
        if other is not None:
            stack.enter_context(other)
            foreign = frozenset(_ids(target, other))
        yield Subject(target, probe, other, harvest(target, probe), foreign)


@contextmanager
def judged(schema: object, subject: Subject) -> Iterator[None]:
    """Let the checks find `subject` by the schema that the engine works on."""
    _SUBJECTS[id(schema)] = subject
    try:
        yield
    finally:
        del _SUBJECTS[id(schema)]


def subject_of(case: Case[Any]) -> Subject | None:
    """Give the subject of a case; None for a schema that is not ours."""
    return _SUBJECTS.get(id(case.operation.schema))


def _ids(target: Target, probe: Probe) -> list[str]:
    if target.api == "daftra":
        rows = probe.send("GET", "/api2/incomes?limit=200").at("data") or []
        return [str(row["Income"]["id"]) for row in rows]
    return [income["id"] for income in probe.send("POST", "/v1/list-incomes", {}).at("data") or []]
