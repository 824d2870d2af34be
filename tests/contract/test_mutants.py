"""The fuzzer can fail: every deliberate fault is noticed, by the checks it was made for."""

import re
from pathlib import Path
from typing import get_args

import pytest
from ledgerspan.sandbox.companies import daftra_companies
from tooling import fuzz
from tooling.fuzz import sandboxed
from tooling.fuzz_checks import NAMES
from tooling.fuzz_run import run
from tooling.fuzz_settings import Budget
from tooling.fuzz_target import Api

from tests.contract.mutants import MUTANTS, Mutant, break_nothing

SEED = 7
README = Path(__file__).with_name("README.md")


@pytest.mark.parametrize("fault", MUTANTS, ids=[fault.break_it.__name__ for fault in MUTANTS])
def test_a_deliberate_fault_is_noticed_by_its_checks(
    fault: Mutant, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault.break_it(monkeypatch)
    budget = Budget(SEED, max_examples=4, operations=fault.operations, phases=fault.phases)
    with sandboxed(fault.api, fault.dialect, SEED) as target:
        outcome = run(target, budget)
    assert outcome.checks_failed & fault.killers == fault.killers


@pytest.mark.parametrize("api", get_args(Api))
def test_wrapping_without_changing_anything_goes_unnoticed(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_nothing(monkeypatch)
    with sandboxed(api, "documented", SEED) as target:
        outcome = run(target, Budget(SEED, max_examples=3, phases=("examples", "fuzzing")))
    assert outcome.failures == []


def test_every_own_check_kills_a_mutant() -> None:
    killers = frozenset[str]().union(*(fault.killers for fault in MUTANTS))
    assert set(NAMES) - killers == set()


def test_the_readme_lists_every_mutant_with_its_killers() -> None:
    rows = re.findall(r"^\| (.+?) \| (daftra|nuvio) \| (.+?) \|$", README.read_text(), re.MULTILINE)
    listed = [
        (name, api, frozenset(re.findall(r"`(\w+)`", killers))) for name, api, killers in rows
    ]
    assert listed == [(fault.sentence, fault.api, fault.killers) for fault in MUTANTS]


def test_a_failure_ends_with_1_and_shows_a_curl_line_without_the_key(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    echo = next(fault for fault in MUTANTS if "no_secret_is_echoed" in fault.killers)
    echo.break_it(monkeypatch)

    narrow = Budget(max_examples=3, operations=echo.operations, phases=echo.phases)
    monkeypatch.setitem(fuzz.PROFILES, "quick", narrow)
    status = fuzz.main(["--api", "daftra", "--dialect", "observed", "--seed", str(SEED)], {})
    printed = capsys.readouterr().out
    assert status == 1
    assert "FAIL daftra observed: GET /api2/incomes/{id}: no_secret_is_echoed" in printed
    assert "curl -X GET -H 'apikey: " in printed
    assert daftra_companies(SEED)[0].api_key not in printed
