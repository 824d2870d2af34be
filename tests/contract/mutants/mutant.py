"""List a fault under the first line of its docstring, and patch the sandbox with it.

A fault is undone with its monkeypatch. Most are of one resource: they look at the path first. Each
is looked for where it can show, so that a run takes a second or two.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from ledgerspan.sandbox.application import Pipeline
from ledgerspan.sandbox.exactjson import read_json, write_json
from ledgerspan.sandbox.exchange import Answer, Call
from tooling.fuzz_mutant import Category, Mutant, Setting
from tooling.fuzz_settings import Phase
from tooling.fuzz_target import Api, Dialect

Break = Callable[[pytest.MonkeyPatch], None]
Wrap = Callable[..., Any]
Change = Callable[[Call, Answer], Answer]

BOUNDARIES = 40
"""Boundary cases an operation: enough for each parameter and the members of a small body."""
MUTANTS: list[Mutant] = []


def mutant(
    api: Api,
    resource: str,
    category: Category,
    killers: str,
    operations: str,
    *,
    phases: tuple[Phase, ...] = ("examples", "fuzzing"),
    dialect: Dialect = "documented",
    boundaries: int | None = BOUNDARIES,
    weather: bool = False,
) -> Callable[[Break], Break]:
    """List a fault. Killers and operations are names with blanks between them."""

    def listed(break_it: Break) -> Break:
        sentence = (break_it.__doc__ or "").strip().removesuffix(".")
        setting = Setting(api, dialect, tuple(operations.split()), phases, boundaries, weather)
        names = frozenset(killers.split())
        MUTANTS.append(Mutant(sentence, category, resource, names, setting, break_it))
        return break_it

    return listed


def around(patch: pytest.MonkeyPatch, owner: Any, name: str, wrap: Callable[[Wrap], Wrap]) -> None:
    """Put `wrap` around what `owner` calls `name`."""
    patch.setattr(owner, name, wrap(getattr(owner, name)))


def answering(patch: pytest.MonkeyPatch, method: str, path: str, change: Change) -> None:
    """Let `change` replace the answers of one path, written as the sandbox routes it."""

    def wrap(operate: Wrap) -> Wrap:
        def operated(self: Any, call: Call) -> Answer:
            answer: Answer = operate(self, call)
            mine = call.method == method and self._resource.path == path
            return change(call, answer) if mine else answer

        return operated

    around(patch, Pipeline, "_operate", wrap)


def saying(change: Callable[[Any], Any], *, when: int = 200) -> Change:
    """Change the body of the answers with one status."""

    def changed(_call: Call, answer: Answer) -> Answer:
        if answer.status != when:
            return answer
        return replace(answer, body=write_json(change(read_json(answer.body))))

    return changed


def with_header(change: Callable[[Call, Answer], dict[str, str]]) -> Change:
    """Replace the headers of every answer."""
    return lambda call, answer: replace(answer, headers=change(call, answer))
