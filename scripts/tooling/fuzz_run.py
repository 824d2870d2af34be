"""Run the fuzzer on one target and count what it found.

view of the bundle ──> Schemathesis ──> target
                           │
                           └─> stock checks and ours ──> failures, but for the excused
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import schemathesis
from schemathesis import Case, HookContext, Response
from schemathesis.core.failures import Failure
from schemathesis.engine import from_schema

from tooling import fuzz_checks, fuzz_write_checks
from tooling.bundle import bundle, view
from tooling.fuzz_bodies import with_a_free_code, with_the_id_of_its_path
from tooling.fuzz_demands import demand
from tooling.fuzz_document import turn_document
from tooling.fuzz_excuses import excuse_for
from tooling.fuzz_heard import Listener, of_event
from tooling.fuzz_live import clean_up, guard, is_due, is_sent_live, live_parts
from tooling.fuzz_operations import aim_verb, label_of, linked_ids, listed_places, place_of
from tooling.fuzz_outcome import (
    INCOMPLETE,
    Found,
    Outcome,
    complete_phases,
    take_event,
    take_weather,
)
from tooling.fuzz_references import places_of_references
from tooling.fuzz_settings import Budget, sampled, settings_of
from tooling.fuzz_storm import storm
from tooling.fuzz_subject import Subject, judged, opened, subject_of
from tooling.fuzz_target import Target
from tooling.openapi import Node, Operation, operations

Enough = Callable[[Outcome], bool]
"""Says of a run whether it has found what was looked for."""


def run(
    target: Target,
    budget: Budget,
    document: Node | None = None,
    listener: Listener | None = None,
) -> Outcome:
    """Fuzz `target` with the view of its API and dialect, or with another document.

    The operations of one tag, and of those it links to, make a turn: state machines stay small,
    and what one turn asks does not depend on the others. `listener` hears everything that goes
    over the wire.
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
            due = {label_of(each) for each in chosen if is_due(each, target)}
            _complete(outcome, budget, due)
            if budget.demanding:
                demand(subject, document, outcome, budget, chosen)
    finally:
        outcome.left.extend(clean_up(subject.own, subject.probe))
    outcome.seconds = time.monotonic() - started
    return outcome


def _turns(chosen: list[Operation]) -> Iterable[list[Operation]]:
    """Give the operations tag by tag; tags between which a link leads are one turn."""
    tags = {operation.id: str(operation.node["tags"][0]) for operation in chosen}
    joined = {tag: tag for tag in tags.values()}
    for operation in chosen:
        for linked in linked_ids(operation):
            one, other = joined[tags[operation.id]], joined.get(tags.get(linked, ""))
            if other not in (None, one):
                joined |= {tag: one for tag, first in joined.items() if first == other}
    turns: dict[str, list[Operation]] = {}
    for operation in chosen:
        turns.setdefault(joined[tags[operation.id]], []).append(operation)
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
    creates = [each for each in turn if each.method == "post" and any(linked_ids(each))]
    if "stateful" not in budget.phases or all(label_of(each) in called for each in creates):
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
        for found in places_of_references(target.api, place_of(operation), document, operation)
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
            take_event(event, outcome)
            if enough(outcome):
                stream.stop()
        if budget.weather and target.faults is not None:
            answers = storm(subject, target.faults, schema, document)
            take_weather(answers, outcome, subject.listener)


def _complete(outcome: Outcome, budget: Budget, chosen: set[str]) -> None:
    """Fail a run that passed because it tried nothing."""
    for label in sorted(chosen - outcome.operations):
        outcome.add(Found(label, INCOMPLETE, "the operation was never called", ""))
    if budget.operations is None:
        complete_phases(outcome, budget)


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
def mend_body(_context: HookContext, case: Case[Any], _options: dict[str, Any]) -> None:
    """Let an update name its own record, and each create of a demanding run have a free code."""
    subject = subject_of(case)
    if subject is None:
        return
    with_the_id_of_its_path(case)
    if subject.gives_codes:
        with_a_free_code(case, subject)


# Imported for their effect: the checks register themselves.
OWN_CHECKS = (fuzz_checks, fuzz_write_checks)
"""The modules whose checks judge every run."""
