"""What a run knows while it goes on: the target, its probes, and the records written so far."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

from schemathesis import Case, Response

from tooling.fuzz_exchange import Exchange, exchange_of
from tooling.fuzz_heard import Listener, probe_hook
from tooling.fuzz_known import Known, harvest, rows_of
from tooling.fuzz_own import Own
from tooling.fuzz_place import Place
from tooling.fuzz_probe import Probe
from tooling.fuzz_target import Target

_SUBJECTS: dict[int, "Subject"] = {}
_FOREIGN_ROWS = 200
_READ_FIRST = 1
"""Records of each kind whose members are looked at before anything is written."""


@dataclass(slots=True)
class Subject:
    """The thing under test.

    `foreign` are ids of the second company's records by kind. `records` is the shadow: each record
    as it was read right after its last write, and `sent` all that its writes said, the last word of
    each member. `created` are those that this run made, `given` the ids that they got, `referenced`
    those that one of its writes refers to. `lists`, `sorted` and `asked` count the lists judged, by
    kind, `codes` how often a create sent a code; `gives_codes` lets each have one of its own.
    `members` are the names that reads have shown. `scoped` are probes whose tokens may do one thing
    each. `own` is what a live run made; `listener` hears everything that goes over the wire.
    """

    target: Target
    probe: Probe
    other: Probe | None
    known: Known
    foreign: dict[Place, frozenset[str]]
    scoped: dict[str, Probe] = field(default_factory=dict)
    records: dict[tuple[Place, str], Any] = field(default_factory=dict)
    sent: dict[tuple[Place, str], dict[str, Any]] = field(default_factory=dict)
    created: set[tuple[Place, str]] = field(default_factory=set)
    given: set[tuple[Place, str]] = field(default_factory=set)
    referenced: set[tuple[Place, str]] = field(default_factory=set)
    lists: Counter[Place] = field(default_factory=Counter)
    codes: Counter[tuple[Place, str]] = field(default_factory=Counter)
    gives_codes: bool = False
    own: Own = field(default_factory=Own)
    listener: Listener | None = None
    sorted: Counter[Place] = field(default_factory=Counter)
    asked: Counter[Place] = field(default_factory=Counter)
    members: dict[Place, set[str]] = field(default_factory=lambda: defaultdict(set))

    @property
    def entities(self) -> set[str]:
        """The entities of v2 that have a list."""
        return {place.name for place in self.foreign if place.style == "v2"}

    def read(self, place: Place, record_id: str) -> Any:
        """Read a record; None when it is not there."""
        reply = self.probe.send("GET", place.one(quote(record_id, safe="")))
        record = place.record_in(reply.body) if reply.succeeded else None
        self.members[place] |= set(record or ())
        return record

    def exchange(self, case: Case[Any], response: Response) -> Exchange:
        """Read a request of the fuzzer and its answer."""
        return exchange_of(case, response, urlsplit(self.target.url).path)


@contextmanager
def opened(
    target: Target,
    places: Iterable[Place],
    listener: Listener | None = None,
    seen: Subject | None = None,
) -> Iterator[Subject]:
    """Open the probes of `target` and look at what is there; `listener` hears all of it.

    `seen` is a subject whose records are the same, so that nobody need look again.
    """
    # Sets of texts differ in their order from one process to the next.
    listed = sorted(set(places))
    hook = None if listener is None else probe_hook(listener)
    with ExitStack() as stack:
        probe = stack.enter_context(target.probe(hook))
        other = target.other_probe(hook)
        foreign: dict[Place, frozenset[str]] = dict.fromkeys(listed, frozenset())
        if other is not None:
            stack.enter_context(other)
        if seen is not None:
            foreign = seen.foreign
        elif other is not None:
            foreign = {place: _foreign(probe, other, place) for place in listed}
        scoped = {
            scope: stack.enter_context(each) for scope, each in target.scoped_probes(hook).items()
        }
        known = harvest(target.api, probe, listed) if seen is None else seen.known
        subject = Subject(target, probe, other, known, foreign, scoped, listener=listener)
        if seen is not None:
            subject.members |= seen.members
        else:
            for place in sorted(listed):
                for value in known.values.get((place, "id"), [])[:_READ_FIRST]:
                    subject.read(place, str(value))
        yield subject


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


def _foreign(probe: Probe, other: Probe, place: Place) -> frozenset[str]:
    """Give ids that only the second company has; some kinds (statuses, say) are alike in all."""
    if place.style == "nuvio":
        # UUIDs: what both list is a leak already.
        return frozenset(str(row.get("id")) for row in rows_of(other, place, _FOREIGN_ROWS))
    own = {str(row.get("id")) for row in rows_of(probe, place, _FOREIGN_ROWS)}
    return frozenset(str(row.get("id")) for row in rows_of(other, place, _FOREIGN_ROWS)) - own
