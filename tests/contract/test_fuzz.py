"""Specs and sandbox agree: the fuzzer finds nothing, in either API and either dialect."""

from typing import get_args

import pytest
from ledgerspan.sandbox import Sandbox
from tooling.fuzz import RECORDS, TODAY, sandboxed
from tooling.fuzz_run import run
from tooling.fuzz_settings import PHASES, Budget
from tooling.fuzz_target import Api, Dialect, sandbox_target

SEED = 7
OPERATIONS = {"daftra": 247, "nuvio": 38}
SMALL = Budget(SEED, max_examples=1, boundaries=2)
"""Enough for every operation and every link; `scripts/fuzz` looks longer."""


@pytest.mark.parametrize("dialect", get_args(Dialect))
@pytest.mark.parametrize("api", get_args(Api))
def test_spec_and_sandbox_agree(api: Api, dialect: Dialect) -> None:
    with sandboxed(api, dialect, SEED) as target:
        outcome = run(target, SMALL)
    assert outcome.failures == []
    assert len(outcome.operations) == OPERATIONS[api]
    assert set(PHASES) <= set(outcome.cases)
    # Links lead to records that were listed or made.
    assert len([label for label in outcome.called["stateful"] if "{id}" in label]) >= 5


@pytest.mark.parametrize("api", get_args(Api))
def test_the_same_seed_sends_the_same_requests(api: Api) -> None:
    assert requests_of(api, seed=3) == requests_of(api, seed=3)


def test_another_seed_sends_other_requests() -> None:
    assert requests_of("daftra", seed=3) != requests_of("daftra", seed=4)


def requests_of(api: Api, seed: int) -> list[tuple[str, str, str, bytes]]:
    """List what a run sends, our own questions included."""
    # The token endpoint takes multipart forms, and their boundaries are random.
    budget = Budget(
        seed,
        max_examples=2,
        operations=("list_incomes", "get_income", "create_income"),
        phases=("examples", "fuzzing", "stateful"),
    )
    with Sandbox(seed=7, records=RECORDS, clock=TODAY) as box:
        run(sandbox_target(box, api, "observed", TODAY.isoformat()), budget)
        return [(sent.method, sent.path, sent.query, sent.body) for sent in box.requests]
