"""Nuvio's payments that may have been written: sent once, and told by what is new."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from ledgerspan import AmbiguousWriteError, Outcome, PaymentDraft
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import AT_ONCE, Opened, asked, settled, stored
from tests.live.payables import AMOUNT, Payable, loose_transaction, payable, paying, paying_out

pytestmark = pytest.mark.anyio

RECORDS = 6

Drafting = Callable[[Sandbox, Payable], PaymentDraft]
_DRAFTS: dict[str, Drafting] = {
    "add": lambda _, found: paying(document=found.income, account=found.account),
    "out": lambda _, found: paying_out(found, description="Paper"),
    "match": lambda box, found: paying(
        document=found.income, transaction=loose_transaction(box, found)
    ),
}


@pytest.mark.parametrize("drafting", _DRAFTS)
@pytest.mark.parametrize(("fault", "happened"), [("reset_before", 0), ("reset_after", 1)])
async def test_an_open_payment_is_sent_once_and_told_by_what_the_document_had_before(
    *, box: Sandbox, opened: Opened, kind: str, drafting: str, fault: Any, happened: int
) -> None:
    found = payable(box)
    draft = _DRAFTS[drafting](box, found)
    payments = opened("nuvio", kind, retry=AT_ONCE).payments
    older = await settled(payments.create(draft))
    box.requests.clear()
    box.faults.add(Fault(fault, method="POST", times=1))
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(payments.create(draft))
    assert (len(asked(box, "POST")), stored(box)) == (1, happened)
    resolution = await settled(caught.value.resolve())
    assert resolution.outcome == (Outcome.HAPPENED if happened else Outcome.NOT_HAPPENED)
    if happened:
        assert resolution.record.id != older.id
        assert resolution.record.amount == AMOUNT
    assert stored(box) == happened


async def test_new_payments_with_other_values_leave_it_open(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    found = payable(box)
    payments = opened("nuvio", kind, retry=AT_ONCE).payments
    draft = paying(document=found.income, account=found.account)
    box.faults.add(Fault("reset_before", method="POST", times=1))
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(payments.create(draft))
    other = await settled(
        payments.create(paying(document=found.income, account=found.account, amount=Decimal(2)))
    )
    resolution = await settled(caught.value.resolve())
    assert (resolution.outcome, resolution.candidates) == (Outcome.UNKNOWN, (other,))


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [("reset_before", Outcome.NOT_HAPPENED), ("reset_after", Outcome.HAPPENED)],
)
async def test_an_open_payment_with_a_reference_is_looked_up_by_it(
    box: Sandbox, opened: Opened, kind: str, fault: Any, outcome: Outcome
) -> None:
    found = payable(box)
    payments = opened("nuvio", kind, retry=AT_ONCE).payments
    draft = paying(document=found.income, account=found.account)
    box.faults.add(Fault(fault, method="POST", times=1))
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(payments.create(draft, once="order-1001"))
    assert (await settled(caught.value.resolve())).outcome == outcome


async def test_a_read_that_fails_after_a_payment_does_not_hide_that_it_happened(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    found = payable(box)
    payments = opened("nuvio", kind, retry=AT_ONCE).payments
    box.faults.add(Fault("status", status=500, method="GET", after=1, times=3))
    with pytest.raises(AmbiguousWriteError, match="is done, as payment incomes/") as caught:
        await settled(payments.create(paying(document=found.income, account=found.account)))
    resolution = await settled(caught.value.resolve())
    assert (resolution.outcome, resolution.record.amount) == (Outcome.HAPPENED, AMOUNT)
    assert stored(box) == 1
