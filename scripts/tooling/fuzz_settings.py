"""How much is tried, and with which settings of the fuzzer: the same seed, the same requests."""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from zlib import crc32

from schemathesis import Case, HookContext
from schemathesis.config import SchemathesisConfig
from schemathesis.generation.meta import TestPhase

from tooling.fuzz_known import Known
from tooling.fuzz_references import Target as Reference
from tooling.fuzz_target import Target
from tooling.openapi import Operation

Phase = Literal["examples", "coverage", "fuzzing", "stateful"]
PHASES: tuple[Phase, ...] = ("examples", "coverage", "fuzzing", "stateful")

STATIC = Path(__file__).resolve().parents[2] / "tests" / "contract" / "schemathesis.toml"

LIVE_RATE = "30/m"
"""Requests of the fuzzer to a live service; our own questions come at the same rate beside it."""
_READ_BY_POST = frozenset({"/v1/list-incomes", "/v1/list-expenses", "/v2/api/multi-entity"})
_LOGIN_SHARE = 0.9
_ALL_SUMS = 2**32
_AMOUNTS, _AMOUNT_SHARE = (0.01, 1, 2.5), 0.7


@dataclass(frozen=True, slots=True)
class Budget:
    """How long a run may look.

    `max_examples` counts generated cases an operation; the coverage phase has its own count,
    about 50 an operation and two thousand where bodies are large; `boundaries` is how many of
    them are sent, None for all. `operations` are operationIds, None for all. `shrink` looks for
    the smallest failing case, which takes time. `focus` are members or parameters whose boundary
    cases are all sent. A run that is `demanding` fails where an operation never succeeded, a link
    never led anywhere, or a query parameter never changed a list; and no create of it fails for a
    code that an earlier one took. `weather` adds the failures that no request causes, wherever
    there is a sandbox to make them. `positive` sends what the spec allows alone.
    """

    seed: int = 0
    max_examples: int = 5
    phases: tuple[Phase, ...] = PHASES
    operations: tuple[str, ...] | None = None
    shrink: bool = False
    boundaries: int | None = None
    focus: tuple[str, ...] = ()
    demanding: bool = False
    weather: bool = False
    positive: bool = False

    def allows(self, operation: str) -> bool:
        """Tell whether an operation is called."""
        return self.operations is None or operation in self.operations


def place_of_phase(phase: str) -> int:
    """Give the place of a phase in the order of phases; weather and what is in none come last."""
    return PHASES.index(phase) if phase in PHASES else len(PHASES)


def is_read(operation: Operation) -> bool:
    """Tell whether an operation changes nothing."""
    return reads(operation.method.upper(), operation.path)


def reads(method: str, path: str) -> bool:
    """Tell whether a request changes nothing; two of Daftra's GETs change a booking."""
    return (
        path in _READ_BY_POST
        if method == "POST"
        else method in ("GET", "HEAD") and ("/bookings/" not in path)
    )


def sampled(
    most: int, seed: int, focus: tuple[str, ...] = ()
) -> Callable[[HookContext, Case[Any]], bool]:
    """Let through some boundary cases an operation; another seed takes others.

    How many there are is seen only as they come, so the share shrinks as they do: all of the first
    `most`, half of them at twice as many, a tenth at ten times. Those about the members and
    parameters of `focus` all pass.
    """
    seen: Counter[str] = Counter()

    def keep(_context: HookContext, case: Case[Any]) -> bool:
        if case.meta is None or case.meta.phase.name is not TestPhase.COVERAGE:
            return True
        if any(_is_about(case.meta.phase.data, name) for name in focus):
            return True
        place = seen[case.operation.label]
        seen[case.operation.label] += 1
        drawn = crc32(f"{seed} {case.operation.label} {place}".encode()) / _ALL_SUMS
        return drawn * (place + 1) < most

    return keep


def _is_about(boundary: Any, name: str) -> bool:
    """Tell whether a boundary case is about a member or parameter: its words name it."""
    told = f"{boundary.description} {boundary.location} {boundary.parameter} "
    return any(
        each in told for each in (f"'{name}'", f"> {name}", f" {name}:", f"/{name}/", f" {name} ")
    )


def settings_of(
    target: Target, budget: Budget, known: Known, references: Iterable[tuple[str, Reference]]
) -> SchemathesisConfig:
    """Write the configuration of one run: what all have in common, and what only this one knows."""
    dictionaries: dict[str, list[Any]] = known.dictionaries()
    parameters: dict[str, Any] = known.bindings(references)
    for name, value in target.login.items():
        dictionaries[f"login_{name}"] = [value]
        parameters[f"body.{name}"] = {
            "dictionary": f"login_{name}",
            "probability": _LOGIN_SHARE,
        }
    if target.api == "nuvio":
        # Most amounts that are thought of are more than what is open.
        dictionaries["amounts"] = list(_AMOUNTS)
        parameters["body.amount"] = {"dictionary": "amounts", "probability": _AMOUNT_SHARE}
    settings = static_settings()
    settings |= {
        "seed": budget.seed,
        "base-url": target.url,
        "auth": {"openapi": {target.scheme: _credential(target)}},
        "parameters": parameters,
    }
    settings["dictionaries"] |= {name: {"values": values} for name, values in dictionaries.items()}
    settings["generation"] |= {
        "max-examples": budget.max_examples,
        "no-shrink": not budget.shrink,
    }
    if budget.positive:
        settings["generation"]["mode"] = "positive"
    phases = settings["phases"]
    for name in PHASES:
        phases.setdefault(name, {})["enabled"] = name in budget.phases
    phases["stateful"]["generation"] = {"max-examples": budget.max_examples}
    if target.live:
        settings["rate-limit"] = LIVE_RATE
        # Unknown methods may be known to a live service after all: DELETE is one of them.
        phases["coverage"]["unexpected-methods"] = []
    return SchemathesisConfig.from_dict(settings)


def static_settings() -> dict[str, Any]:
    """Read what all runs have in common, without what only the tool's own command uses."""
    settings = tomllib.loads(STATIC.read_text(encoding="utf-8"))
    return {name: value for name, value in settings.items() if name not in ("project", "hooks")}


def _credential(target: Target) -> dict[str, str]:
    return {"bearer" if target.scheme == "Bearer" else "api_key": target.key}
