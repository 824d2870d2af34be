"""A deliberate fault for the sandbox, with the checks that must notice it.

A fault is a function that patches the sandbox through a monkeypatch and is undone with it: no
shipped code knows of any. Each is looked for where it can show, so that a run takes a second.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from tooling.fuzz_settings import Phase
from tooling.fuzz_target import Api, Dialect

Break = Callable[[pytest.MonkeyPatch], None]
Wrap = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A fault, where to look for it, and the checks that must fail."""

    sentence: str
    api: Api
    killers: frozenset[str]
    operations: tuple[str, ...]
    phases: tuple[Phase, ...]
    break_it: Break
    dialect: Dialect = "documented"


MUTANTS: list[Mutant] = []


def mutant(
    api: Api,
    killers: str,
    operations: str,
    phases: tuple[Phase, ...] = ("examples", "fuzzing"),
    dialect: Dialect = "documented",
) -> Callable[[Break], Break]:
    """List a fault under the first line of its docstring."""

    def listed(break_it: Break) -> Break:
        sentence = (break_it.__doc__ or "").strip().removesuffix(".")
        names = frozenset(killers.split())
        MUTANTS.append(
            Mutant(sentence, api, names, tuple(operations.split()), phases, break_it, dialect)
        )
        return break_it

    return listed


def around(patch: pytest.MonkeyPatch, owner: Any, name: str, wrap: Callable[[Wrap], Wrap]) -> None:
    """Put `wrap` around what `owner` calls `name`."""
    patch.setattr(owner, name, wrap(getattr(owner, name)))
