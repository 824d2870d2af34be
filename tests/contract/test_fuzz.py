"""The seed decides what is sent."""

from typing import get_args

import pytest
from ledgerspan.sandbox import Sandbox
from tooling.fuzz_run import run
from tooling.fuzz_sandbox import RECORDS, TODAY
from tooling.fuzz_settings import Budget
from tooling.fuzz_target import Api, sandbox_target


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
