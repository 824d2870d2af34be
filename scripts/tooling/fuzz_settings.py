"""How much is tried, and with which settings of the fuzzer: the same seed, the same requests."""

from dataclasses import dataclass, replace
from typing import Any, Literal

from schemathesis.config import SchemathesisConfig

from tooling.fuzz_known import Known
from tooling.fuzz_target import Target

Phase = Literal["examples", "coverage", "fuzzing", "stateful"]
PHASES: tuple[Phase, ...] = ("examples", "coverage", "fuzzing", "stateful")

LIVE_RATE = "30/m"
"""Requests of the fuzzer to a live service; our own questions come at the same rate beside it."""
# What our own checks, dictionaries and excuses know so far. The bundles describe more, and the
# sandbox answers more, than is fuzzed.
FUZZED = {
    "daftra": (
        "list_incomes",
        "get_income",
        "create_income",
        "update_income",
        "delete_income",
        "get_site_info",
        "create_access_token",
    ),
    "nuvio": ("list_incomes", "get_income", "create_income", "update_income"),
}
_READS = {
    "daftra": ("list_incomes", "get_income", "get_site_info"),
    "nuvio": ("list_incomes", "get_income"),
}
_LOGIN_SHARE = 0.9
_TEXTS = ("شركة الأمل", "😀🧾", "naïve", "ﷺ", "１２٣", "O'Brien; --", "<b>x</b>")
_TEXT_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Budget:
    """How long a run may look.

    `max_examples` counts generated cases an operation; the coverage phase has its own count,
    about 50 an operation. `operations` are operationIds, None for all. `shrink` looks for the
    smallest failing case, which takes time.
    """

    seed: int = 0
    max_examples: int = 5
    phases: tuple[Phase, ...] = PHASES
    operations: tuple[str, ...] | None = None
    shrink: bool = False


def selected_operations(target: Target, budget: Budget) -> tuple[str, ...]:
    """Name the operations to call: those that are fuzzed, or only their reads."""
    allowed = FUZZED[target.api] if target.writes else _READS[target.api]
    return tuple(name for name in allowed if budget.operations is None or name in budget.operations)


def beyond_lists(budget: Budget) -> Budget | None:
    """Give the budget of scenarios that do not begin at a list; None when there are none.

    The engine begins at a list wherever there is one, and never at a create with references that
    no operation makes. Without this turn nothing follows the links of such a create.
    """
    others = tuple(name for name in budget.operations or () if name != "list_incomes")
    if "stateful" not in budget.phases or "create_income" not in others:
        return None
    return replace(budget, operations=others, phases=("stateful",))


def settings_of(target: Target, budget: Budget, known: Known) -> SchemathesisConfig:
    """Write the configuration of one run.

    Deterministic: one worker, no database of examples, nothing learned from earlier runs.
    """
    dictionaries: dict[str, list[str | int]] = {"texts": list(_TEXTS), **known.dictionaries()}
    parameters = known.bindings()
    for name, value in target.login.items():
        dictionaries[f"login_{name}"] = [value]
        parameters[f"body.{name}"] = {
            "dictionary": f"login_{name}",
            "probability": _LOGIN_SHARE,
        }
    settings: dict[str, Any] = {
        "seed": budget.seed,
        "workers": 1,
        "base-url": target.url,
        "continue-on-failure": True,
        "cache": {"enabled": False},
        "auth": {"openapi": {target.scheme: _credential(target)}},
        "generation": {
            "max-examples": budget.max_examples,
            "database": "none",
            "no-shrink": not budget.shrink,
            "dictionaries": {"string": {"dictionary": "texts", "probability": _TEXT_SHARE}},
        },
        "phases": _phases(target, budget),
        # All stock checks are on, but for these two, which have nothing to work with:
        # `object_level_authorization` needs two sign-ins of the fuzzer's own kind
        # (companies_are_isolated asks the same), and `max_response_time` is off by default,
        # because how fast a shared machine answers is no fact of either API.
        "checks": {"object_level_authorization": {"enabled": False}},
        "dictionaries": {name: {"values": values} for name, values in dictionaries.items()},
        "parameters": parameters,
    }
    if target.live:
        settings["rate-limit"] = LIVE_RATE
    return SchemathesisConfig.from_dict(settings)


def _credential(target: Target) -> dict[str, str]:
    return {"bearer" if target.scheme == "Bearer" else "api_key": target.key}


def _phases(target: Target, budget: Budget) -> dict[str, Any]:
    phases: dict[str, Any] = {name: {"enabled": name in budget.phases} for name in PHASES}
    if not target.writes:
        # Unknown methods may be known to a live service after all: DELETE is one of them.
        phases["coverage"]["unexpected-methods"] = []
    # Links are written in the specs; guessed ones lead nowhere. `max-examples` counts scenarios.
    phases["stateful"]["inference"] = {"algorithms": []}
    phases["stateful"]["generation"] = {"max-examples": budget.max_examples}
    return phases
