"""Daftra's payments: of invoices and of clients, under one name, sync and async."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ledgerspan import (
    ConfigurationError,
    ConflictError,
    Direction,
    DraftError,
    NotFoundError,
    Payment,
    PaymentState,
    Ref,
    RejectedError,
    ValidationError,
)
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import AT_ONCE, Opened, asked, gathered, settled, stored
from tests.live.payables import AMOUNT, DAY, open_invoice, paying, paying_in, unpaid

pytestmark = pytest.mark.anyio

RECORDS = 6
INVOICES, CLIENTS = "invoice_payments", "client_payments"
NOTE = "دفعة ٢\r\n<b>half</b> 🧾"


async def all_payments(opened: Opened, kind: str, **filters: Any) -> list[Payment]:
    return await gathered(opened("daftra", kind).payments.list(**filters))


@pytest.mark.usefixtures("dialect")
async def test_payments_of_both_kinds_are_listed_and_read_one_by_one(
    opened: Opened, kind: str
) -> None:
    payments = opened("daftra", kind).payments
    listed = await gathered(payments.list())
    assert {payment.raw_kind for payment in listed} == {INVOICES, CLIENTS}
    read = [await settled(payments.get(each.id, raw_kind=each.raw_kind)) for each in listed]
    assert read == listed


async def test_payments_out_of_credit_are_asked_for_and_move_no_money(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    listed = await all_payments(opened, kind)
    directions = {(each.method == "client_credit", each.direction) for each in listed}
    assert directions == {(True, Direction.UNKNOWN), (False, Direction.IN)}
    assert [request.query for request in asked(box, path=INVOICES)] == [
        "page=1&limit=100&include_client_credit=1"
    ]


async def test_an_id_that_both_kinds_have_is_not_guessed(opened: Opened, kind: str) -> None:
    payments = opened("daftra", kind).payments
    with pytest.raises(ConfigurationError, match='raw_kind="invoice_payments"'):
        await settled(payments.get(1))
    with pytest.raises(ConfigurationError, match='raw_kind="client_payments"'):
        await settled(payments.delete("1"))
    with pytest.raises(NotFoundError):
        await settled(payments.get(4711))
    with pytest.raises(ConfigurationError, match="raw_kind is one of invoice_payments"):
        await settled(payments.get(1, raw_kind="incomes"))


@pytest.mark.usefixtures("dialect")
async def test_a_payment_of_an_invoice_says_what_its_draft_says_and_counts(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    invoice = open_invoice(box)
    before = unpaid(box, invoice)
    draft = paying_in(document=invoice, reference="WIRE-7", description=NOTE)
    payment = await settled(opened("daftra", kind).payments.create(draft))
    assert (payment.raw_kind, payment.direction) == (INVOICES, Direction.IN)
    assert (payment.date, payment.amount, payment.currency) == (DAY, AMOUNT, "SAR")
    assert (payment.method, payment.reference, payment.description) == ("cash", "WIRE-7", NOTE)
    assert (payment.document, payment.account) == (Ref(id=invoice), Ref(id="1"))
    assert payment.status is PaymentState.COMPLETED
    assert payment.check() == ()
    assert unpaid(box, invoice) == before - AMOUNT


@pytest.mark.usefixtures("dialect")
async def test_a_payment_that_names_a_contact_alone_is_on_account(
    opened: Opened, kind: str
) -> None:
    draft = paying_in(contact="3", status=PaymentState.PENDING)
    payment = await settled(opened("daftra", kind).payments.create(draft))
    assert (payment.raw_kind, payment.document, payment.contact) == (CLIENTS, None, Ref(id="3"))
    assert payment.status is PaymentState.PENDING


async def test_everything_that_is_missing_is_told_at_once_and_nothing_is_sent(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    with pytest.raises(DraftError) as caught:
        await settled(opened("daftra", kind).payments.create(paying()))
    told = [fault.path for fault in caught.value.field_errors]
    assert told == ["document", "account", "method", "currency"]
    assert asked(box) == []


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"document": "1", "contact": "1"}, "contact"),
        ({"document": "1", "direction": Direction.OUT}, "direction"),
        ({"document": "1", "transaction": "1"}, "transaction"),
        ({"document": "INV-1"}, "document"),
        ({"contact": "0"}, "contact"),
        ({"document": "1", "account": "0"}, "account"),
        ({"document": "1", "method": ""}, "method"),
        ({"document": "1", "method": "x" * 101}, "method"),
        ({"document": "1", "reference": "x" * 101}, "reference"),
        ({"document": "1", "currency": "riyal"}, "currency"),
        ({"document": "1", "amount": Decimal(0)}, "amount"),
        ({"document": "1", "status": PaymentState.UNKNOWN}, "status"),
        ({"document": "1", "status": "paid"}, "status"),
    ],
)
async def test_a_draft_that_cannot_work_is_refused_before_anything_is_sent(
    box: Sandbox, opened: Opened, given: dict[str, Any], path: str
) -> None:
    with pytest.raises(DraftError) as caught:
        opened("daftra", "sync").payments.create(paying_in(**given))
    assert [fault.path for fault in caught.value.field_errors] == [path]
    assert asked(box) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("date", date(2025, 12, 31)),
        ("amount", Decimal("0.0001")),
        ("currency", "EUR"),
        ("method", "bank_transfer"),
        ("reference", None),
        ("description", None),
        ("account", "2"),
        ("contact", "2"),
        ("status", PaymentState.FAILED),
    ],
)
@pytest.mark.usefixtures("dialect")
async def test_an_update_changes_the_field_it_names_and_keeps_the_others(
    opened: Opened, kind: str, field: str, value: Any
) -> None:
    payments = opened("daftra", kind).payments
    draft = paying_in(contact="3", reference="WIRE-7", description=NOTE)
    before = await settled(payments.create(draft))
    after = await settled(payments.update(before, **{field: value}))
    changed = Ref(id=value) if field in ("account", "contact") else value
    told = {name for name in Payment.fields() if getattr(before, name) != getattr(after, name)}
    assert told - {"status_text"} == {field}
    assert getattr(after, field) == changed


@pytest.mark.usefixtures("dialect")
async def test_an_update_of_any_seeded_payment_keeps_what_it_does_not_name(
    opened: Opened, kind: str
) -> None:
    payments = opened("daftra", kind).payments
    seeded = [each for each in await gathered(payments.list()) if each.method != "client_credit"]
    for before in seeded:
        after = await settled(payments.update(before, description="seen"))
        changed = {
            name for name in Payment.fields() if getattr(before, name) != getattr(after, name)
        }
        assert changed <= {"description", "updated_at"}
        # The clock of the sandbox says 12:00, and so do seeded payments: the time is kept.
        time = next(iter(after.raw.values()))["date"][11:]
        assert time == next(iter(before.raw.values()))["date"][11:] != "00:00:00"


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"document": None}, "document"),
        ({"contact": "1"}, "contact"),
        ({"currency": None}, "currency"),
        ({"currency": "sar"}, "currency"),
        ({"amount": Decimal(-1)}, "amount"),
        ({"date": "2026-03-05"}, "date"),
        ({"status": "paid"}, "status"),
        ({"account": None}, "account"),
        ({"direction": Direction.OUT}, "direction"),
    ],
)
def test_a_change_that_cannot_work_is_refused_before_anything_is_sent(
    box: Sandbox, change: dict[str, Any], path: str
) -> None:
    with box.daftra() as daftra, pytest.raises(DraftError) as caught:
        daftra.payments.update("1", raw_kind=INVOICES, **change)
    assert [fault.path for fault in caught.value.field_errors] == [path]
    assert asked(box) == []


async def test_a_payment_out_of_credit_is_closed_to_changes(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    payments = opened("daftra", kind).payments
    credit = next(
        each for each in await gathered(payments.list()) if each.method == "client_credit"
    )
    with pytest.raises(ConflictError, match="change the client payment that it comes from"):
        await settled(payments.update(credit, description="seen"))
    with pytest.raises(ValidationError, match="comes out of a client payment"):
        await settled(payments.delete(credit))
    assert stored(box) == 0


async def test_a_deleted_payment_is_gone_and_the_invoice_is_open_again(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    invoice = open_invoice(box)
    before = unpaid(box, invoice)
    payments = opened("daftra", kind).payments
    payment = await settled(payments.create(paying_in(document=invoice)))
    assert await settled(payments.delete(payment)) is None
    with pytest.raises(NotFoundError):
        await settled(payments.get(payment.id, raw_kind=INVOICES))
    assert unpaid(box, invoice) == before


@pytest.mark.parametrize("settles", ["document", "contact"])
async def test_a_create_that_is_run_twice_with_once_exists_once(
    box: Sandbox, opened: Opened, kind: str, settles: str
) -> None:
    draft = paying_in(**{settles: open_invoice(box) if settles == "document" else "3"})
    payments = opened("daftra", kind).payments
    first = await settled(payments.create(draft, once="order-1001"))
    assert first.reference == "order-1001"
    assert await settled(payments.create(draft, once="order-1001")) == first
    assert await settled(payments.create(draft, once="order-1001", reread=False)) == first.id
    assert (len(asked(box, "POST")), stored(box)) == (1, 1)


async def test_once_is_the_reference_and_another_one_beside_it_is_refused(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    draft = paying_in(contact="3", reference="WIRE-7")
    with pytest.raises(ConfigurationError, match="give the same text for both"):
        await settled(opened("daftra", kind).payments.create(draft, once="order-1001"))
    assert asked(box) == []


async def test_a_create_that_claims_success_without_an_id_created_nothing(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    payments = opened("daftra", kind, retry=AT_ONCE).payments
    box.faults.add(Fault("null_id"))
    with pytest.raises(RejectedError, match="quirk 12"):
        await settled(payments.create(paying_in(contact="3")))
    assert (len(asked(box, "POST")), stored(box)) == (1, 0)


async def test_a_dry_run_shows_the_body_with_its_status_and_sends_nothing(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    payments = opened("daftra", kind).payments
    planned = await settled(payments.create(paying_in(contact="3"), dry_run=True))
    assert planned.body == {
        "ClientPayment": {
            "client_id": 3,
            "status": 1,
            "payment_method": "cash",
            "amount": 1.5,
            "currency_code": "SAR",
            "treasury_id": 1,
            "date": "2026-03-05 00:00:00",
        }
    }
    assert asked(box) == []


async def test_a_dry_run_of_an_update_shows_what_changes(opened: Opened, kind: str) -> None:
    payments = opened("daftra", kind).payments
    payment = await settled(payments.create(paying_in(contact="3")))
    planned = await settled(payments.update(payment, date=date(2026, 3, 6), dry_run=True))
    assert [(each.path, each.before, each.after) for each in planned.differences] == [
        ("ClientPayment.date", "2026-03-05 00:00:00", "2026-03-06 00:00:00")
    ]


async def test_without_rereading_the_ids_alone_come_back(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    payments = opened("daftra", kind).payments
    made = await settled(payments.create(paying_in(contact="3"), reread=False))
    assert [request.method for request in asked(box)] == ["POST"]
    changed = await settled(
        payments.update(made, raw_kind=CLIENTS, amount=Decimal(2), reread=False)
    )
    assert changed == made
    assert (await settled(payments.get(made, raw_kind=CLIENTS))).amount == Decimal(2)


async def test_a_payment_that_changed_since_it_was_read_is_not_overwritten(
    opened: Opened, kind: str
) -> None:
    payments = opened("daftra", kind).payments
    payment = await settled(payments.create(paying_in(contact="3")))
    await settled(payments.update(payment, amount=Decimal(2)))
    with pytest.raises(ConflictError) as caught:
        await settled(payments.update(payment, description="seen"))
    assert "amount" in {fault.path for fault in caught.value.field_errors}
    forced = await settled(payments.update(payment, description="seen", force=True))
    assert (forced.amount, forced.description) == (Decimal(2), "seen")


def test_a_payment_made_by_hand_says_not_which_kind_it_is(box: Sandbox) -> None:
    by_hand = Payment(id="1", provider="daftra")  # type: ignore[arg-type]
    with box.daftra() as daftra, pytest.raises(ConfigurationError, match="raw_kind is one of"):
        daftra.payments.update(by_hand, description="seen")
