"""Creating, updating and deleting Daftra incomes."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]


def create(client: httpx.Client, **members: Any) -> httpx.Response:
    return client.post("/incomes", json={"Income": members})


def read(client: httpx.Client, number: int | str) -> dict[str, Any]:
    answer = client.get(f"/incomes/{number}")
    income: dict[str, Any] = json.loads(answer.content, parse_float=Decimal)["data"]["Income"]
    return income


def created(client: httpx.Client, **members: Any) -> int:
    answer = create(client, **members)
    assert (answer.status_code, answer.json()["result"]) == (202, "successful")
    number: int = answer.json()["id"]
    return number


def test_a_create_answers_202_with_the_id_alone(either: Sandbox, daftra: Connect) -> None:
    answer = create(daftra(either), amount=1)
    assert answer.status_code == 202
    assert answer.json() == {"code": 202, "result": "successful", "id": 61}


def test_an_empty_create_is_completed_by_the_account(documented: Sandbox, daftra: Connect) -> None:
    client = daftra(documented, company=1)
    assert read(client, created(client)) == {
        "id": 61,
        "amount": 0,
        "currency_code": "EGP",
        "date": "2026-07-01",
        "client_id": 0,
        "is_income": True,
        "attachments": [],
    }


def test_what_is_written_is_read_back(documented: Sandbox, daftra: Connect) -> None:
    client = daftra(documented)
    sent = {
        "amount": 12.5,
        "currency_code": "KWD",
        "vendor": 'O\'Malley "Prints"\r\n🎉 \x00',
        "category": "مبيعات",
        "date": "2024-02-29",
        "file": "a.pdf",
        "note": "",
        "client_id": 3,
        "tax1_id": 1,
        "tax1_name": "VAT",
        "tax1_value": 15,
        "tax1_amount": -1.25,
        "tax1_included": True,
    }
    assert sent.items() <= read(client, created(client, **sent)).items()


@pytest.mark.parametrize(
    "digits",
    ["0.1", "12.50", "999999999999999", "999999999999999.123456789012345678901234567890", "-3.005"],
)
def test_numbers_keep_every_digit(documented: Sandbox, daftra: Connect, digits: str) -> None:
    client = daftra(documented)
    answer = client.post("/incomes", content=f'{{"Income": {{"amount": {digits}}}}}')
    assert f'"amount":{digits},' in client.get(f"/incomes/{answer.json()['id']}").text


@pytest.mark.parametrize("sent", ["1e3", "1E+3", "1000.0e0"])
def test_an_exponent_is_written_out(box: Sandbox, daftra: Connect, sent: str) -> None:
    client = daftra(box)
    number = client.post("/incomes", content=f'{{"Income": {{"amount": {sent}}}}}').json()["id"]
    assert Decimal(read(client, number)["amount"]) == 1000
    assert "e" not in read(client, number)["amount"].lower()


@pytest.mark.parametrize("sent", ["5e-324", "1e-99999", "-0", "0e99999"])
def test_numbers_of_absurd_scale_are_stored_in_plain_digits(
    box: Sandbox, daftra: Connect, sent: str
) -> None:
    client = daftra(box)
    number = client.post("/incomes", content=f'{{"Income": {{"amount": {sent}}}}}').json()["id"]
    assert 0 <= Decimal(read(client, number)["amount"]) < Decimal("1e-300")


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("amount", "12.50"),
        ("amount", "-1"),
        ("tax1_value", None),
        ("tax1_included", "1"),
        ("tax1_included", 0),
        ("tax1_included", False),
        ("tax2_id", "2147483647"),
        ("client_id", 0),
        ("client_id", "5"),
        ("client_id", None),
        ("vendor", "x" * 200),
        ("vendor", None),
        ("colour", {"unknown": "members are ignored"}),
    ],
)
def test_these_values_are_accepted(
    either: Sandbox, daftra: Connect, member: str, value: object
) -> None:
    assert create(daftra(either), **{member: value}).status_code == 202


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("amount", None),
        ("amount", True),
        ("amount", "1,5"),
        ("amount", "1.1234567"),
        ("amount", " 1"),
        ("amount", "1e3"),
        ("amount", 10**15),
        ("amount", [1]),
        ("currency_code", "sar"),
        ("currency_code", "SAR\n"),
        ("currency_code", None),
        ("date", None),
        ("date", "2026-02-30"),
        ("date", "01/07/2026"),
        ("date", "2026-07-01T00:00:00"),
        ("vendor", "x" * 201),
        ("vendor", 5),
        ("tax1_name", "x" * 256),
        ("tax1_id", -1),
        ("tax1_id", 2**31),
        ("tax1_id", 1.5),
        ("tax1_included", 2),
        ("tax1_included", "true"),
        ("client_id", 9999),
    ],
)
def test_these_values_are_refused_with_a_reason(
    either: Sandbox, daftra: Connect, member: str, value: object
) -> None:
    client = daftra(either)
    answer = create(client, **{member: value})
    assert answer.status_code == 400
    errors = answer.json()["validation_errors"]
    assert list(errors.get("Income", errors)) == [member]
    assert either.requests[-1].stored is False


def test_reasons_are_flat_in_the_docs_and_nested_in_the_wild(
    box: Sandbox, documented: Sandbox, daftra: Connect
) -> None:
    flat = create(daftra(documented), date="soon").json()["validation_errors"]
    nested = create(daftra(box), date="soon").json()["validation_errors"]
    assert nested == {"Income": {"date": [flat["date"]]}}


def test_every_wrong_member_gets_its_reason(documented: Sandbox, daftra: Connect) -> None:
    errors = create(daftra(documented), date="x", amount="y", vendor=1).json()["validation_errors"]
    assert set(errors) == {"date", "amount", "vendor"}


@pytest.mark.parametrize("member", ["id", "attachments", "is_income"])
def test_a_read_only_member_is_extra_data(either: Sandbox, daftra: Connect, member: str) -> None:
    answer = create(daftra(either), **{member: 1})
    assert (answer.status_code, answer.json()["error_type"]) == (400, "extra_data")


@pytest.mark.parametrize("body", ["[]", "null", "{}", '{"Income": []}', '{"Income": null}', '"x"'])
def test_a_body_without_an_income_is_empty(
    either: Sandbox, daftra: Connect, body: str | bytes
) -> None:
    answer = daftra(either).post("/incomes", content=body)
    assert (answer.status_code, answer.json()["message"]) == (400, "Income is empty")
    assert "validation_errors" in answer.json()


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff", b"NaN", b'{"Income": {"amount": 1e9999999999999999999}}', b"[" * 9999],
)
def test_a_body_that_is_not_json_is_refused(
    either: Sandbox, daftra: Connect, body: str | bytes
) -> None:
    answer = daftra(either).post("/incomes", content=body)
    assert (answer.status_code, answer.json()["result"]) == (400, "failed")


def test_a_body_is_read_as_json_whatever_its_content_type_says(
    either: Sandbox, daftra: Connect
) -> None:
    answer = daftra(either).post(
        "/incomes", content='{"Income": {}}', headers={"content-type": "text/csv"}
    )
    assert answer.status_code == 202


def test_a_documented_update_changes_the_members_given(
    documented: Sandbox, daftra: Connect
) -> None:
    client = daftra(documented)
    number = created(client, amount=5, note="kept", date="2026-01-02")
    assert client.put(f"/incomes/{number}", json={"Income": {"amount": 6}}).json() == {
        "code": 200,
        "result": "successful",
    }
    income = read(client, number)
    assert (income["amount"], income["note"], income["date"]) == (6, "kept", "2026-01-02")


def test_an_observed_update_resets_what_it_leaves_out(box: Sandbox, daftra: Connect) -> None:
    client = daftra(box)
    number = created(client, amount=5, note="lost", date="2026-01-02", currency_code="EUR")
    assert client.put(f"/incomes/{number}", json={"Income": {"amount": 6}}).status_code == 200
    income = read(client, number)
    assert (income["amount"], income["note"]) == ("6", "")
    assert (income["date"], income["currency_code"]) == ("01/07/2026", "SAR")


def test_a_refused_update_changes_nothing(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    before = read(client, 4)
    assert client.put("/incomes/4", json={"Income": {"amount": "x"}}).status_code == 400
    assert read(client, 4) == before


def test_a_deleted_income_is_gone_and_its_id_is_not_given_again(
    either: Sandbox, daftra: Connect
) -> None:
    client = daftra(either)
    number = created(client)
    assert client.delete(f"/incomes/{number}").json() == {"code": 200, "result": "successful"}
    assert client.get(f"/incomes/{number}").status_code == 404
    assert client.delete(f"/incomes/{number}").status_code == 404
    assert created(client) == number + 1


def test_updating_a_missing_income_is_not_found(either: Sandbox, daftra: Connect) -> None:
    assert daftra(either).put("/incomes/999", json={"Income": {}}).status_code == 404
