"""Which operations show a component, in what they take or in what they answer.

operation ─> body, parameters ─> components      role "request"
          └> responses ─> components             role "200", "404", ...
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from tooling.fuzz_operations import aim_verb
from tooling.openapi import Node, Operation, at, operations, references

REQUEST = "request"
ANSWERED = frozenset({"200", "201", "202", "400", "404", "422"})
"""Statuses that requests alone can bring about; for the others the service has to have trouble.
The stock checks hold no 401 and no 405 against the schema: both come to calls of their own."""
_COST = {"list": 0, "get": 1, "": 2, "create": 3, "delete": 4, "update": 5}
_COST_OF_BODIES = {"create": 0, "update": 1}
_MOST = 3


@dataclass(frozen=True, slots=True)
class Use:
    """An operation that shows a component, and the role that it plays there."""

    operation: Operation
    role: str


class Reach:
    """The operations of a document that are served, by what they show."""

    def __init__(self, document: Node, served: Collection[str]) -> None:
        self.document = document
        self.operations = [each for each in operations(document) if each.id in served]
        self._direct: dict[str, tuple[str, ...]] = {}
        self.uses: Mapping[str, list[Use]] = self._uses()

    def answered(self) -> Iterator[tuple[str, list[Use]]]:
        """Yield each object schema that answers show, with the answers."""
        yield from self._objects(lambda use: use.role in ANSWERED)

    def sent(self) -> Iterator[tuple[str, list[Use]]]:
        """Yield each object schema that bodies show, with the operations that take them."""
        yield from self._objects(lambda use: use.role == REQUEST)

    def outside_lists(self) -> set[str]:
        """Give the components that bodies show elsewhere than in the elements of a list."""
        found: set[str] = set()
        waiting = [
            target
            for each in self.operations
            for target in _beside(each.node.get("requestBody", {}))
        ]
        while waiting:
            target = waiting.pop()
            if target not in found:
                found.add(target)
                waiting.extend(_beside(at(self.document, target)))
        return found

    def _objects(self, fits: Callable[[Use], bool]) -> Iterator[tuple[str, list[Use]]]:
        for pointer in sorted(self.uses):
            uses = [use for use in self.uses[pointer] if fits(use)]
            schema = at(self.document, pointer)
            if uses and "/schemas/" in pointer and "properties" in schema:
                yield pointer, uses

    def _uses(self) -> dict[str, list[Use]]:
        found: dict[str, list[Use]] = defaultdict(list)
        for operation in self.operations:
            node = operation.node
            taken = [node.get("requestBody", {}), operation.parameters(self.document)]
            for pointer in self._closure(taken):
                found[pointer].append(Use(operation, REQUEST))
            for status, response in node["responses"].items():
                for pointer in self._closure(response):
                    found[pointer].append(Use(operation, status))
        return found

    def _closure(self, start: object) -> set[str]:
        found: set[str] = set()
        waiting = [target for _, target in references(start)]
        while waiting:
            target = waiting.pop().removeprefix("#")
            if target in found:
                continue
            found.add(target)
            if target not in self._direct:
                deeper = references(at(self.document, target))
                self._direct[target] = tuple(each for _, each in deeper)
            waiting.extend(self._direct[target])
        return found


def _beside(node: object) -> list[str]:
    """Give what a node refers to, but for what stands inside `items`."""
    return [
        target.removeprefix("#")
        for pointer, target in references(node)
        if not re.search(r"(?<!/properties)/items(/|$)", pointer)
    ]


def cheapest(uses: list[Use], name: str, most: int = _MOST) -> list[Use]:
    """Choose few uses, of different kinds, the cheapest first; success before refusal.

    Of those that cost the same, the name of what is asked about chooses: so not every mutant of
    what all operations share looks at the same one.
    """
    costs = _COST_OF_BODIES if uses[0].role == REQUEST else _COST

    def rank(use: Use) -> tuple[bool, int, int]:
        return (
            not use.role.startswith("2"),
            costs.get(aim_verb(use.operation) or "", len(costs)),
            zlib.crc32(f"{name} {use.operation.id}".encode()),
        )

    chosen: dict[object, Use] = {}
    for use in sorted(uses, key=rank):
        verb = aim_verb(use.operation)
        # Two reads of different resources: not every seeded record shows every member.
        chosen.setdefault((verb, use.operation.path if verb == "get" and most > 1 else ""), use)
    return list(chosen.values())[:most]
