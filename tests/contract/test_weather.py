"""Weather: failures that no request causes are brought about, and judged like the rest."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from ledgerspan.sandbox import Sandbox, application
from ledgerspan.sandbox.daftra import api as daftra
from ledgerspan.sandbox.exchange import Answer
from tooling.bundle import bundle, view
from tooling.fuzz_har import FAULT, WEATHER, Tape, entries
from tooling.fuzz_outcome import Outcome
from tooling.fuzz_reached import coverage_of
from tooling.fuzz_run import run
from tooling.fuzz_sandbox import RECORDS, TODAY, sandboxed
from tooling.fuzz_settings import Budget
from tooling.fuzz_storm import ARRIVES
from tooling.fuzz_target import Api, Dialect, sandbox_target
from tooling.openapi import operations

SOME = {
    "daftra": ("list_incomes", "get_income", "create_income", "delete_income", "list_taxes"),
    "nuvio": ("list_accounts", "get_account", "create_account", "update_account"),
}


@pytest.mark.parametrize("dialect", get_args(Dialect))
def test_every_operation_of_nuvio_fails_as_documented(dialect: Dialect) -> None:
    outcome = weathered("nuvio", dialect, None)
    assert outcome.failures == []
    assert len(outcome.called[WEATHER]) == len(list(operations(bundle("nuvio"))))


@pytest.mark.parametrize("dialect", get_args(Dialect))
def test_operations_of_daftra_fail_as_documented(dialect: Dialect) -> None:
    assert weathered("daftra", dialect, SOME["daftra"]).failures == []


def test_tokens_fail_as_documented() -> None:
    names = ("create_access_token", "create_app_token")
    assert weathered("daftra", "documented", names).failures == []


@pytest.mark.parametrize("api", get_args(Api))
def test_every_documented_failure_comes(api: Api, tmp_path: Path) -> None:
    archive = tmp_path / "fuzz.har"
    weathered(api, "observed", SOME[api], archive)
    coverage = coverage_of(api, bundle(api), ((each, f"/{api}") for each in entries(archive)))
    # What an invalid body or a number out of range gets is for the other phases to find.
    found = {code for name, code in coverage.missing_codes if name in SOME[api]}
    assert found <= {"400", "422", "404"}


def test_a_fault_hits_the_request_that_it_is_meant_for_and_no_other(tmp_path: Path) -> None:
    archive = tmp_path / "fuzz.har"
    weathered("nuvio", "observed", SOME["nuvio"], archive)
    with Sandbox(seed=7, records=RECORDS, clock=TODAY) as box:
        run(
            sandbox_target(box, "nuvio", "observed", TODAY.isoformat()),
            Budget(7, phases=(), operations=SOME["nuvio"], weather=True),
        )
        assert list(box.faults) == []
        struck = [each for each in box.requests if each.fault]
    assert len(struck) == sum(each.sender == FAULT for each in entries(archive))


def test_a_failure_of_another_shape_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    failing = daftra.failed

    def short(status: int, message: str, headers: Mapping[str, str] | None = None) -> Answer:
        answer = failing(status, message, headers)
        return replace(answer, body=b'{"code": 500}') if status == 500 else answer

    monkeypatch.setattr(daftra, "failed", short)
    outcome = weathered("daftra", "observed", ("get_income",))
    assert outcome.checks_failed == {"response_schema_conformance", "envelope_agrees_with_status"}


def test_a_wait_that_is_not_told_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    status = application.Pipeline._status

    def silent(self: Any, fault: Any) -> Answer:
        return replace(status(self, fault), headers={})

    monkeypatch.setattr(application.Pipeline, "_status", silent)
    assert weathered("daftra", "observed", ("get_income",)).checks_failed == {ARRIVES}


def test_a_key_that_is_not_looked_at_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def anybody(self: Any, _headers: Any) -> Any:
        return self._companies[0]

    monkeypatch.setattr(daftra.Keyring, "identify", anybody)
    found = weathered("daftra", "observed", ("get_income",)).failures
    assert [(each.check, each.message) for each in found] == [
        (ARRIVES, "no credentials: 200 came, not [401]")
    ]


def test_no_budget_makes_weather_unless_it_says_so() -> None:
    with sandboxed("nuvio", "observed", 7) as target:
        outcome = run(target, Budget(7, 2, ("examples",), SOME["nuvio"]))
    assert outcome.called[WEATHER] == set()


def weathered(
    api: Api, dialect: Dialect, names: tuple[str, ...] | None, archive: Path | None = None
) -> Outcome:
    """Send operations through their weathers, and nothing else."""
    names = names or tuple(each.id for each in operations(view(bundle(api), f"fuzz-{dialect}")))
    budget = Budget(7, phases=(), operations=names, weather=True)
    with sandboxed(api, dialect, 7) as target:
        if archive is None:
            return run(target, budget)
        with Tape(archive, target.secrets) as tape:
            return run(target, budget, listener=tape.write)
