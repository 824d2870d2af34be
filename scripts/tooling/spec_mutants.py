"""Spec mutants: every small wrong statement in a view of the bundle, and a fair sample of them.

view ─> reach: what operations show ─┬─> wrong answers, bodies, surfaces ─> sample
sandbox ─> operations it serves ─────┘
"""

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple, get_args

from tooling import spec_mutants_answers, spec_mutants_bodies, spec_mutants_surface
from tooling.bundle import bundle, view
from tooling.fuzz_place import aim_of
from tooling.fuzz_probe import Probe
from tooling.fuzz_target import Api, Dialect
from tooling.openapi import Node, operations
from tooling.spec_mutant import Operator, SpecMutant
from tooling.spec_mutants_answers import answer_mutants
from tooling.spec_mutants_bodies import body_mutants
from tooling.spec_mutants_reach import Reach
from tooling.spec_mutants_surface import surface_mutants

OPERATORS: tuple[Operator, ...] = (
    *spec_mutants_answers.OPERATORS,
    *spec_mutants_bodies.OPERATORS,
    *spec_mutants_surface.OPERATORS,
)


class View(NamedTuple):
    """Which fuzz view a mutant is of."""

    api: Api
    dialect: Dialect

    def __str__(self) -> str:
        return f"{self.api} {self.dialect}"


class Placed(NamedTuple):
    """A mutant and its view."""

    view: View
    mutant: SpecMutant

    def __str__(self) -> str:
        return f"{self.view} {self.mutant.name}"


VIEWS = tuple(View(api, dialect) for api in get_args(Api) for dialect in get_args(Dialect))


def document_of(shown: View) -> Node:
    """Return the fuzz view of the bundle; what paths share stands in each of their operations."""
    document = view(bundle(shown.api), f"fuzz-{shown.dialect}")
    for operation in operations(document):
        own = operation.node.get("parameters", [])
        operation.node["parameters"] = [*own, *operation.shared_parameters]
    for item in document["paths"].values():
        item.pop("parameters", None)
    return document


def mutants_of(reach: Reach) -> list[SpecMutant]:
    """List the mutants of a view that the operations it serves can show, each name once."""
    found: dict[str, SpecMutant] = {}
    for mutants in (answer_mutants(reach), body_mutants(reach), surface_mutants(reach)):
        for mutant in mutants:
            found.setdefault(mutant.name, mutant)
    return list(found.values())


def served(document: Node, probe: Probe) -> frozenset[str]:
    """Ask for each path which methods it knows; give the operationIds of those."""
    known: dict[str, frozenset[str]] = {}
    for path in {operation.path for operation in operations(document)}:
        # A method that no path knows is answered with those that this one does.
        allowed = probe.allowed(re.sub(r"\{[^}]*}", "1", path))
        known[path] = allowed if _is_there(path, probe) else frozenset()
    return frozenset(
        each.id for each in operations(document) if each.method.upper() in known[each.path]
    )


def _is_there(path: str, probe: Probe) -> bool:
    """Tell whether v2 knows the entity of a path; one route serves them all."""
    aim = aim_of(re.sub(r"\{[^}]*}", "1", path), "GET")
    if aim is None or aim.place.style != "v2" or "{entity}" in path:
        return True
    return isinstance(probe.send(*aim.place.listing(1, 1)).at("data"), list)


def sampled(mutants: Sequence[Placed], size: int, seed: int) -> list[Placed]:
    """Draw a sample, the same for the same seed: operators in turn, then resources in turn."""
    chance = random.Random(seed)  # noqa: S311 - a fair draw, no secret
    by_operator: dict[str, list[Placed]] = defaultdict(list)
    for each in mutants:
        by_operator[each.mutant.operator.name].append(each)
    queues = [_in_turn(group, chance) for _, group in sorted(by_operator.items())]
    drawn: list[Placed] = []
    while len(drawn) < size and any(queues):
        for queue in queues:
            if queue and len(drawn) < size:
                drawn.append(queue.pop())
    return sorted(drawn, key=mutants.index)


def _in_turn(group: list[Placed], chance: random.Random) -> list[Placed]:
    """Shuffle mutants so that views and schemas take turns; the last one is drawn first."""
    by_place: dict[tuple[View, str], list[Placed]] = defaultdict(list)
    for each in group:
        by_place[each.view, each.mutant.where.partition(".")[0]].append(each)
    places = list(by_place.values())
    for place in places:
        chance.shuffle(place)
    chance.shuffle(places)
    rounds = max(map(len, places))
    return [
        place[turn] for turn in reversed(range(rounds)) for place in places if turn < len(place)
    ]
