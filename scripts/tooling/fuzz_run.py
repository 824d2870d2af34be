"""Run the fuzzer on one target and count what it found.

view of the bundle ──> Schemathesis ──> target
                           │
                           └─> stock checks and ours ──> failures, but for the excused
"""

import copy
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import schemathesis
from schemathesis import Case, HookContext, Response
from schemathesis.core.failures import Failure
from schemathesis.engine import events, from_schema
from schemathesis.engine.recorder import CaseNode, CheckNode, ScenarioRecorder

from tooling import fuzz_checks
from tooling.bundle import bundle, view
from tooling.fuzz_effects import ineffective
from tooling.fuzz_examples import with_known_examples
from tooling.fuzz_excuses import excuse_for
from tooling.fuzz_place import Aim, Place, aim_of
from tooling.fuzz_references import places_of_references
from tooling.fuzz_settings import Budget, is_read, reads, sampled, settings_of
from tooling.fuzz_subject import Subject, judged, opened, subject_of
from tooling.fuzz_target import Target
from tooling.fuzz_unique import with_a_free_code
from tooling.openapi import Node, Operation, operations
from tooling.spec_views import only

MASK = "***"
_REFUSED = 400
INCOMPLETE = "the run is complete"
"""The name under which a run fails that did not do what it was told."""
SUCCEEDS = "every operation succeeds"
LEADS = "every link leads somewhere"
MATTERS = "every query parameter matters"
"""The names under which a run fails that is demanding, and did what it was told to no effect."""


@dataclass(frozen=True, slots=True)
class Found:
    """A failure: where, by which check, what it says, and a curl line that shows it."""

    operation: str
    check: str
    message: str
    curl: str


@dataclass(slots=True)
class Outcome:
    """The result of one run.

    `called` are the labels of the operations that were called ("GET /v1/income/{id}"), by phase.
    `failures` holds one failure of each kind, `repeats` how often each kind came, `excused` how
    many failures a fact excuses, by reason. `succeeded` are the addresses that were asked with
    success, by the label of the operation, `led` the links that led to a success.
    """

    target: Target
    called: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    cases: Counter[str] = field(default_factory=Counter)
    failures: list[Found] = field(default_factory=list)
    repeats: Counter[tuple[str, str]] = field(default_factory=Counter)
    excused: Counter[str] = field(default_factory=Counter)
    succeeded: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    led: set[str] = field(default_factory=set)
    seconds: float = 0.0

    @property
    def operations(self) -> set[str]:
        """The labels of all operations that were called."""
        return set[str]().union(*self.called.values())

    @property
    def checks_failed(self) -> set[str]:
        """The names of the checks that failed."""
        return {found.check for found in self.failures}

    def add(self, found: Found) -> None:
        """Count a failure; the first of its operation and check is kept."""
        kind = (found.operation, found.check)
        self.repeats[kind] += 1
        if self.repeats[kind] == 1:
            self.failures.append(found)


Enough = Callable[[Outcome], bool]
"""Says of a run whether it has found what was looked for."""


def run(target: Target, budget: Budget, document: Node | None = None) -> Outcome:
    """Fuzz `target` with the view of its API and dialect, or with another document.

    The operations of one tag make a turn: state machines stay small, and what one turn asks does
    not depend on the others.
    """
    document = document or view(bundle(target.api), f"fuzz-{target.dialect}")
    with opened(target, listed_places(document)) as subject:
        return explore(subject, budget, document)


def explore(
    subject: Subject, budget: Budget, document: Node, enough: Enough = lambda _: False
) -> Outcome:
    """Fuzz what is open already, with any document, until `enough` says so of what was found."""
    target = subject.target
    subject.gives_codes = budget.demanding
    outcome = Outcome(target)
    started = time.monotonic()
    chosen = [
        operation
        for operation in operations(document)
        if budget.allows(operation.id) and (target.writes or is_read(operation))
    ]
    for turn in _turns(chosen):
        _run_turn(subject, budget, document, turn, outcome, enough=enough)
        if enough(outcome):
            break
        if further := _beyond_lists(budget, turn, outcome):
            only_links = replace(budget, phases=("stateful",))
            _run_turn(subject, only_links, document, further, outcome, enough=enough)
    else:
        _complete(outcome, budget, {_label(operation) for operation in chosen})
        if budget.demanding:
            _demand(subject, document, outcome, budget, chosen)
    outcome.seconds = time.monotonic() - started
    return outcome


def _turns(chosen: list[Operation]) -> Iterable[list[Operation]]:
    turns: dict[str, list[Operation]] = {}
    for operation in chosen:
        turns.setdefault(str(operation.node["tags"][0]), []).append(operation)
    return turns.values()


def _beyond_lists(budget: Budget, turn: list[Operation], outcome: Outcome) -> list[Operation]:
    """Give the operations of scenarios that do not begin at a list; none when there are none.

    The engine begins at a list wherever there is one, and never at a create with references that
    no operation makes. Without this turn nothing follows the links of such a create.
    """
    called = outcome.called["stateful"]
    creates = [each for each in turn if aim_verb(each) == "create" and _links(each)]
    if "stateful" not in budget.phases or all(_label(each) in called for each in creates):
        return []
    return [each for each in turn if aim_verb(each) != "list"]


def _run_turn(
    subject: Subject,
    budget: Budget,
    whole: Node,
    turn: list[Operation],
    outcome: Outcome,
    *,
    enough: Enough,
) -> None:
    target = subject.target
    document = copy.deepcopy(only(whole, [operation.id for operation in turn]))
    with_known_examples(target.api, document, subject.known)
    references = [
        found
        for operation in operations(document)
        if "oauth" not in operation.path
        for found in places_of_references(target.api, _place(operation), document, operation)
    ]
    settings = settings_of(target, budget, subject.known, references)
    schema: Any = schemathesis.openapi.from_dict(document, config=settings)
    schema.hook("filter_failure")(_failure_filter(subject, outcome))
    if budget.boundaries is not None:
        schema.hook("filter_case")(sampled(budget.boundaries, budget.seed, budget.focus))
    with judged(schema, subject):
        for event in (stream := from_schema(schema).execute()):
            _take(event, outcome)
            if enough(outcome):
                stream.stop()


def aim_verb(operation: Operation) -> str | None:
    """Say what an operation does to a record."""
    aim = _aim(operation)
    return None if aim is None else aim.verb


def _aim(operation: Operation) -> Aim | None:
    # Any id will do to read the path: none is what tells the kind of record.
    return aim_of(re.sub(r"\{[^}]*}", "1", operation.path), operation.method.upper())


def _place(operation: Operation) -> Place | None:
    aim = _aim(operation)
    return None if aim is None else aim.place


def listed_places(document: Node) -> set[Place]:
    """Give the kinds of record that have a list of their own."""
    described = operations(document)
    aims = (_aim(operation) for operation in described if "{entity}" not in operation.path)
    return {aim.place for aim in aims if aim is not None and aim.verb == "list"}


def _label(operation: Operation) -> str:
    return f"{operation.method.upper()} {operation.path}"


def _links(operation: Operation) -> bool:
    return any("links" in response for response in operation.node.get("responses", {}).values())


def masked(text: str, secrets: tuple[str, ...]) -> str:
    """Replace every secret in a text."""
    for secret in secrets:
        text = text.replace(secret, MASK)
    return text


def _take(event: events.EngineEvent, outcome: Outcome) -> None:
    if isinstance(event, events.ScenarioFinished):
        outcome.cases[event.phase.value] += len(event.recorder.cases)
        labels = {node.value.operation.label for node in event.recorder.cases.values()}
        outcome.called[event.phase.value] |= labels
        for done, address in _successes(event.recorder):
            outcome.succeeded[done.value.operation.label].append(address)
            if done.transition is not None and done.is_transition_applied:
                outcome.led.add(done.transition.id)
        for case_id, nodes in event.recorder.checks.items():
            for node in nodes:
                if node.failure_info is not None:
                    outcome.add(_found(event.recorder, case_id, node, outcome.target))
    elif isinstance(event, events.NonFatalError):
        message = masked(f"{type(event.value).__name__}: {event.value}", outcome.target.secrets)
        outcome.add(Found(event.label, INCOMPLETE, message, ""))
    elif isinstance(event, events.FatalError):
        raise event.exception


def _successes(recorder: ScenarioRecorder) -> Iterator[tuple[CaseNode, str]]:
    """Give the cases whose answers say that they were done, by the operation's own method."""
    for case_id, node in recorder.cases.items():
        interaction = recorder.interactions.get(case_id)
        own_method = node.value.method.lower() == node.value.operation.method
        if interaction is None or interaction.response is None:
            continue
        answer = interaction.response
        if own_method and answer.status_code < _REFUSED:
            yield node, interaction.request.uri


def _found(recorder: ScenarioRecorder, case_id: str, node: CheckNode, target: Target) -> Found:
    info = node.failure_info
    if info is None:
        raise AssertionError("only failed checks are taken")
    interaction = recorder.interactions.get(case_id)
    answer = ""
    if interaction is not None and interaction.response is not None:
        response = interaction.response
        answer = f"\n-> {response.status_code} {response.content[:300].decode('utf-8', 'replace')}"
    return Found(
        operation=recorder.cases[case_id].value.operation.label,
        check=node.name,
        message=masked(str(info.failure) + answer, target.secrets),
        curl=masked(info.code_sample, target.secrets),
    )


def _complete(outcome: Outcome, budget: Budget, chosen: set[str]) -> None:
    """Fail a run that passed because it tried nothing."""
    for label in sorted(chosen - outcome.operations):
        outcome.add(Found(label, INCOMPLETE, "the operation was never called", ""))
    if budget.operations is None and outcome.target.writes:
        for phase in budget.phases:
            if not outcome.cases[phase]:
                outcome.add(Found(phase, INCOMPLETE, "the phase sent nothing", ""))


def _demand(
    subject: Subject, document: Node, outcome: Outcome, budget: Budget, chosen: list[Operation]
) -> None:
    """Fail a run whose requests were all refused or had no effect, or whose links led nowhere."""
    labels = {operation.id: _label(operation) for operation in chosen}
    base = subject.target.url
    for operation in chosen:
        label = _label(operation)
        addresses = [each.removeprefix(base) for each in outcome.succeeded[label]]
        if not addresses:
            outcome.add(Found(label, SUCCEEDS, "the operation was never done", ""))
        if aim_verb(operation) == "list" and operation.method == "get" and addresses:
            named = [e["name"] for e in operation.parameters(document) if e["in"] == "query"]
            for name in ineffective(subject.probe, named, addresses):
                message = f"{name} never changed what was listed"
                outcome.add(Found(f"{label} ?{name}", MATTERS, message, ""))
        for name, whole in _links_between(operation, labels):
            if "stateful" in budget.phases and whole not in outcome.led:
                message = f"the link {name} never led to anything"
                outcome.add(Found(f"{label} -> {name}", LEADS, message, ""))


def _links_between(operation: Operation, labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield name and whole name, as the engine spells it, of links to what is called too."""
    for status, response in operation.node["responses"].items():
        for name, link in response.get("links", {}).items():
            if target := labels.get(link["operationId"]):
                yield name, f"{_label(operation)} -> [{status}] {name} -> {target}"


def _failure_filter(
    subject: Subject, outcome: Outcome
) -> Callable[[HookContext, Failure, Case[Any], Response], bool]:
    def filter_failure(
        _context: HookContext, failure: Failure, case: Case[Any], response: Response
    ) -> bool:
        excuse = excuse_for(failure, case, response, subject)
        if excuse is not None:
            outcome.excused[excuse] += 1
        return excuse is None

    return filter_failure


@schemathesis.hook("before_call")
def give_code(_context: HookContext, case: Case[Any], _options: dict[str, Any]) -> None:
    """Give each create a code that is free, in a run that is demanding."""
    subject = subject_of(case)
    if subject is not None and subject.gives_codes:
        with_a_free_code(case, subject)


@schemathesis.hook("before_call")
def stop_write(_context: HookContext, case: Case[Any], _options: dict[str, Any]) -> None:
    """Stop a write on its way to a target that may only be read."""
    subject = subject_of(case)
    if subject is not None and not subject.target.writes and not reads(case.method, case.path):
        raise PermissionError(f"{case.method} {case.path} would write; add --writes")


# Imported for its effect: the checks register themselves.
OWN_CHECKS = tuple(fuzz_checks.NAMES)
