"""Run the fuzzer on one target and count what it found.

view of the bundle ──> Schemathesis ──> target
                           │
                           └─> stock checks and ours ──> failures, but for the excused
"""

import copy
import time
from collections import Counter, defaultdict
from collections.abc import Callable
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
from tooling.fuzz_settings import FUZZED, Budget, beyond_lists, selected_operations, settings_of
from tooling.fuzz_subject import Subject, judged, opened, subject_of
from tooling.fuzz_target import Target
from tooling.openapi import operations
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


def run(target: Target, budget: Budget) -> Outcome:
    """Fuzz `target` with the view of its API and dialect."""
    outcome = Outcome(target)
    started = time.monotonic()
    chosen = selected_operations(target, budget)
    document = only(view(bundle(target.api), f"fuzz-{target.dialect}"), FUZZED[target.api])
    with opened(target) as subject:
        with_known_examples(document, subject.known)
        described = {each.id: f"{each.method.upper()} {each.path}" for each in operations(document)}
        everything = replace(budget, operations=chosen)
        _run_turn(subject, everything, document, outcome)
        further = beyond_lists(everything)
        if further is not None and described["create_income"] not in outcome.called["stateful"]:
            _run_turn(subject, further, document, outcome)
    _complete(outcome, budget, {described[name] for name in chosen})
    outcome.seconds = time.monotonic() - started
    return outcome


def _run_turn(subject: Subject, turn: Budget, document: dict[str, Any], outcome: Outcome) -> None:
    settings = settings_of(subject.target, turn, subject.known)
    schema: Any = schemathesis.openapi.from_dict(copy.deepcopy(document), config=settings)
    schema = schema.include(operation_id=list(turn.operations or ()))
    schema.hook("filter_failure")(_failure_filter(subject, outcome))
    with judged(schema, subject):
        for event in from_schema(schema).execute():
            _take(event, outcome)


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
    reads = case.method in ("GET", "HEAD") or case.path == "/v1/list-incomes"
    if subject is not None and not subject.target.writes and not reads:
        raise PermissionError(f"{case.method} {case.path} would write; add --writes")


# Imported for its effect: the checks register themselves.
OWN_CHECKS = tuple(fuzz_checks.NAMES)
