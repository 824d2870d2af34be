"""What a run found and counted, taken from the events of the engine and from the weather."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from schemathesis.engine import events
from schemathesis.engine.recorder import CaseNode, CheckNode, ScenarioRecorder

from tooling.fuzz_again import python_of
from tooling.fuzz_har import FAULT, WEATHER, masked
from tooling.fuzz_heard import Listener, of_case
from tooling.fuzz_probe import read_json
from tooling.fuzz_settings import Budget
from tooling.fuzz_storm import Judged
from tooling.fuzz_target import Target

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


def complete_phases(outcome: Outcome, budget: Budget) -> None:
    """Fail a whole run one of whose phases sent nothing; a part of the operations may well."""
    for phase in budget.phases if outcome.target.writes else ():
        if not outcome.cases[phase]:
            outcome.add(Found(phase, INCOMPLETE, "the phase sent nothing", ""))


def take_event(event: events.EngineEvent, outcome: Outcome) -> None:
    """Count what an event of the engine tells; raise what ended the engine."""
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
        body = read_json(answer.content or b"")
        # v2 says under 200 that there is no such entity (observation 15).
        is_none = isinstance(body, dict) and "error" in body and "id" not in body
        if own_method and answer.status_code < _REFUSED and not is_none:
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


def take_weather(answers: Iterable[Judged], outcome: Outcome, listener: Listener | None) -> None:
    """Count what weather brought, and let `listener` hear it."""
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
                outcome.add(Found(label, check, told, each.curl, phase=WEATHER))
