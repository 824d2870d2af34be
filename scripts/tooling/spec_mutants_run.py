"""Look at one spec mutant: is there a failure that the unmutated document does not have.

view ─> few operations ─┬─> as they are ─> sandbox ─> what fails anyway (the control, kept)
└─> one wrong statement ─> sandbox ─> killed, or survived
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from tooling.fuzz_examples import with_known_ids
from tooling.fuzz_known import rows_of
from tooling.fuzz_operations import listed_places
from tooling.fuzz_outcome import Outcome
from tooling.fuzz_place import Place
from tooling.fuzz_run import Enough, explore
from tooling.fuzz_sandbox import sandboxed
from tooling.fuzz_settings import Budget
from tooling.fuzz_subject import Subject, opened
from tooling.openapi import Node, operations
from tooling.spec_mutant import INVENTED, SpecMutant
from tooling.spec_mutants import View, document_of, mutants_of, served
from tooling.spec_mutants_answers import OPERATORS as ANSWERS
from tooling.spec_mutants_reach import Reach
from tooling.spec_mutants_seen import Answer, everything, showing
from tooling.spec_views import only

SEED = 7
_EXAMPLES, _SCENARIOS = 4, 8
_MOST = 2
_BOUNDARIES = 6


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one mutant: the checks that noticed it, none where it survived.

    `unseen` survivors are wrong about what nothing shows that is there to be read.
    """

    view: View
    operator: str
    where: str
    killed_by: tuple[str, ...]
    seconds: float
    unseen: bool = False

    @property
    def name(self) -> str:
        """The name of the mutant, its view first."""
        return f"{self.view} {self.operator} {self.where}"


@dataclass(slots=True)
class Laboratory:
    """One view and the sandbox that it is held against; keeps what every run needs again."""

    view: View
    reach: Reach
    mutants: dict[str, SpecMutant]
    answers: list[Answer]
    _seen: Subject
    _controls: dict[tuple[object, ...], Outcome] = field(default_factory=dict)

    @classmethod
    def of(cls, shown: View) -> "Laboratory":
        """Set one up: read the specs, look at the sandbox once."""
        document = document_of(shown)
        with (
            sandboxed(shown.api, shown.dialect, SEED) as target,
            opened(target, listed_places(document)) as seen,
        ):
            reach = Reach(document, served(document, seen.probe))
            answers = list(everything(reach, seen.probe, seen.known))
            _put_free_one_last(seen)
        mutants = {each.name: each for each in mutants_of(reach)}
        return cls(shown, reach, mutants, answers, seen)

    def judge(self, mutant: SpecMutant) -> Verdict:
        """Try one mutant, and once more on operations that show it if the first ones did not."""
        started = time.monotonic()
        killed_by = self._killers(mutant)
        unseen = False
        if not killed_by and mutant.operator in ANSWERS:
            others = tuple(islice(showing(mutant, self.reach, self.answers), _MOST))
            unseen = not others
            if others:
                killed_by = self._killers(replace(mutant, operations=others))
        seconds = time.monotonic() - started
        kind = mutant.operator.name
        return Verdict(self.view, kind, mutant.where, killed_by, seconds, unseen)

    def _killers(self, mutant: SpecMutant) -> tuple[str, ...]:
        anyway = {(each.operation, each.check) for each in self._control(mutant).failures}
        document = self._small(mutant)
        before = {each.id: each.label for each in operations(document)}
        mutant.apply(document)
        after = {each.label: before[each.id] for each in operations(document)}

        def killers(outcome: Outcome) -> tuple[str, ...]:
            fresh = (
                found.check
                for found in outcome.failures
                if found.check in mutant.operator.killers
                and (_as_before(found.operation, after), found.check) not in anyway
            )
            return tuple(dict.fromkeys(fresh))

        return killers(self._run(mutant, document, lambda so_far: bool(killers(so_far))))

    def _control(self, mutant: SpecMutant) -> Outcome:
        key = (mutant.operations, mutant.phases, mutant.focus, mutant.strangers)
        if key not in self._controls:
            self._controls[key] = self._run(mutant, self._small(mutant))
        return self._controls[key]

    def _small(self, mutant: SpecMutant) -> Node:
        document = only(self.reach.document, mutant.operations)
        if "stateful" in mutant.phases:
            document = _without_filters(document)
        known = self._seen.known
        return with_known_ids(self.view.api, document, known, strangers=mutant.strangers)

    def _run(self, mutant: SpecMutant, document: Node, *enough: Enough) -> Outcome:
        budget = Budget(
            SEED,
            max_examples=_SCENARIOS if "stateful" in mutant.phases else _EXAMPLES,
            boundaries=_BOUNDARIES,
            phases=mutant.phases,
            operations=tuple(each.id for each in operations(document)),
            focus=mutant.focus,
            demanding=True,
        )
        with (
            sandboxed(self.view.api, self.view.dialect, SEED) as target,
            opened(target, (), seen=self._seen) as subject,
        ):
            return explore(subject, budget, document, *enough)


def _as_before(place: str, labels: Mapping[str, str]) -> str:
    """Say of a failure where it would have been without the mutant."""
    for after, before in labels.items():
        if place == after or place.startswith((f"{after} ?", f"{after} -> ")):
            place = before + place.removeprefix(after)
            break
    return place.removesuffix(INVENTED)


def _put_free_one_last(seen: Subject) -> None:
    """Let the last of the known transactions be one that nothing is matched with."""
    place = Place("nuvio", "transactions")
    matches = ("matchedIncomes", "matchedExpenses")
    rows = rows_of(seen.probe, place) if place in seen.foreign else []
    free = [row["id"] for row in rows if not any(row.get(name) for name in matches)]
    seen.known.values.get((place, "id"), []).extend(free[:1])


def _without_filters(document: Node) -> Node:
    """Let lists be asked for everything: a link that begins at one needs a first row; in place."""
    for operation in operations(document):
        operation.node["parameters"] = [
            each for each in operation.parameters(document) if each["in"] != "query"
        ]
    return document
