"""Accounts and transactions of Nuvio."""

import json
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]
NOBODY = "00000000-0000-4000-8000-000000000000"


def data_of(answer: httpx.Response) -> Any:
    body = json.loads(answer.content, parse_float=Decimal)
    assert (answer.status_code, body["success"], body["errors"]) == (200, True, None)
    return body["data"]


def account_of(client: httpx.Client, **members: Any) -> Any:
    body = {"name": "Till", "currency": "EUR", **members}
    return data_of(client.post("/accounts", json=body))


def transaction_of(client: httpx.Client, account: Any, **members: Any) -> Any:
    body = {"accountId": account["id"], "amount": 5, "transactionType": "Money In", **members}
    if "transactionTimestamp" not in body:
        body.setdefault("transactionDate", "2026-06-01T09:00:00Z")
    return data_of(client.post("/transactions", json=body))


def test_every_balance_is_its_opening_and_its_transactions(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    moved: dict[str, Decimal] = defaultdict(Decimal)
    for row in data_of(client.get("/transactions")):
        sign = 1 if row["transactionType"] == "Money In" else -1
        moved[row["accountId"]] += sign * row["amount"]
    for account in data_of(client.get("/accounts")):
        expected = account["openingBalance"] + moved[account["id"]]
        assert account["currentBalance"] == expected
        assert data_of(client.get(f"/accounts/{account['id']}")) == account


def test_a_balance_follows_what_comes_in_goes_out_and_changes(
    either: Sandbox, nuvio: Connect
) -> None:
    client = nuvio(either)
    account = account_of(client, openingBalance=-2.5)
    assert account["currentBalance"] == Decimal("-2.5")
    transaction_of(client, account, amount=10)
    spent = transaction_of(client, account, amount=4.25, transactionType="Money Out")
    read = f"/accounts/{account['id']}"
    assert data_of(client.get(read))["currentBalance"] == Decimal("3.25")
    data_of(client.put(f"/transactions/{spent['id']}", json={"amount": 5.25}))
    assert data_of(client.get(read))["currentBalance"] == Decimal("2.25")


def test_an_account_made_here_is_tracked_by_hand(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    account = account_of(client)
    assert (account["integrationType"], account["type"]) == ("Manual", "Bank")
    assert (account.get("iban"), account["openingBalance"]) == (None, 0)
    kinds = {row["integrationType"] for row in data_of(client.get("/accounts"))}
    assert kinds == {"Manual", "Bank Connection"}


@pytest.mark.parametrize(
    "members",
    [
        {"name": ""},
        {"name": None},
        {"currency": "euro"},
        {"currency": None},
        {"iban": 5},
        {"openingBalance": "1"},
        {"openingBalance": 10**15},
        {"openingBalance": -(10**15)},
        {"openingBalance": None},
    ],
)
def test_these_accounts_are_invalid(
    either: Sandbox, nuvio: Connect, members: dict[str, Any]
) -> None:
    body = {"name": "Till", "currency": "EUR", **members}
    answer = nuvio(either).post("/accounts", json=body)
    assert (answer.status_code, len(answer.json()["errors"])) == (422, 1)


def test_an_account_needs_a_name_and_a_currency(either: Sandbox, nuvio: Connect) -> None:
    assert nuvio(either).post("/accounts").json()["errors"] == [
        "name must be given",
        "currency must be given",
    ]


def test_an_update_of_an_account_keeps_name_and_currency_only(
    either: Sandbox, nuvio: Connect
) -> None:
    client = nuvio(either)
    account = account_of(client, iban="XX00", openingBalance=9)
    new = data_of(client.put(f"/accounts/{account['id']}", json={}))
    assert (new["name"], new["currency"]) == ("Till", "EUR")
    assert (new.get("iban"), new["openingBalance"], new["currentBalance"]) == (None, 0, 0)


def test_the_currency_of_an_account_is_fixed_by_its_first_transaction(
    either: Sandbox, nuvio: Connect
) -> None:
    client = nuvio(either)
    account = account_of(client)
    path = f"/accounts/{account['id']}"
    assert data_of(client.put(path, json={"currency": "SAR"}))["currency"] == "SAR"
    assert transaction_of(client, account)["currency"] == "SAR"
    assert client.put(path, json={"currency": "SAR"}).status_code == 200
    assert client.put(path, json={"currency": "EUR"}).status_code == 422


def test_transactions_are_listed_newest_first(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    account = account_of(client)
    for date in ("2030-01-01T00:00:00Z", "2030-01-01T00:00:00.5Z", "2030-01-01T01:00:00+02:00"):
        transaction_of(client, account, transactionDate=date)
    rows = data_of(client.get("/transactions"))
    stamps = [row["transactionTimestamp"] for row in rows]
    assert stamps == sorted(stamps, reverse=True)
    assert [row["transactionDate"] for row in rows[:3]] == [
        "2030-01-01T00:00:00.5Z",
        "2030-01-01T00:00:00Z",
        "2029-12-31T23:00:00Z",
    ]


def test_every_payment_of_the_seed_is_a_transaction_and_the_reverse(
    either: Sandbox, nuvio: Connect
) -> None:
    client = nuvio(either)
    rows = {row["id"]: row for row in data_of(client.get("/transactions"))}
    matched: dict[str, list[str]] = defaultdict(list)
    for path, direction in (("/list-incomes", "Money In"), ("/list-expenses", "Money Out")):
        for document in data_of(client.post(path)):
            for payment in document["matchedPayments"]:
                row = rows[payment["transactionId"]]
                assert (row["accountId"], row["accountName"], row["transactionDate"]) == (
                    payment["bankAccountId"],
                    payment["bankAccountName"],
                    payment["transactionDate"],
                )
                assert (row["description"], row["transactionType"]) == (
                    payment["description"],
                    direction,
                )
                matched[row["id"]].append(document["id"])
    for row in rows.values():
        shown = [match["invoiceId"] for match in row["matchedIncomes"]]
        shown += [match["expenseId"] for match in row["matchedExpenses"]]
        assert shown == matched[row["id"]]
        used = (*row["matchedIncomes"], *row["matchedExpenses"])
        assert sum(match["matchedAmount"] for match in used) in (0, row["amount"])
        assert data_of(client.get(f"/transactions/{row['id']}")) == row
    assert {row["transactionType"] for row in rows.values() if not matched[row["id"]]} == {
        "Money In",
        "Money Out",
    }


def test_an_epoch_in_milliseconds_beats_a_date_time(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    account = account_of(client)
    date_time = {"transactionDate": "2026-05-01T12:30:00+03:00"}
    row = transaction_of(client, account, **date_time)
    assert (row["transactionDate"], row["transactionTimestamp"]) == (
        "2026-05-01T09:30:00Z",
        1777627800000,
    )
    row = transaction_of(client, account, transactionTimestamp=1500, **date_time)
    assert (row["transactionDate"], row["transactionTimestamp"]) == (
        "1970-01-01T00:00:01.5Z",
        1500,
    )


def test_a_transaction_names_its_entity_by_id_or_code(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    account = account_of(client)
    entity = client.get("/business-entities/C-002").json()["data"]
    expected = {"id": entity["id"], "code": "C-002"}
    assert transaction_of(client, account, matchingEntityCode="C-002")["matchedEntity"] == expected
    both = {"matchingEntityId": entity["id"], "matchingEntityCode": "C-999"}
    assert transaction_of(client, account, **both)["matchedEntity"] == expected
    assert transaction_of(client, account).get("matchedEntity") is None


@pytest.mark.parametrize(
    "members",
    [
        {"accountId": None},
        {"accountId": NOBODY},
        {"amount": None},
        {"amount": 0},
        {"amount": -1},
        {"amount": "5"},
        {"transactionType": None},
        {"transactionType": "money in"},
        {"transactionDate": "2026-05-01"},
        {"transactionDate": "2026-05-01T09:30:00"},
        {"transactionDate": "2026-02-30T09:30:00Z"},
        {"transactionDate": "0001-01-01T00:00:00+10:00"},
        {"transactionTimestamp": "1500"},
        {"transactionTimestamp": 1.5},
        {"transactionTimestamp": 10**18},
        {"transactionTimestamp": -1},
        {"transactionTimestamp": None},
        {"matchingEntityCode": "C-999"},
        {"matchingEntityId": NOBODY},
        {"description": 5},
    ],
)
def test_these_transactions_are_invalid_and_move_nothing(
    either: Sandbox, nuvio: Connect, members: dict[str, Any]
) -> None:
    client = nuvio(either)
    before = data_of(client.get("/accounts"))
    body = {
        "accountId": before[0]["id"],
        "amount": 5,
        "transactionType": "Money In",
        "transactionDate": "2026-06-01T09:00:00Z",
        **members,
    }
    answer = client.post("/transactions", json=body)
    assert (answer.status_code, len(answer.json()["errors"])) == (422, 1)
    assert data_of(client.get("/accounts")) == before


def test_a_transaction_needs_account_amount_direction_and_moment(
    either: Sandbox, nuvio: Connect
) -> None:
    assert nuvio(either).post("/transactions").json()["errors"] == [
        "accountId must be given",
        "amount must be given",
        "transactionType must be given",
        "give transactionTimestamp or transactionDate",
    ]


def test_an_update_keeps_account_date_amount_and_direction(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    account, other = account_of(client), account_of(client)
    members = {"description": "x", "matchingEntityCode": "C-001", "transactionTimestamp": 0}
    old = transaction_of(client, account, **members)
    body = {"accountId": other["id"]}
    new = data_of(client.put(f"/transactions/{old['id']}", json=body))
    kept = {name: old[name] for name in old if name not in ("description", "matchedEntity")}
    assert {name: new[name] for name in kept} == kept
    assert (new.get("description"), new.get("matchedEntity")) == (None, None)


def test_a_matched_transaction_cannot_shrink_below_its_matches_nor_turn_round(
    either: Sandbox, nuvio: Connect
) -> None:
    client = nuvio(either)
    row = next(row for row in data_of(client.get("/transactions")) if row["matchedIncomes"])
    path = f"/transactions/{row['id']}"
    assert client.put(path, json={"amount": float(row["amount"]) - 0.01}).status_code == 422
    assert client.put(path, json={"transactionType": "Money Out"}).status_code == 422
    grown = data_of(client.put(path, json={"amount": 99999999, "transactionType": "Money In"}))
    assert grown["matchedIncomes"] == row["matchedIncomes"]
