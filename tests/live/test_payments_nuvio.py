"""Nuvio's payments: read from the documents that they pay, made in two ways, never taken back."""

from decimal import Decimal
from typing import Any

import pytest
from ledgerspan import (
    ConfigurationError,
    Direction,
    DraftError,
    NotFoundError,
    PaymentState,
    Ref,
    UnsupportedOperationError,
    ValidationError,
)
from ledgerspan.sandbox import Sandbox

from tests.live.both import Opened, asked, gathered, settled, stored
from tests.live.payables import AMOUNT, DAY, loose_transaction, payable, paying, paying_out

pytestmark = pytest.mark.anyio

RECORDS = 6


@pytest.mark.usefixtures("dialect")
async def test_payments_are_those_of_all_incomes_and_of_all_expenses(
    opened: Opened, kind: str
) -> None:
    nuvio = opened("nuvio", kind)
    incomes = await gathered(nuvio.incomes.list())
    expenses = await gathered(nuvio.expenses.list())
    listed = await gathered(nuvio.payments.list())
    assert [(each.document.id, each.transaction.id, each.direction) for each in listed] == [
        (document.id, payment.id, direction)
        for documents, direction in ((incomes, Direction.IN), (expenses, Direction.OUT))
        for document in documents
        for payment in document.payments
    ]
    assert {each.raw_kind for each in listed} == {"incomes", "expenses"}
    assert len({each.id for each in listed}) == len(listed)


@pytest.mark.usefixtures("dialect")
async def test_what_is_listed_is_what_is_read_one_by_one(opened: Opened, kind: str) -> None:
    payments = opened("nuvio", kind).payments
    listed = await gathered(payments.list())
    picked = [listed[0], listed[-1]]
    assert [await settled(payments.get(each.id, raw_kind=each.raw_kind)) for each in picked] == (
        picked
    )


@pytest.mark.usefixtures("dialect")
async def test_an_account_pays_an_income_and_makes_a_transaction(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    found = payable(box)
    nuvio = opened("nuvio", kind)
    draft = paying(document=found.income, account=found.account, description="دفعة ٢")
    payment = await settled(nuvio.payments.create(draft))
    assert (payment.date, payment.amount, payment.currency) == (DAY, AMOUNT, "EUR")
    assert (payment.direction, payment.status) == (Direction.IN, PaymentState.COMPLETED)
    assert (payment.document, payment.description) == (Ref(id=found.income, code="PAY-1"), "دفعة ٢")
    assert payment.account == Ref(id=found.account, name="Till")
    assert payment.check() == ()
    made = await settled(nuvio.transactions.get(payment.transaction.id))
    assert (made.amount, made.direction) == (AMOUNT, Direction.IN)
    assert (await settled(nuvio.incomes.get(found.income))).due == 100 - AMOUNT
    assert await settled(nuvio.payments.get(payment.id)) == payment


async def test_money_that_goes_out_pays_an_expense(box: Sandbox, opened: Opened, kind: str) -> None:
    found = payable(box)
    payment = await settled(opened("nuvio", kind).payments.create(paying_out(found)))
    assert (payment.raw_kind, payment.direction) == ("expenses", Direction.OUT)
    assert payment.document == Ref(id=found.expense)


@pytest.mark.usefixtures("dialect")
async def test_a_transaction_that_is_there_pays_a_document_in_parts(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    found = payable(box)
    carrier = loose_transaction(box, found)
    payments = opened("nuvio", kind).payments
    draft = paying(document=found.income, transaction=carrier)
    first = await settled(payments.create(draft))
    second = await settled(payments.create(draft))
    assert [first.id, second.id] == [
        f"incomes/{found.income}/{carrier}",
        f"incomes/{found.income}/{carrier}/2",
    ]
    assert first.transaction == second.transaction == Ref(id=carrier)
    assert await gathered(payments.list(document=found.income)) == [first, second]
    assert await settled(payments.get(second.id)) == second


async def test_an_income_can_be_named_by_its_number(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    found = payable(box)
    payments = opened("nuvio", kind).payments
    payment = await settled(payments.create(paying(document="PAY-1", account=found.account)))
    assert payment.document.id == found.income
    by_number = f"incomes/PAY-1/{payment.transaction.id}"
    assert await settled(payments.get(by_number)) == payment


@pytest.mark.parametrize(
    ("given", "paths"),
    [
        ({}, ["document", "account"]),
        ({"document": "d", "account": "a", "transaction": "t"}, ["account"]),
        ({"document": "d", "account": "a", "contact": "c"}, ["contact"]),
        ({"document": "d", "account": "a", "method": "cash"}, ["method"]),
        ({"document": "d", "account": "a", "reference": "r"}, ["reference"]),
        ({"document": "d", "account": "a", "status": PaymentState.PENDING}, ["status"]),
        ({"document": "d", "transaction": "t", "description": "x"}, ["description"]),
        ({"document": "d", "account": "a", "amount": Decimal(-1)}, ["amount"]),
        ({"document": "d", "account": "a", "direction": "sideways"}, ["direction"]),
    ],
)
def test_a_draft_that_cannot_work_is_refused_before_anything_is_sent(
    box: Sandbox, given: dict[str, Any], paths: list[str]
) -> None:
    with box.nuvio() as nuvio, pytest.raises(DraftError) as caught:
        nuvio.payments.create(paying(**given))
    assert [fault.path for fault in caught.value.field_errors] == paths
    assert asked(box) == []


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"currency": "SAR"}, "is in its currency, EUR, not SAR"),
        ({"currency": "EUR", "amount": Decimal("100.01")}, "at most what remains, 100 EUR"),
    ],
)
async def test_what_the_document_shows_to_be_wrong_is_refused_before_it_is_written(
    box: Sandbox, opened: Opened, kind: str, given: dict[str, Any], text: str
) -> None:
    found = payable(box)
    draft = paying(document=found.income, account=found.account, **given)
    with pytest.raises(DraftError, match=text):
        await settled(opened("nuvio", kind).payments.create(draft))
    assert asked(box, "POST") == []


async def test_a_refused_payment_says_what_an_account_needs_to_pay(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    found = payable(box)
    payments = opened("nuvio", kind).payments
    with pytest.raises(ValidationError, match="tracked manually") as caught:
        await settled(payments.create(paying(document=found.income, account=found.connected)))
    assert "tracked by hand" in caught.value.__notes__[0]
    assert "(100 EUR)" in caught.value.__notes__[0]
    outgoing = loose_transaction(box, found, Direction.OUT)
    with pytest.raises(ValidationError) as caught:
        await settled(payments.create(paying(document=found.income, transaction=outgoing)))
    assert "pays what goes its way" in caught.value.__notes__[0]


async def test_an_expense_that_is_looked_for_among_incomes_is_not_found_and_the_error_says_why(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    found = payable(box)
    draft = paying(document=found.expense, account=found.account)
    with pytest.raises(NotFoundError) as caught:
        await settled(opened("nuvio", kind).payments.create(draft))
    assert "give Direction.OUT" in caught.value.__notes__[0]


@pytest.mark.parametrize("raw_kind", [None, "incomes"])
async def test_payments_are_neither_changed_nor_deleted_and_the_error_says_what_can_be_done(
    box: Sandbox, opened: Opened, kind: str, raw_kind: str | None
) -> None:
    payments = opened("nuvio", kind).payments
    with pytest.raises(UnsupportedOperationError, match=r"transactions\.update changes"):
        await settled(payments.update("incomes/a/b", raw_kind=raw_kind, amount=AMOUNT))
    with pytest.raises(UnsupportedOperationError, match="undo the match in the web app"):
        await settled(payments.delete("incomes/a/b", raw_kind=raw_kind))
    assert asked(box) == []


@pytest.mark.parametrize(
    "identity",
    [
        "",
        "a",
        "incomes/a",
        "incomes/a/",
        "bills/a/b",
        "incomes//b",
        "incomes/a/b/x",
        "incomes/a/b/",
    ],
)
async def test_an_id_that_names_no_payment_is_refused(
    box: Sandbox, opened: Opened, kind: str, identity: str
) -> None:
    with pytest.raises(ConfigurationError, match="incomes/<income>/<transaction>"):
        await settled(opened("nuvio", kind).payments.get(identity))
    assert asked(box) == []


async def test_a_payment_that_is_not_there_is_not_found(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    found = payable(box)
    payments = opened("nuvio", kind).payments
    with pytest.raises(NotFoundError, match="has no such payment"):
        await settled(payments.get(f"incomes/{found.income}/nothing"))
    with pytest.raises(NotFoundError):
        await settled(payments.get(f"incomes/{found.expense}/nothing"))
    with pytest.raises(ConfigurationError, match="a payment of incomes, not of expenses"):
        await settled(payments.get("incomes/a/b", raw_kind="expenses"))
    with pytest.raises(ConfigurationError, match="raw_kind is one of incomes, expenses"):
        await settled(payments.get("incomes/a/b", raw_kind="invoice_payments"))


@pytest.mark.usefixtures("dialect")
async def test_filters_are_verified_and_the_contact_alone_is_sent(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    payments = opened("nuvio", kind).payments
    everything = await gathered(payments.list())
    picked = next(each for each in everything if each.contact)
    box.requests.clear()
    pager = payments.list(contact=picked.contact.id)
    assert await gathered(pager) == [e for e in everything if e.contact == picked.contact]
    assert pager.report.filters == {"contact": "server, verified here"}
    pager = payments.list(since=picked.date, until=picked.date, document=picked.document.id)
    assert await gathered(pager) == [
        e for e in everything if (e.date, e.document) == (picked.date, picked.document)
    ]
    assert set(pager.report.filters.values()) == {"here"}


async def test_there_are_no_pages_to_size(opened: Opened, kind: str) -> None:
    with pytest.raises(ConfigurationError, match="takes no page_size"):
        opened("nuvio", kind).payments.list(page_size=10)


async def test_a_payment_that_is_made_twice_with_once_exists_once(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    found = payable(box)
    payments = opened("nuvio", kind).payments
    # All of it: the second run must not stumble over what remains.
    draft = paying(
        document=found.income, account=found.account, currency="EUR", amount=Decimal(100)
    )
    first = await settled(payments.create(draft, once="order-1001"))
    assert first.description == "[order-1001]"
    assert await settled(payments.create(draft, once="order-1001")) == first
    assert await settled(payments.create(draft, once="order-1001", reread=False)) == first.id
    assert (len(asked(box, "POST")), stored(box)) == (1, 1)


async def test_a_match_cannot_be_known_again_and_the_error_says_what_to_do(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    draft = paying(document="d", transaction="t")
    with pytest.raises(ConfigurationError, match=r"payments\.list\(document=\.\.\.\) names"):
        await settled(opened("nuvio", kind).payments.create(draft, once="order-1001"))
    assert asked(box) == []


async def test_a_dry_run_shows_noon_utc_and_sends_nothing_that_writes(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    found = payable(box)
    draft = paying_out(found, description="Paper")
    planned = await settled(opened("nuvio", kind).payments.create(draft, dry_run=True))
    assert planned.url.endswith("/v1/add-payment")
    assert planned.body == {
        "accountId": found.account,
        "amount": 1.5,
        "expenseId": found.expense,
        "description": "Paper",
        "transactionDate": "2026-03-05T12:00:00Z",
    }
    matching = paying(document=found.income, transaction="t")
    planned = await settled(opened("nuvio", kind).payments.create(matching, dry_run=True))
    assert planned.url.endswith("/v1/match-payment/t")
    assert planned.body == {"amount": 1.5, "incomeId": found.income}
    assert stored(box) == 0


async def test_without_rereading_the_id_alone_comes_back(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    found = payable(box)
    carrier = loose_transaction(box, found)
    payments = opened("nuvio", kind).payments
    for draft in (
        paying(document=found.income, account=found.account),
        paying(document=found.income, transaction=carrier),
        paying(document=found.income, transaction=carrier),
    ):
        box.requests.clear()
        identity = await settled(payments.create(draft, reread=False))
        assert [request.method for request in asked(box)] == ["GET", "POST"]
        assert (await settled(payments.get(identity))).amount == AMOUNT
    assert identity.endswith("/2")
