"""Run the fuzzer on one target and count what it found.

view of the bundle ──> Schemathesis ──> target
                           │
                           └─> stock checks and ours ──> failures, but for the excused
"""

import copy
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import schemathesis
from schemathesis import Case, HookContext, Response
from schemathesis.core.failures import Failure
from schemathesis.engine import events, from_schema
from schemathesis.engine.recorder import CheckNode, ScenarioRecorder

from tooling import fuzz_checks
from tooling.bundle import bundle, view
from tooling.fuzz_examples import with_known_examples
from tooling.fuzz_excuses import excuse_for
from tooling.fuzz_place import Aim, Place, aim_of
from tooling.fuzz_references import places_of_references
from tooling.fuzz_settings import Budget, is_read, reads, sampled, settings_of
from tooling.fuzz_subject import Subject, judged, opened, subject_of
from tooling.fuzz_target import Target
from tooling.openapi import Node, Operation, operations
from tooling.spec_views import only

MASK = "***"
INCOMPLETE = "the run is complete"
"""The name under which a run fails that did not do what it was told."""


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
    many failures a fact excuses, by reason.
    """

    target: Target
    called: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    cases: Counter[str] = field(default_factory=Counter)
    failures: list[Found] = field(default_factory=list)
    repeats: Counter[tuple[str, str]] = field(default_factory=Counter)
    excused: Counter[str] = field(default_factory=Counter)
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


def run(target: Target, budget: Budget, document: Node | None = None) -> Outcome:
    """Fuzz `target` with the view of its API and dialect, or with another document.

    The operations of one tag make a turn: state machines stay small, and what one turn asks does
    not depend on the others.
    """
    outcome = Outcome(target)
    started = time.monotonic()
    document = document or view(bundle(target.api), f"fuzz-{target.dialect}")
    chosen = [
        operation
        for operation in operations(document)
        if budget.allows(operation.id) and (target.writes or is_read(operation))
    ]
    with opened(target, _places(operations(document))) as subject:
        for turn in _turns(chosen):
            _run_turn(subject, budget, document, turn, outcome)
            if further := _beyond_lists(budget, turn, outcome):
                only_links = replace(budget, phases=("stateful",))
                _run_turn(subject, only_links, document, further, outcome)
    _complete(outcome, budget, {_label(operation) for operation in chosen})
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
        schema.hook("filter_case")(sampled(budget.boundaries, budget.seed))
    with judged(schema, subject):
        for event in from_schema(schema).execute():
            _take(event, outcome)


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


def _places(described: Iterable[Operation]) -> set[Place]:
    """Give the kinds of record that have a list of their own."""
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
        for case_id, nodes in event.recorder.checks.items():
            for node in nodes:
                if node.failure_info is not None:
                    outcome.add(_found(event.recorder, case_id, node, outcome.target))
    elif isinstance(event, events.NonFatalError):
        message = masked(f"{type(event.value).__name__}: {event.value}", outcome.target.secrets)
        outcome.add(Found(event.label, INCOMPLETE, message, ""))
    elif isinstance(event, events.FatalError):
        raise event.exception


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
def stop_write(_context: HookContext, case: Case[Any], _options: dict[str, Any]) -> None:
    """Stop a write on its way to a target that may only be read."""
    subject = subject_of(case)
    if subject is not None and not subject.target.writes and not reads(case.method, case.path):
        raise PermissionError(f"{case.method} {case.path} would write; add --writes")


# Imported for its effect: the checks register themselves.
OWN_CHECKS = tuple(fuzz_checks.NAMES)
