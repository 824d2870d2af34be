"""The fuzzer can fail: every deliberate fault is noticed, by the checks it was made for."""

from collections import Counter
from typing import get_args

import pytest
from ledgerspan.sandbox.companies import daftra_companies
from tooling import fuzz
from tooling.fuzz_laws import NAMES
from tooling.fuzz_mutant import Category, Mutant, Setting, mutants
from tooling.fuzz_mutants import look, look_at_control
from tooling.fuzz_settings import Budget
from tooling.fuzz_target import Api, Dialect

from tests.contract.mutants import MUTANTS

SEED = 7
EXAMPLES = 4


@pytest.mark.parametrize("name", [fault.name for fault in MUTANTS])
def test_a_deliberate_fault_is_noticed_by_its_checks(name: str) -> None:
    killers = mutants()[name].killers
    assert look(name, SEED, EXAMPLES).failed.keys() & killers == killers


@pytest.mark.parametrize("dialect", get_args(Dialect))
@pytest.mark.parametrize("api", get_args(Api))
def test_wrapping_without_changing_anything_goes_unnoticed(api: Api, dialect: Dialect) -> None:
    # What any mutant looks at; --mutants holds each one against a control of its own.
    asked = (set(fault.setting.operations) for fault in MUTANTS if fault.setting.api == api)
    operations = tuple(sorted(set[str]().union(*asked)))
    setting = Setting(api, dialect, operations, ("examples", "fuzzing", "stateful"), None)
    assert look_at_control(setting, SEED, max_examples=2).failed == {}


def test_there_are_sixty_mutants_of_twelve_resources_of_both_apis() -> None:
    resources = {(fault.setting.api, fault.resource) for fault in MUTANTS}
    assert len(MUTANTS) >= 60
    assert len(resources) >= 12
    assert {api for api, _ in resources} == set(get_args(Api))


def test_no_two_mutants_share_a_name_or_a_sentence() -> None:
    told = Counter(each for fault in MUTANTS for each in (fault.name, fault.sentence))
    assert [each for each, times in told.items() if times > 1] == []


def test_every_category_of_faults_has_a_mutant() -> None:
    assert set(get_args(Category)) - {fault.category for fault in MUTANTS} == set()


def test_every_own_check_kills_a_mutant() -> None:
    killers = frozenset[str]().union(*(fault.killers for fault in MUTANTS))
    assert set(NAMES) - killers == set()


def test_a_failure_ends_with_1_and_shows_a_curl_line_without_the_key(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    echo: Mutant = mutants()["keys_are_echoed"]
    echo.break_it(monkeypatch)

    setting = echo.setting
    narrow = Budget(max_examples=3, operations=setting.operations, phases=setting.phases)
    monkeypatch.setitem(fuzz.PROFILES, "quick", narrow)
    status = fuzz.main(["--api", "daftra", "--dialect", "observed", "--seed", str(SEED)], {})
    printed = capsys.readouterr().out
    assert status == 1
    assert "FAIL daftra observed: GET /api2/invoices: no_secret_is_echoed" in printed
    assert "curl -X GET -H 'apikey: " in printed
    assert daftra_companies(SEED)[0].api_key not in printed
