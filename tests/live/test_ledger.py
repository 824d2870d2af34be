"""Daftra and Nuvio are Ledgers: one function serves both."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from ledgerspan import AsyncLedger, Ledger
from ledgerspan.sandbox import Sandbox
from ledgerspan.unsupported import UnsupportedFlows

from tests.live.both import Opened

pytestmark = pytest.mark.anyio

RECORDS = 20


@pytest.mark.parametrize(("protocol", "kind"), [(Ledger, "sync"), (AsyncLedger, "async")])
async def test_a_client_is_an_instance_of_its_ledger(
    *,
    opened: Opened,
    provider: str,
    protocol: Any,
    kind: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = opened(provider, kind)
    # Before Python 3.12 a protocol looks at every property, which opens every resource.
    monkeypatch.setattr(
        type(client), "_open_flows", lambda *_: UnsupportedFlows("Any", "thing", "nothing")
    )
    assert isinstance(client, protocol)


def earned(ledger: Ledger, currency: str) -> Decimal:
    incomes = ledger.incomes.list(since=datetime.date(2000, 1, 1))
    totals = (each.total for each in incomes if each.currency == currency)
    return sum((total for total in totals if total is not None), Decimal(0))


async def earned_async(ledger: AsyncLedger, currency: str) -> Decimal:
    found = Decimal(0)
    async for income in ledger.incomes.list(since=datetime.date(2000, 1, 1)):
        if income.currency == currency and income.total is not None:
            found += income.total
    return found


async def test_one_function_serves_both_providers(box: Sandbox, opened: Opened) -> None:
    for provider in ("daftra", "nuvio"):
        sync: Ledger = opened(provider, "sync")
        tasks: AsyncLedger = opened(provider, "async")
        currencies = {each.currency for each in sync.incomes.list() if each.currency}
        for currency in sorted(currencies):
            assert earned(sync, currency) == await earned_async(tasks, currency) > 0
    assert len(box.requests) > 0


def test_something_else_is_no_ledger() -> None:
    assert not isinstance(object(), Ledger)
    assert not isinstance(object(), AsyncLedger)
