"""Daftra's payments and treasuries become common records, whichever way they are written."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from ledgerspan.daftra.accounts import ACCOUNTS
from ledgerspan.daftra.listing import read_page
from ledgerspan.daftra.payments import CLIENT_PAYMENTS, INVOICE_PAYMENTS
from ledgerspan.daftra.site import SiteDates
from ledgerspan.listing import KnowledgeNeeded
from ledgerspan.models import (
    Account,
    AccountKind,
    Attachment,
    Direction,
    FieldOrigin,
    Payment,
    PaymentState,
    Ref,
)

from tests.wrapper.fakes import says

KEYS = {"InvoicePayment": INVOICE_PAYMENTS, "ClientPayment": CLIENT_PAYMENTS, "Treasury": ACCOUNTS}


def read(key: str, fields: Any, *, date_format: str | None = "DD/MM/YYYY") -> tuple[Any, list[str]]:
    """Normalize one row; return the record and the paths of what does not fit."""
    told: list[Any] = []
    kind: Any = KEYS[key]
    body = {"result": "successful", "data": [{key: fields}]}
    (found,), _ = read_page(kind, says(body), SiteDates(date_format, told.append), told.append)
    return found, [each.path for each in told]


def payment(**fields: Any) -> Payment:
    found: Payment = read("InvoicePayment", {"id": "7", **fields})[0]
    return found


def treasury(**fields: Any) -> Account:
    found: Account = read("Treasury", {"id": "7", **fields})[0]
    return found


@pytest.mark.parametrize("empty", [None, "", "0", 0, []])
@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("invoice_id", "document"), ("client_id", "contact"), ("treasury_id", "account")],
)
def test_every_kind_of_no_id_is_no_reference(theirs: str, ours: str, empty: object) -> None:
    assert getattr(payment(**{theirs: empty}), ours) is None


@pytest.mark.parametrize("empty", [None, "", [], "0000-00-00", "0000-00-00 00:00:00"])
@pytest.mark.parametrize(
    ("theirs", "ours"), [("date", "date"), ("created", "created_at"), ("modified", "updated_at")]
)
def test_every_kind_of_no_moment_is_none(theirs: str, ours: str, empty: object) -> None:
    assert getattr(payment(**{theirs: empty}), ours) is None


@pytest.mark.parametrize("empty", [None, ""])
@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("payment_method", "method"),
        ("transaction_id", "reference"),
        ("currency_code", "currency"),
        ("notes", "description"),
    ],
)
def test_an_empty_text_was_not_said(theirs: str, ours: str, empty: object) -> None:
    assert getattr(payment(**{theirs: empty}), ours) is None


@pytest.mark.parametrize("empty", [None, "", "NaN", "Infinity", "free", [], {}])
def test_what_is_no_amount_is_none(empty: object) -> None:
    assert payment(amount=empty).amount is None
    assert treasury(balance=empty).balance is None


@pytest.mark.parametrize("spelled", ["1.10", 1.1])
def test_an_amount_is_exact_however_it_is_spelled(spelled: object) -> None:
    assert payment(amount=spelled).amount == Decimal("1.1")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("0", (PaymentState.FAILED, "0")),
        ("1", (PaymentState.COMPLETED, "1")),
        (2, (PaymentState.PENDING, "2")),
        ("3", (PaymentState.INCOMPLETE, "3")),
        ("7", (PaymentState.UNKNOWN, "7")),
        (-1, (PaymentState.UNKNOWN, "-1")),
        (None, (PaymentState.UNKNOWN, None)),
        ("", (PaymentState.UNKNOWN, None)),
    ],
)
def test_a_state_is_a_word_and_its_code_is_kept(
    code: object, expected: tuple[PaymentState, str | None]
) -> None:
    found = payment(status=code)
    assert (found.status, found.status_text) == expected


@pytest.mark.parametrize(
    ("fields", "paths"),
    [
        ({"status": "paid"}, ["status"]),
        ({"amount": "twelve", "notes": 7}, ["amount", "notes"]),
        ({"invoice_id": {"a": 1}, "date": 7}, ["invoice_id", "date"]),
    ],
)
def test_a_wrong_type_is_told_and_loses_no_record(fields: Any, paths: list[str]) -> None:
    found, told = read("InvoicePayment", {"id": "7", **fields, "payment_method": "cash"})
    assert (found.id, found.method) == ("7", "cash")
    assert sorted(told) == sorted(f"$.data[0].InvoicePayment.{name}" for name in paths)
    assert found.raw["InvoicePayment"].keys() == {"id", "payment_method", *fields}


@pytest.mark.parametrize("row", [None, [], "x", 7])
def test_a_row_without_a_payment_in_it_still_counts(row: object) -> None:
    found, _ = read("ClientPayment", row)
    assert (found.id, found.raw_kind) == ("", "client_payments")


def test_arabic_text_and_digits_stay_as_they_are() -> None:
    text = "تحويل ٢٣\r\n<i>x</i> 🧾"
    found = payment(notes=text, transaction_id="٢٣", payment_method="نقدا")
    assert (found.description, found.reference, found.method) == (text, "٢٣", "نقدا")


def test_leftovers_of_other_integrations_pass_through() -> None:
    found = payment(notes="None", transaction_id="null")
    assert (found.description, found.reference) == ("None", "null")


@pytest.mark.parametrize(
    ("method", "expected"),
    [("client_credit", Direction.UNKNOWN), ("cash", Direction.IN), ("", Direction.IN)],
)
def test_credit_moves_no_money(method: str, expected: Direction) -> None:
    found = payment(payment_method=method)
    assert found.direction == expected
    assert payment(payment_method="cash").explain("direction").origin is FieldOrigin.COMPUTED


def test_a_day_and_a_moment_are_read_without_a_zone() -> None:
    found = payment(date="2026-03-05 00:00:00", created="2026-03-05 09:30:01")
    assert (found.date, found.created_at) == (
        date(2026, 3, 5),
        datetime(2026, 3, 5, 9, 30, 1),  # noqa: DTZ001
    )


def test_a_day_in_the_sites_own_format_needs_the_format() -> None:
    assert payment(date="05/03/2026").date == date(2026, 3, 5)
    with pytest.raises(KnowledgeNeeded):
        read("InvoicePayment", {"id": "7", "date": "05/03/2026"}, date_format=None)


def test_a_file_is_an_attachment() -> None:
    assert payment(attachment="a.pdf").attachments == (Attachment(location="a.pdf"),)
    assert payment(attachment="").attachments == ()


def test_a_payment_says_which_path_it_came_from() -> None:
    found, _ = read("ClientPayment", {"id": 7, "client_id": "12"})
    assert (found.raw_kind, found.contact, found.document) == (
        "client_payments",
        Ref(id="12"),
        None,
    )


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("1", (AccountKind.BANK, "1")),
        (3, (AccountKind.CASH, "3")),
        ("2", (AccountKind.UNKNOWN, "2")),
        ("", (AccountKind.UNKNOWN, None)),
        (None, (AccountKind.UNKNOWN, None)),
    ],
)
def test_a_kind_of_account_is_a_word_and_its_code_is_kept(
    code: object, expected: tuple[AccountKind, str | None]
) -> None:
    found = treasury(type=code)
    assert (found.kind, found.kind_text) == expected


@pytest.mark.parametrize(
    ("spelled", "expected"), [("1", True), (0, False), (True, True), ("", None), (None, None)]
)
def test_a_flag_is_yes_no_or_not_said(*, spelled: object, expected: bool | None) -> None:
    assert treasury(active=spelled).is_active is expected
    assert treasury(is_primary=spelled).is_primary is expected


@pytest.mark.parametrize("blank", ["", None])
def test_a_blank_currency_is_the_sites_own_and_not_said(blank: object) -> None:
    assert treasury(currency_code=blank).currency is None


@pytest.mark.parametrize("balance", [125000.5, "125000.50", -3, 0])
def test_a_balance_is_a_number_of_any_spelling(balance: object) -> None:
    assert treasury(balance=balance).balance == Decimal(str(balance))
