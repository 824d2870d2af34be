"""Say one change of `redocly diff` in the words of a user of the Python client.

    {"path": "#/paths/...", "verdicts": [{"ruleId": "property-removed", ...}], "base": ...}
        ──> "Income.vendor is gone"  (breaking)

Redocly decides what breaks; here is only told where the change stands and what it means.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from tooling.openapi import Node, at, operations, pointer_to, resolved

BREAKING, ADDITIVE = "major", "minor"
# What the surface of the package tells better: see diff_specs.
TOLD_ELSEWHERE = frozenset({"operation-removed", "path-removed", "operation-id-changed"})
PYTHON = {
    "string": "str",
    "integer": "int",
    "number": "Decimal",
    "boolean": "bool",
    "null": "None",
    "array": "list",
    "object": "a model",
}


class Change(NamedTuple):
    """A change: whether code that works today can fail, and what it is."""

    breaking: bool
    text: str


def worded(change: dict[str, Any], old: Node, new: Node) -> Iterator[Change]:
    """Yield a change in the words of a user; nothing for what users do not notice."""
    if change["impact"] not in (BREAKING, ADDITIVE):
        return
    breaking = change["impact"] == BREAKING
    if change["typeName"] == "ParameterList":
        yield from _first_or_last_parameters(change, old, new)
        return
    side = "revision" if change.get("revision", {}).get("pointer") else "base"
    document = new if side == "revision" else old
    pointer = change.get(side, {}).get("pointer", change["path"]).removeprefix("#")
    subject = _subject(document, pointer)
    rules = {verdict["ruleId"]: verdict["message"] for verdict in change["verdicts"]}
    for rule, message in rules.items():
        if rule not in TOLD_ELSEWHERE:
            words = WORDS.get(rule, _as_redocly)
            yield Change(breaking, words(subject, change, message))
    if not rules and change["typeName"] in ("Schema", "Parameter", "Response"):
        is_class = re.fullmatch(r"/components/schemas/[^/]+", pointer)
        if change["kind"] == "added" and not is_class:
            yield Change(breaking, f"{subject} is new")


def _first_or_last_parameters(change: dict[str, Any], old: Node, new: Node) -> Iterator[Change]:
    """Yield a change for each parameter, where an operation had none before or has none now."""
    gone = change["kind"] == "removed"
    document, side = (old, "base") if gone else (new, "revision")
    pointer = change[side]["pointer"].removeprefix("#")
    for index, each in enumerate(at(document, pointer)):
        subject = _subject(document, f"{pointer}/{index}")
        needed = resolved(document, each).get("required", False)
        text = "is gone" if gone else "must be given now" if needed else "is new"
        yield Change(gone or needed, f"{subject} {text}")


def _subject(document: Node, pointer: str) -> str:
    """Name what a pointer stands in: `Income.vendor`, `list_incomes(limit)`, `get_income, body`."""
    steps = [raw.replace("~1", "/").replace("~0", "~") for raw in pointer.split("/")[1:]]
    match steps:
        case ["components", "schemas", name, *rest]:
            members = [after for before, after in pairwise(rest) if before == "properties"]
            return ".".join([name, *members])
        case ["components", _, name, *_]:
            return name
        case ["paths", path, method, *rest]:
            return _place(document, path, method, rest)
    return pointer


def _place(document: Node, path: str, method: str, rest: list[str]) -> str:
    name = next(
        (each.id for each in operations(document) if (each.path, each.method) == (path, method)),
        f"{method.upper()} {path}",
    )
    match rest:
        case ["parameters", index, *_]:
            pointer = pointer_to("paths", path, method, "parameters", index)
            return f"{name}({resolved(document, at(document, pointer))['name']})"
        case ["responses", status, *_]:
            return f"{name}, answer {status}"
        case ["requestBody", *_]:
            return f"{name}, body"
    return name


def _gone(subject: str, _: dict[str, Any], __: str) -> str:
    return f"{subject} is gone"


def _needed(subject: str, _: dict[str, Any], __: str) -> str:
    return f"{subject} must be given now"


def _retyped(subject: str, change: dict[str, Any], message: str) -> str:
    kinds = re.search(r"from '(.*?)' to '(.*?)'", message)
    if kinds is None:
        return _as_redocly(subject, change, message)
    before, after = (
        " | ".join(PYTHON.get(kind, kind) for kind in side.split(" | ")) for side in kinds.groups()
    )
    return f"{subject} was {before}, is {after}"


def _required(subject: str, _: dict[str, Any], message: str) -> str:
    names = re.findall(r"`([^`]+)`", message.partition(":")[2])
    return f"{subject}: {', '.join(names)} must be given now"


def _optional(subject: str, _: dict[str, Any], message: str) -> str:
    names = re.findall(r"`([^`]+)`", message.partition(":")[2])
    return f"{subject}: {', '.join(names)} may be left out now"


def _limited(subject: str, change: dict[str, Any], message: str) -> str:
    values = re.search(r"`(\w+)`.* from '(.*?)' to '(.*?)'", message)
    if values is None:
        return _as_redocly(subject, change, message)
    return f"{subject}: {values[1]} was {values[2]}, is {values[3]}"


def _as_redocly(subject: str, _: dict[str, Any], message: str) -> str:
    return f"{subject}: {message.rstrip('.')}"


WORDS: dict[str, Callable[[str, dict[str, Any], str], str]] = {
    "property-removed": _gone,
    "parameter-removed": _gone,
    "parameter-became-required": _needed,
    "response-removed": _gone,
    "request-body-removed": _gone,
    "schema-type-changed": _retyped,
    "required-properties-added": _required,
    "required-properties-removed": _optional,
    "schema-constraint-changed": _limited,
}
