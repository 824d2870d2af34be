"""A deliberate fault for the sandbox: what it is, where it shows, and what must notice it.

The faults themselves are test patches (`tests/contract/mutants`): no shipped code knows of any.
"""

import importlib
import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tooling.fuzz_settings import Budget, Phase
from tooling.fuzz_target import Api, Dialect

ROOT = Path(__file__).resolve().parents[2]

Category = Literal[
    "wrong type",
    "missing member",
    "unknown member",
    "undocumented status",
    "undocumented content type",
    "server error",
    "auth not checked",
    "scope not checked",
    "leak by id",
    "leak in lists",
    "page off by one",
    "limit ignored",
    "wrong total",
    "stale total",
    "next is this page",
    "negative page accepted",
    "order ignored",
    "update not stored",
    "delete not done",
    "deletes another along",
    "ids reused",
    "text broken",
    "amount rounded",
    "date swapped",
    "wrong sum",
    "filter ignored",
    "filter inverted",
    "filters combined with or",
    "partial update resets",
    "refusal half done",
    "part not stored",
    "header missing",
    "header wrong",
    "verdict wrong",
    "bad data accepted",
    "good data refused",
    "secret echoed",
    "link broken",
]
"""What can be wrong with a service."""
CONTROL = "nothing is wrong"
"""The sentence of the mutant that wraps what the others wrap, and changes nothing."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and how a run looks. Mutants of one setting are held against one control."""

    api: Api
    dialect: Dialect
    operations: tuple[str, ...]
    phases: tuple[Phase, ...]
    boundaries: int | None
    weather: bool = False

    def budget(self, seed: int, max_examples: int) -> Budget:
        """Give the budget of a run."""
        return Budget(
            seed,
            max_examples=max_examples,
            phases=self.phases,
            operations=self.operations,
            boundaries=self.boundaries,
            weather=self.weather,
        )


@dataclass(frozen=True, slots=True)
class Mutant:
    """A fault of one `resource`, and the checks that must all fail.

    `break_it` patches the sandbox through a monkeypatch of pytest, and is undone with it.
    """

    sentence: str
    category: Category
    resource: str
    killers: frozenset[str]
    setting: Setting
    break_it: Callable[[Any], None]

    @property
    def name(self) -> str:
        """The name of the function that breaks the sandbox: one mutant, one name."""
        return self.break_it.__name__

    @property
    def source(self) -> str:
        """The text of that function with what is said above it."""
        return inspect.getsource(self.break_it)


def mutants() -> dict[str, Mutant]:
    """Import all mutants from the tests, by name."""
    return {each.name: each for each in _tests().MUTANTS}


def control() -> Callable[[Any], None]:
    """Import what wraps and changes nothing."""
    unbroken: Callable[[Any], None] = _tests().break_nothing
    return unbroken


def _tests() -> Any:
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    return importlib.import_module("tests.contract.mutants")
