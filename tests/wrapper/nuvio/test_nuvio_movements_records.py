"""Nuvio's accounts, transactions and matched payments become common records."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from ledgerspan.errors import UnexpectedResponseError
from ledgerspan.models import (
    Account,
    AccountKind,
    Direction,
    FieldOrigin,
    Payment,
    Provider,
    Ref,
    Transaction,
)
from ledgerspan.nuvio.accounts import ACCOUNTS
from ledgerspan.nuvio.listing import read_page
from ledgerspan.nuvio.money import EXPENSES, INCOMES
from ledgerspan.nuvio.payments_listing import MatchedListing
from ledgerspan.nuvio.payments_lookup import found_since
from ledgerspan.nuvio.payments_record import Key, read_key
from ledgerspan.nuvio.transactions import TRANSACTIONS
from ledgerspan.nuvio.transactions_body import changed_body
from ledgerspan.resolution import Outcome
from ledgerspan.resources.payments import PaymentFilters

from tests.live.payables import paying
from tests.wrapper.fakes import says


def page(rows: object) -> Any:
    return says({"success": True, "errors": None, "data": rows})


def read(kind: Any, **fields: Any) -> tuple[Any, list[str]]:
    """Normalize one record; return it and the paths of what does not fit."""
    told: list[Any] = []
    (found,) = read_page(kind, page([{"id": "x", **fields}]), told.append)
    return found, [each.path for each in told]


def account(**fields: Any) -> Account:
    found: Account = read(ACCOUNTS, **fields)[0]
    return found


def transaction(**fields: Any) -> Transaction:
    found: Transaction = read(TRANSACTIONS, **fields)[0]
    return found


def matched(documents: object, kind: Any = INCOMES) -> list[Payment]:
    listing = MatchedListing(kind, PaymentFilters(), None)
    return listing.read(page(documents), 1)[0]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Bank", AccountKind.BANK),
        ("BANK_ACCOUNT", AccountKind.BANK),
        ("cash", AccountKind.CASH),
        ("Wallet", AccountKind.UNKNOWN),
        ("بنك", AccountKind.UNKNOWN),
    ],
)
def test_a_kind_of_account_is_known_whatever_its_case_and_its_word_is_kept(
    word: str, expected: AccountKind
) -> None:
    found = account(type=word)
    assert (found.kind, found.kind_text) == (expected, word)


@pytest.mark.parametrize("empty", [None, ""])
def test_an_empty_member_of_an_account_was_not_said(empty: object) -> None:
    found = account(name=empty, iban=empty, currency=empty, type=empty, integrationType=empty)
    assert found == Account(id="x", provider=Provider.NUVIO)


def test_an_account_with_wrong_types_is_told_and_not_lost() -> None:
    found, told = read(ACCOUNTS, name=7, currentBalance="much", openingBalance=[], currency="EUR")
    assert (found.name, found.balance, found.opening_balance) == (None, None, None)
    assert found.currency == "EUR"
    assert sorted(told) == ["$.data[0].currentBalance", "$.data[0].name"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Money In", Direction.IN),
        ("Money Out", Direction.OUT),
        ("Money Sideways", Direction.UNKNOWN),
        ("", Direction.UNKNOWN),
        (None, Direction.UNKNOWN),
    ],
)
def test_a_direction_is_known_by_its_published_word_and_the_word_is_kept(
    word: str | None, expected: Direction
) -> None:
    found = transaction(transactionType=word)
    assert (found.direction, found.direction_text) == (expected, word or None)


@pytest.mark.parametrize("amount", [7.25, -7.25])
def test_an_amount_has_no_sign_since_the_direction_says_it(amount: float) -> None:
    found = transaction(amount=amount, transactionType="Money Out")
    assert (found.amount, found.raw["amount"]) == (Decimal("7.25"), Decimal(str(amount)))


MOMENT = datetime(2026, 3, 23, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "day", "moment"),
    [
        ({"transactionDate": "2026-03-23T06:30:00Z"}, date(2026, 3, 23), MOMENT),
        ({"transactionDate": "2026-03-23T09:30:00+03:00"}, date(2026, 3, 23), MOMENT),
        ({"transactionDate": "2026-03-23"}, date(2026, 3, 23), None),
        (
            {"transactionDate": "2026-03-23", "transactionTimestamp": 1774247400000},
            date(2026, 3, 23),
            MOMENT,
        ),
        # The text counts where both say a moment.
        (
            {"transactionDate": "2026-03-23T06:30:00Z", "transactionTimestamp": 0},
            date(2026, 3, 23),
            MOMENT,
        ),
        # Which day it is depends on a zone that nobody names.
        ({"transactionTimestamp": 1774247400000}, None, MOMENT),
        ({"transactionTimestamp": 1774247400}, None, MOMENT),
        ({"transactionTimestamp": 86400000}, None, None),
        ({"transactionTimestamp": None, "transactionDate": ""}, None, None),
        ({"transactionDate": "23/03/2026"}, None, None),
    ],
)
def test_a_moment_is_read_where_it_is_certain(
    fields: dict[str, Any], day: date | None, moment: datetime | None
) -> None:
    found = transaction(**fields)
    assert (found.date, found.booked_at) == (day, moment)


def test_an_update_leaves_out_a_moment_that_has_no_zone() -> None:
    known = transaction(transactionDate="2026-03-23T06:30:00", amount=1)
    assert "transactionDate" not in changed_body(known, {}).to_dict()


def test_an_update_keeps_what_cannot_be_written_in_common_words() -> None:
    known = transaction(transactionType="Money Sideways", matchedEntity={"id": "", "code": "C-1"})
    assert changed_body(known, {"description": "seen"}).to_dict() == {
        "description": "seen",
        "matchingEntityId": None,
        "matchingEntityCode": "C-1",
    }


MATCH = {"transactionId": "t", "amount": 1, "currency": "EUR"}


@pytest.mark.parametrize("none", [None, [], "", "x", 7, {}])
def test_documents_without_payments_have_none_and_shift_no_others(none: object) -> None:
    documents = [
        {"id": "a", "matchedPayments": none},
        None,
        7,
        {"id": "b", "matchedPayments": [MATCH]},
    ]
    (found,) = matched(documents)
    assert (found.id, found.raw) == ("incomes/b/t", MATCH)


def test_what_a_payment_takes_over_from_its_document_is_not_told_as_sent_with_it() -> None:
    (found,) = matched(
        [{"id": "b", "invoiceNumber": "INV-1", "customer": {"id": "c"}, "matchedPayments": [MATCH]}]
    )
    told = {name: found.explain(name) for name in ("document", "contact", "amount")}
    assert {name: each.origin for name, each in told.items()} == {
        "document": FieldOrigin.COMPUTED,
        "contact": FieldOrigin.COMPUTED,
        "amount": FieldOrigin.SENT,
    }
    assert told["document"].provider_field == "id, invoiceNumber"
    assert told["contact"].note == "that of the income"


def test_a_payment_that_is_no_object_still_counts_and_shifts_no_others() -> None:
    odd, whole = matched([{"id": "a", "matchedPayments": [7, MATCH]}])
    assert (odd.id, odd.amount, odd.document) == ("", None, Ref(id="a"))
    assert (whole.id, whole.raw) == ("incomes/a/t", MATCH)


def test_a_transaction_that_pays_a_document_again_has_an_id_of_its_own() -> None:
    found = matched(
        [{"id": "a", "matchedPayments": [MATCH] * 3}, {"id": "b", "matchedPayments": [MATCH]}]
    )
    assert [payment.id for payment in found] == [
        "incomes/a/t", "incomes/a/t/2", "incomes/a/t/3", "incomes/b/t",
    ]  # fmt: skip
    assert [read_key(payment.id).text for payment in found] == [payment.id for payment in found]


def test_a_payment_of_an_expense_goes_out_to_its_supplier() -> None:
    supplier = {"id": "s", "name": "مطبعة الفجر", "entityCode": "V-003"}
    (found,) = matched([{"id": "a", "supplier": supplier, "matchedPayments": [MATCH]}], EXPENSES)
    assert (found.direction, found.contact) == (
        Direction.OUT,
        Ref(id="s", name="مطبعة الفجر", code="V-003"),
    )


@pytest.mark.parametrize("data", [None, {}, "x"])
def test_a_list_that_is_no_list_is_unexpected_and_not_empty(data: object) -> None:
    with pytest.raises(UnexpectedResponseError):
        matched(data)


def test_a_key_without_a_count_is_the_first() -> None:
    assert read_key("expenses/a/t") == Key("expenses", "a", "t", 1)


def test_two_new_payments_alike_leave_it_open() -> None:
    two = matched([{"id": "a", "matchedPayments": [{**MATCH, "amount": 1.5}] * 2}])
    found = found_since([], two, paying(document="a", transaction="t"))
    assert (found.outcome, found.candidates) == (Outcome.UNKNOWN, tuple(two))
