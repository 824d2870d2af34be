"""Daftra's payments that may have been written: sent once, and looked for."""

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from ledgerspan import AmbiguousWriteError, Outcome, PaymentState
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import AT_ONCE, Opened, asked, settled, stored
from tests.live.payables import open_invoice, paying_in

pytestmark = pytest.mark.anyio

RECORDS = 6


def draft_of(box: Sandbox, settles: str) -> Any:
    identity = open_invoice(box) if settles == "document" else "3"
    return paying_in(**{settles: identity}, reference="WIRE-7", description="only once")


@pytest.mark.parametrize("settles", ["document", "contact"])
@pytest.mark.parametrize(
    ("fault", "happened"), [("reset_before", 0), ("html", 0), ("reset_after", 1), ("truncate", 1)]
)
async def test_an_open_create_is_sent_once_and_looked_for_by_its_values(
    *, box: Sandbox, opened: Opened, kind: str, settles: str, fault: Any, happened: int
) -> None:
    draft = draft_of(box, settles)
    payments = opened("daftra", kind, retry=AT_ONCE).payments
    box.faults.add(Fault(fault, method="POST", times=1))
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(payments.create(draft))
    found = await settled(caught.value.resolve())
    assert (len(asked(box, "POST")), stored(box)) == (1, happened)
    if happened:
        assert (found.outcome, len(found.candidates)) == (Outcome.UNKNOWN, 1)
        assert found.candidates[0].reference == "WIRE-7"
    else:
        assert (found.outcome, found.candidates) == (Outcome.NOT_HAPPENED, ())


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [("reset_before", Outcome.NOT_HAPPENED), ("reset_after", Outcome.HAPPENED)],
)
@pytest.mark.parametrize("settles", ["document", "contact"])
async def test_an_open_create_with_a_reference_is_told_by_it(
    *, box: Sandbox, opened: Opened, kind: str, settles: str, fault: Any, outcome: Outcome
) -> None:
    draft = paying_in(**{settles: open_invoice(box) if settles == "document" else "3"})
    payments = opened("daftra", kind, retry=AT_ONCE).payments
    box.faults.add(Fault(fault, method="POST", times=1))
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(payments.create(draft, once="order-1001"))
    assert (await settled(caught.value.resolve())).outcome == outcome


@pytest.mark.parametrize(
    "change",
    [
        {"amount": Decimal("2.50")},
        {"description": None},
        {"reference": None},
        {"account": "2"},
        {"status": "pending"},
        {"date": date(2026, 3, 6)},
    ],
)
@pytest.mark.parametrize(("fault", "happened"), [("reset_before", 0), ("reset_after", 1)])
async def test_an_open_update_is_told_by_what_stands_there(
    *, box: Sandbox, opened: Opened, kind: str, change: dict[str, Any], fault: Any, happened: int
) -> None:
    payments = opened("daftra", kind, retry=AT_ONCE).payments
    payment = await settled(payments.create(draft_of(box, "contact")))
    box.faults.add(Fault(fault, method="PUT", times=1))
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(payments.update(payment, **change))
    resolution = await settled(caught.value.resolve())
    assert resolution.outcome == (Outcome.HAPPENED if happened else Outcome.NOT_HAPPENED)


@pytest.mark.parametrize(("fault", "happened"), [("reset_before", 0), ("reset_after", 1)])
async def test_an_open_delete_is_told_by_whether_it_is_there(
    box: Sandbox, opened: Opened, kind: str, fault: Any, happened: int
) -> None:
    payments = opened("daftra", kind, retry=AT_ONCE).payments
    payment = await settled(payments.create(draft_of(box, "contact")))
    box.faults.add(Fault(fault, method="DELETE", times=1))
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(payments.delete(payment))
    resolution = await settled(caught.value.resolve())
    assert resolution.outcome == (Outcome.HAPPENED if happened else Outcome.NOT_HAPPENED)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount", Decimal(2)),
        ("currency", "EUR"),
        ("date", date(2026, 3, 6)),
        ("contact", "2"),
    ],
)
def test_an_older_payment_with_another_main_value_is_not_taken_for_the_new_one(
    box: Sandbox, field: str, value: Any
) -> None:
    draft = draft_of(box, "contact")
    with box.daftra(retry=AT_ONCE) as daftra:
        daftra.payments.create(msgspec.structs.replace(draft, **{field: value}))
        box.faults.add(Fault("reset_before", method="POST", times=1))
        with pytest.raises(AmbiguousWriteError) as caught:
            daftra.payments.create(draft)
        assert caught.value.resolve().outcome == Outcome.NOT_HAPPENED


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", PaymentState.PENDING),
        ("method", "bank_transfer"),
        ("reference", None),
        ("account", "2"),
        ("description", "as another wrote it"),
    ],
)
def test_a_payment_with_the_same_main_values_leaves_it_open_and_is_said_to_differ(
    box: Sandbox, field: str, value: Any
) -> None:
    draft = draft_of(box, "contact")
    with box.daftra(retry=AT_ONCE) as daftra:
        older = daftra.payments.create(msgspec.structs.replace(draft, **{field: value}))
        box.faults.add(Fault("reset_before", method="POST", times=1))
        with pytest.raises(AmbiguousWriteError) as caught:
            daftra.payments.create(draft)
        found = caught.value.resolve()
    assert (found.outcome, found.candidates) == (Outcome.UNKNOWN, (older,))
    assert "other texts" in found.reason
