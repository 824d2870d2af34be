"""Run the fuzzer on one target and count what it found.

view of the bundle ──> Schemathesis ──> target
                           │
                           └─> stock checks and ours ──> failures, but for the excused
"""

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
from tooling.fuzz_again import python_of
from tooling.fuzz_document import turn_document
from tooling.fuzz_effects import ineffective
from tooling.fuzz_excuses import excuse_for
from tooling.fuzz_har import FAULT, WEATHER, masked
from tooling.fuzz_heard import Listener, of_case, of_event
from tooling.fuzz_live import clean_up, guard, is_due, is_sent_live, live_parts
from tooling.fuzz_place import Aim, Place, aim_of
from tooling.fuzz_references import places_of_references
from tooling.fuzz_settings import Budget, sampled, settings_of
from tooling.fuzz_storm import Judged, storm
from tooling.fuzz_subject import Subject, judged, opened, subject_of
from tooling.fuzz_target import Target
from tooling.fuzz_unique import with_a_free_code
from tooling.openapi import Node, Operation, operations

_REFUSED = 400
INCOMPLETE = "the run is complete"
"""The name under which a run fails that did not do what it was told."""
SUCCEEDS = "every operation succeeds"
LEADS = "every link leads somewhere"
MATTERS = "every query parameter matters"
"""The names under which a run fails that is demanding, and did what it was told to no effect."""


@dataclass(frozen=True, slots=True)
class Found:
    """A failure: where, by which check, what it says, and two lines that send it again.

    `python` is empty where ledgerspan would not send such a request; `phase` is the first one
    that found it, "" where no phase did.
    """

    operation: str
    check: str
    message: str
    curl: str
    python: str = ""
    phase: str = ""


@dataclass(slots=True)
class Outcome:
    """The result of one run.

    `called` are the labels of the operations that were called ("GET /v1/income/{id}"), by phase.
    `judged` counts the answers by operation and check. `failures` holds one failure of each kind,
    `repeats` how often each kind came, `excused` how many failures a fact excuses, by reason.
    `succeeded` are the addresses that were asked with success, by the label of the operation,
    `led` the links that led to a success. `left` names the records that a live run made and could
    not delete.
    """

    target: Target
    called: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    cases: Counter[str] = field(default_factory=Counter)
    judged: Counter[tuple[str, str]] = field(default_factory=Counter)
    failures: list[Found] = field(default_factory=list)
    repeats: Counter[tuple[str, str]] = field(default_factory=Counter)
    excused: Counter[str] = field(default_factory=Counter)
    succeeded: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    led: set[str] = field(default_factory=set)
    left: list[str] = field(default_factory=list)
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


def run(
    target: Target,
    budget: Budget,
    document: Node | None = None,
    listener: Listener | None = None,
) -> Outcome:
    """Fuzz `target` with the view of its API and dialect, or with another document.

    The operations of one tag make a turn: state machines stay small, and what one turn asks does
    not depend on the others. `listener` hears everything that goes over the wire.
    """
    document = document or view(bundle(target.api), f"fuzz-{target.dialect}")
    with opened(target, listed_places(document), listener) as subject:
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
        if budget.allows(operation.id) and (not target.live or is_sent_live(operation, target))
    ]
    try:
        for turn in _turns(chosen):
            _take_turn(subject, budget, document, turn, outcome, enough=enough)
            if enough(outcome):
                break
        else:
            due = {_label(each) for each in chosen if is_due(each, target)}
            _complete(outcome, budget, due)
            if budget.demanding:
                _demand(subject, document, outcome, budget, chosen)
    finally:
        outcome.left.extend(clean_up(subject.own, subject.probe))
    outcome.seconds = time.monotonic() - started
    return outcome


def _turns(chosen: list[Operation]) -> Iterable[list[Operation]]:
    turns: dict[str, list[Operation]] = {}
    for operation in chosen:
        turns.setdefault(str(operation.node["tags"][0]), []).append(operation)
    return turns.values()


def _take_turn(
    subject: Subject,
    budget: Budget,
    document: Node,
    turn: list[Operation],
    outcome: Outcome,
    *,
    enough: Enough,
) -> None:
    if subject.target.live:
        for part in live_parts(subject, budget, document, turn):
            _run_turn(subject, *part, outcome, enough=enough)
        return
    _run_turn(subject, budget, document, turn, outcome, enough=enough)
    if not enough(outcome) and (further := _beyond_lists(budget, turn, outcome)):
        only_links = replace(budget, phases=("stateful",), weather=False)
        _run_turn(subject, only_links, document, further, outcome, enough=enough)


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
    document = turn_document(target.api, whole, turn, subject.known)
    references = [
        found
        for operation in operations(document)
        if "oauth" not in operation.path
        for found in places_of_references(target.api, _place(operation), document, operation)
    ]
    settings = settings_of(target, budget, subject.known, references)
    schema: Any = schemathesis.openapi.from_dict(document, config=settings)
    schema.hook("filter_failure")(failure_filter(subject, outcome.excused))
    if target.live:
        guard(schema, subject.own)
    if budget.boundaries is not None:
        schema.hook("filter_case")(sampled(budget.boundaries, budget.seed, budget.focus))
    with judged(schema, subject):
        for event in (stream := from_schema(schema).execute()):
            if subject.listener is not None:
                for entry in of_event(event):
                    subject.listener(entry)
            _take(event, outcome)
            if enough(outcome):
                stream.stop()
        if budget.weather and target.faults is not None:
            answers = storm(subject, target.faults, schema, document)
            _take_weather(answers, outcome, subject.listener)


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
            label = event.recorder.cases[case_id].value.operation.label
            for node in nodes:
                outcome.judged[label, node.name] += 1
                if node.failure_info is not None:
                    found = _found(event.recorder, case_id, node, outcome.target)
                    outcome.add(replace(found, phase=event.phase.value))
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
    case = recorder.cases[case_id].value
    request = None if interaction is None else interaction.request
    return Found(
        operation=case.operation.label,
        check=node.name,
        message=masked(str(info.failure) + answer, target.secrets),
        curl=masked(info.code_sample, target.secrets),
        python=python_of(case, request, target),
    )


def _take_weather(answers: Iterable[Judged], outcome: Outcome, listener: Listener | None) -> None:
    for each in answers:
        if listener is not None:
            listener(of_case(FAULT if each.weather.fault else WEATHER, each.response))
        label = each.case.operation.label
        outcome.cases[WEATHER] += 1
        outcome.called[WEATHER].add(label)
        for check, message in each.verdicts.items():
            outcome.judged[label, check] += 1
            if message is not None:
                told = masked(f"{each.weather.name}: {message}", outcome.target.secrets)
                outcome.add(Found(label, check, told, each.curl))


def _complete(outcome: Outcome, budget: Budget, chosen: set[str]) -> None:
    """Fail a run that passed because it tried nothing."""
    for label in sorted(chosen - outcome.operations):
        outcome.add(Found(label, INCOMPLETE, "the operation was never called", ""))
    if budget.operations is None:
        complete_phases(outcome, budget)


def complete_phases(outcome: Outcome, budget: Budget) -> None:
    """Fail a whole run one of whose phases sent nothing; a part of the operations may well."""
    for phase in budget.phases if outcome.target.writes else ():
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


def failure_filter(
    subject: Subject, excused: Counter[str]
) -> Callable[[HookContext, Failure, Case[Any], Response], bool]:
    """Give a hook that drops the failures which a fact excuses, and counts them."""

    def filter_failure(
        _context: HookContext, failure: Failure, case: Case[Any], response: Response
    ) -> bool:
        excuse = excuse_for(failure, case, response, subject)
        if excuse is not None:
            excused[excuse] += 1
        return excuse is None

    return filter_failure


@schemathesis.hook("before_call")
def give_code(_context: HookContext, case: Case[Any], _options: dict[str, Any]) -> None:
    """Give each create a code that is free, in a run that is demanding."""
    subject = subject_of(case)
    if subject is not None and subject.gives_codes:
        with_a_free_code(case, subject)


# Imported for its effect: the checks register themselves.
OWN_CHECKS = tuple(fuzz_checks.NAMES)
