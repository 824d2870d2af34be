"""Transactions of Nuvio: made, changed, known again; Daftra has none and says so."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from ledgerspan import (
    AmbiguousWriteError,
    ConfigurationError,
    ConflictError,
    Direction,
    DraftError,
    Outcome,
    PaymentDraft,
    Ref,
    RejectedError,
    Transaction,
    TransactionDraft,
    UnsupportedOperationError,
)
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import AT_ONCE, Opened, asked, gathered, settled, stored
from tests.live.payables import DAY, payable

pytestmark = pytest.mark.anyio

RECORDS = 12
NOTE = "دفعة ٢\r\n<b>half</b> 🧾"
KUWAIT = timezone(timedelta(hours=3))


def account_of(box: Sandbox) -> str:
    """Return the id of an account that is tracked by hand; the request log is left empty."""
    with box.nuvio() as nuvio:
        found = next(each.id for each in nuvio.accounts.list() if each.integration == "Manual")
    box.requests.clear()
    return found


def contact_of(box: Sandbox) -> str:
    """Return the id of a contact; the request log is left empty."""
    with box.nuvio() as nuvio:
        found = next(each.contact.id for each in nuvio.incomes.list() if each.contact)
    box.requests.clear()
    return str(found)


def plain(box: Sandbox, **given: Any) -> TransactionDraft:
    """Draft a transaction of 12.50 on `DAY`."""
    usual = {"date": DAY, "amount": Decimal("12.50"), "direction": Direction.OUT}
    return TransactionDraft(**{**usual, "account": account_of(box), **given})


def full(box: Sandbox) -> TransactionDraft:
    """Draft a transaction that says everything."""
    return plain(box, contact=contact_of(box), description=NOTE)


def changed(before: Transaction, after: Transaction) -> set[str]:
    return {name for name in Transaction.fields() if getattr(before, name) != getattr(after, name)}


@pytest.mark.usefixtures("dialect")
async def test_what_is_listed_is_what_is_read_one_by_one(opened: Opened, kind: str) -> None:
    transactions = opened("nuvio", kind).transactions
    listed = await gathered(transactions.list())
    assert {each.direction for each in listed} == {Direction.IN, Direction.OUT}
    assert [await settled(transactions.get(each.id)) for each in listed[::5]] == listed[::5]


async def test_a_transaction_names_the_documents_that_it_pays(opened: Opened, kind: str) -> None:
    nuvio = opened("nuvio", kind)
    payments = await gathered(nuvio.payments.list())
    matches = {
        (each.id, match.document.id, match.kind)
        for each in await gathered(nuvio.transactions.list())
        for match in each.documents
    }
    assert matches == {
        (each.transaction.id, each.document.id, each.raw_kind.removesuffix("s"))
        for each in payments
    }


async def test_daftra_has_no_transactions_and_says_what_it_has(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    with pytest.raises(UnsupportedOperationError, match="journal_entries show it"):
        opened("daftra", kind).transactions.list()
    assert asked(box) == []


async def test_nuvio_cannot_delete_a_transaction_and_says_what_to_do(
    opened: Opened, kind: str
) -> None:
    with pytest.raises(UnsupportedOperationError, match=r"change it with transactions\.update"):
        await settled(opened("nuvio", kind).transactions.delete("x"))


@pytest.mark.usefixtures("dialect")
async def test_a_created_transaction_says_what_its_draft_says(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    draft = full(box)
    transactions = opened("nuvio", kind).transactions
    made = await settled(transactions.create(draft))
    assert (made.date, made.amount, made.direction) == (DAY, draft.amount, Direction.OUT)
    assert (made.account.id, made.contact.id) == (draft.account, draft.contact)
    assert (made.description, made.documents) == (NOTE, ())
    assert await settled(transactions.get(made.id)) == made


async def test_a_day_is_sent_as_its_noon_in_utc(box: Sandbox, opened: Opened, kind: str) -> None:
    made = await settled(opened("nuvio", kind).transactions.create(plain(box)))
    assert made.booked_at == datetime(2026, 3, 5, 12, tzinfo=UTC)


async def test_a_moment_is_sent_as_it_is_said(box: Sandbox, opened: Opened, kind: str) -> None:
    moment = datetime(2026, 3, 5, 1, 30, tzinfo=KUWAIT)
    made = await settled(opened("nuvio", kind).transactions.create(plain(box, booked_at=moment)))
    assert made.booked_at == moment
    # The provider writes moments in UTC, where it was still the day before.
    assert made.date == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("field", "value", "also"),
    [
        ("date", date(2025, 12, 31), {"booked_at"}),
        ("booked_at", datetime(2026, 3, 5, 9, tzinfo=UTC), set()),
        ("amount", Decimal("0.01"), set()),
        ("direction", Direction.IN, {"direction_text"}),
        ("description", None, set()),
        ("contact", None, set()),
    ],
)
@pytest.mark.usefixtures("dialect")
async def test_an_update_changes_the_field_it_names_and_keeps_the_others(
    *, box: Sandbox, opened: Opened, kind: str, field: str, value: Any, also: set[str]
) -> None:
    transactions = opened("nuvio", kind).transactions
    before = await settled(transactions.create(full(box)))
    after = await settled(transactions.update(before, **{field: value}))
    assert changed(before, after) == {field} | also
    assert getattr(after, field) == value


@pytest.mark.usefixtures("dialect")
async def test_an_update_of_any_seeded_transaction_keeps_what_it_does_not_name(
    opened: Opened, kind: str
) -> None:
    transactions = opened("nuvio", kind).transactions
    for before in (await gathered(transactions.list()))[::4]:
        after = await settled(transactions.update(before, description="seen"))
        assert changed(before, after) == {"description"}


async def test_the_account_of_a_transaction_stays(box: Sandbox, opened: Opened, kind: str) -> None:
    with pytest.raises(DraftError, match="account: cannot be changed here"):
        await settled(opened("nuvio", kind).transactions.update("x", account="y"))
    assert asked(box) == []


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"amount": Decimal(0)}, "amount"),
        ({"direction": Direction.UNKNOWN}, "direction"),
        ({"account": ""}, "account"),
        ({"date": datetime(2026, 3, 5, tzinfo=UTC)}, "date"),
        ({"booked_at": datetime(2026, 3, 5, 9)}, "booked_at"),  # noqa: DTZ001
        ({"booked_at": date(2026, 3, 5)}, "booked_at"),
        ({"booked_at": datetime(2026, 3, 6, 0, 30, tzinfo=KUWAIT)}, "booked_at"),
    ],
)
def test_a_draft_that_cannot_work_is_refused_before_anything_is_sent(
    box: Sandbox, given: dict[str, Any], path: str
) -> None:
    draft = plain(box, **given)
    with box.nuvio() as nuvio, pytest.raises(DraftError) as caught:
        nuvio.transactions.create(draft)
    assert [fault.path for fault in caught.value.field_errors] == [path]
    assert asked(box) == []


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"date": None}, "date"),
        ({"booked_at": None}, "booked_at"),
        ({"amount": None}, "amount"),
        ({"direction": None}, "direction"),
        ({"date": DAY, "booked_at": datetime(2026, 3, 6, tzinfo=UTC)}, "booked_at"),
        ({"currency": "EUR"}, "currency"),
    ],
)
def test_a_change_that_cannot_work_is_refused_before_anything_is_sent(
    box: Sandbox, change: dict[str, Any], path: str
) -> None:
    with box.nuvio() as nuvio, pytest.raises(DraftError) as caught:
        nuvio.transactions.update("x", **change)
    assert [fault.path for fault in caught.value.field_errors] == [path]
    assert asked(box) == []


async def test_days_are_verified_here(opened: Opened, kind: str) -> None:
    transactions = opened("nuvio", kind).transactions
    everything = await gathered(transactions.list())
    day = everything[3].date
    pager = transactions.list(since=day, until=day)
    assert await gathered(pager) == [each for each in everything if each.date == day]
    assert pager.report.filters == {"since": "here", "until": "here"}


async def test_a_window_would_fetch_everything_every_month_and_is_refused(
    opened: Opened, kind: str
) -> None:
    with pytest.raises(ConfigurationError, match="leave window out"):
        opened("nuvio", kind).transactions.list(since=DAY, until=DAY, window="month")


async def test_a_create_that_is_run_twice_with_once_exists_once(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    draft = plain(box, description="Paper")
    transactions = opened("nuvio", kind).transactions
    first = await settled(transactions.create(draft, once="order-1001"))
    assert first.description == "Paper [order-1001]"
    assert await settled(transactions.create(draft, once="order-1001")) == first
    assert (len(asked(box, "POST")), stored(box)) == (1, 1)


@pytest.mark.parametrize(("fault", "happened"), [("reset_before", 0), ("reset_after", 1)])
async def test_an_open_create_is_sent_once_and_looked_for_by_its_values(
    *, box: Sandbox, opened: Opened, kind: str, fault: Any, happened: int
) -> None:
    draft = full(box)
    transactions = opened("nuvio", kind, retry=AT_ONCE).transactions
    box.faults.add(Fault(fault, method="POST", times=1))
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(transactions.create(draft))
    assert (len(asked(box, "POST")), stored(box)) == (1, happened)
    found = await settled(caught.value.resolve())
    assert found.outcome == (Outcome.UNKNOWN if happened else Outcome.NOT_HAPPENED)
    assert [each.description for each in found.candidates] == [NOTE] * happened
    if happened:
        assert "the same values" in found.reason


@pytest.mark.parametrize(
    ("field", "value", "outcome"),
    [
        ("amount", Decimal(2), Outcome.NOT_HAPPENED),
        ("direction", Direction.IN, Outcome.NOT_HAPPENED),
        ("date", date(2026, 3, 7), Outcome.NOT_HAPPENED),
        # In which zone answers write the day is not published.
        ("date", date(2026, 3, 6), Outcome.UNKNOWN),
        ("description", "as another wrote it", Outcome.UNKNOWN),
        ("contact", None, Outcome.UNKNOWN),
    ],
)
def test_an_older_transaction_is_told_from_the_new_one_by_its_main_values_alone(
    box: Sandbox, field: str, value: Any, outcome: Outcome
) -> None:
    draft = full(box)
    with box.nuvio(retry=AT_ONCE) as nuvio:
        older = nuvio.transactions.create(msgspec.structs.replace(draft, **{field: value}))
        box.faults.add(Fault("reset_before", method="POST", times=1))
        with pytest.raises(AmbiguousWriteError) as caught:
            nuvio.transactions.create(draft)
        found = caught.value.resolve()
    assert found.outcome == outcome
    assert found.candidates == ((older,) if outcome is Outcome.UNKNOWN else ())
    assert ("other texts" in found.reason) is (outcome is Outcome.UNKNOWN)


@pytest.mark.parametrize(
    "change",
    [
        {"date": date(2026, 3, 6)},
        {"booked_at": datetime(2026, 3, 5, 1, 30, tzinfo=KUWAIT)},
        {"amount": Decimal("7.0")},
        {"direction": "in"},
        {"contact": None},
        {"description": None},
    ],
)
@pytest.mark.parametrize(("fault", "happened"), [("reset_before", 0), ("reset_after", 1)])
async def test_an_open_update_is_told_by_what_stands_there(
    *, box: Sandbox, opened: Opened, kind: str, change: dict[str, Any], fault: Any, happened: int
) -> None:
    transactions = opened("nuvio", kind, retry=AT_ONCE).transactions
    made = await settled(transactions.create(full(box)))
    box.faults.add(Fault(fault, method="PUT", times=1))
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(transactions.update(made, **change))
    found = await settled(caught.value.resolve())
    assert found.outcome == (Outcome.HAPPENED if happened else Outcome.NOT_HAPPENED)


async def test_a_create_that_claims_success_without_an_id_created_nothing(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    draft = plain(box)
    box.faults.add(Fault("null_id"))
    with pytest.raises(RejectedError, match="nothing was created"):
        await settled(opened("nuvio", kind).transactions.create(draft))
    assert stored(box) == 0


async def test_a_transaction_that_was_matched_since_it_was_read_is_not_overwritten(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    found = payable(box)
    nuvio = opened("nuvio", kind)
    made = await settled(nuvio.transactions.create(plain(box, direction=Direction.IN)))
    other = await settled(nuvio.transactions.update(made.id, description="seen"))
    await settled(
        nuvio.payments.create(
            PaymentDraft(date=DAY, amount=Decimal(1), document=found.income, transaction=made.id)
        )
    )
    # Who paid is told by the document from then on, where it names somebody.
    known = await settled(nuvio.transactions.get(made.id))
    assert [match.document for match in known.documents] == [Ref(id=found.income)]
    await settled(nuvio.transactions.update(known, amount=Decimal(5)))
    with pytest.raises(ConflictError) as caught:
        await settled(nuvio.transactions.update(other, description="mine"))
    assert [fault.path for fault in caught.value.field_errors] == ["amount"]


async def test_a_dry_run_shows_the_body_and_sends_nothing(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    draft = plain(box, contact="c")
    planned = await settled(opened("nuvio", kind).transactions.create(draft, dry_run=True))
    assert planned.body == {
        "accountId": draft.account,
        "transactionType": "Money Out",
        "amount": 12.5,
        "transactionDate": "2026-03-05T12:00:00Z",
        "matchingEntityId": "c",
    }
    assert asked(box) == []


async def test_without_rereading_the_id_alone_comes_back(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    transactions = opened("nuvio", kind).transactions
    made = await settled(transactions.create(plain(box), reread=False))
    assert await settled(transactions.update(made, description="seen", reread=False)) == made
    assert (await settled(transactions.get(made))).description == "seen"
