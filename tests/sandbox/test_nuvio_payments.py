"""Paying incomes and expenses of Nuvio: by a new transaction, or by one that is there."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox
from ledgerspan.sandbox.companies import Scope

Connect = Callable[..., httpx.Client]
NOBODY = "00000000-0000-4000-8000-000000000000"
KINDS = pytest.mark.parametrize("kind", ["income", "expense"])
ADDED = {"income": "invoiceId", "expense": "expenseId"}
"""What add-payment calls the document; match-payment calls an income `incomeId` (published)."""
MATCHED = {"income": "incomeId", "expense": "expenseId"}
DIRECTION = {"income": "Money In", "expense": "Money Out"}
MOMENT = {"transactionDate": "2026-06-01T09:00:00Z"}
SHOWN = {"income": "matchedIncomes", "expense": "matchedExpenses"}


def data_of(answer: httpx.Response) -> Any:
    body = json.loads(answer.content, parse_float=Decimal)
    assert (answer.status_code, body["success"], body["errors"]) == (200, True, None)
    return body["data"]


def refusal(answer: httpx.Response) -> str:
    assert (answer.status_code, answer.json()["success"]) == (422, False)
    [error] = answer.json()["errors"]
    return str(error)


def document_of(client: httpx.Client, kind: str, **members: Any) -> Any:
    body = {"items": [{"quantity": 1, "unitPrice": 100}], **members}
    return data_of(client.post(f"/{kind}", json=body))


def account_of(client: httpx.Client, currency: str = "EUR") -> str:
    made = data_of(client.post("/accounts", json={"name": "Till", "currency": currency}))
    return str(made["id"])


def transaction_of(
    client: httpx.Client, kind: str, amount: float = 100, account: str | None = None
) -> str:
    body = {
        "accountId": account or account_of(client),
        "amount": amount,
        "transactionType": DIRECTION[kind],
        **MOMENT,
    }
    return str(data_of(client.post("/transactions", json=body))["id"])


@KINDS
def test_a_payment_makes_a_transaction_and_reduces_what_remains(
    either: Sandbox, nuvio: Connect, kind: str
) -> None:
    client = nuvio(either)
    party = {"income": {"customerCode": "C-001"}, "expense": {"supplierCode": "V-001"}}[kind]
    paid, account = document_of(client, kind, **party), account_of(client)
    body = {
        ADDED[kind]: paid["id"],
        "accountId": account,
        "amount": 30.5,
        "description": "دفعة 🪙",
        **MOMENT,
    }
    row = data_of(client.post("/add-payment", json=body))
    assert data_of(client.get(f"/transactions/{row['id']}")) == row
    assert (row["amount"], row["transactionType"]) == (Decimal("30.5"), DIRECTION[kind])
    assert (row["description"], row["transactionDate"]) == ("دفعة 🪙", "2026-06-01T09:00:00Z")
    assert row["matchedEntity"]["code"] in ("C-001", "V-001")
    [match] = row[SHOWN[kind]]
    assert (match[ADDED[kind]], match["matchedAmount"]) == (paid["id"], Decimal("30.5"))
    now = data_of(client.get(f"/{kind}/{paid['id']}"))
    assert (now["remainingAmount"], now["paymentStatus"]) == (Decimal("69.5"), "Partially Paid")
    assert now["matchedPayments"] == [
        {
            "bankAccountId": account,
            "bankAccountName": "Till",
            "transactionId": row["id"],
            "amount": Decimal("30.5"),
            "currency": "EUR",
            "description": "دفعة 🪙",
            "transactionDate": "2026-06-01T09:00:00Z",
        }
    ]
    balance = data_of(client.get(f"/accounts/{account}"))["currentBalance"]
    assert balance == Decimal("30.5" if kind == "income" else "-30.5")


@KINDS
def test_the_last_payment_pays_it_all_and_no_more(
    either: Sandbox, nuvio: Connect, kind: str
) -> None:
    client = nuvio(either)
    paid, account = document_of(client, kind), account_of(client)
    body = {ADDED[kind]: paid["id"], "accountId": account, **MOMENT}
    data_of(client.post("/add-payment", json={**body, "amount": 60}))
    before = len(data_of(client.get("/transactions")))
    over = client.post("/add-payment", json={**body, "amount": 40.01})
    assert refusal(over) == f"amount must be at most what remains of the {kind}, 40.00"
    assert len(data_of(client.get("/transactions"))) == before
    data_of(client.post("/add-payment", json={**body, "amount": 40}))
    now = data_of(client.get(f"/{kind}/{paid['id']}"))
    assert (now["remainingAmount"], now["paymentStatus"]) == (0, "Paid")
    refusal(client.post("/add-payment", json={**body, "amount": 0.01}))


@KINDS
def test_a_transaction_that_is_there_pays_several_documents(
    either: Sandbox, nuvio: Connect, kind: str
) -> None:
    client = nuvio(either)
    first, second = document_of(client, kind), document_of(client, kind)
    path = f"/match-payment/{transaction_of(client, kind, 150)}"
    data_of(client.post(path, json={MATCHED[kind]: first["id"], "amount": 100}))
    over = client.post(path, json={MATCHED[kind]: second["id"], "amount": 50.01})
    assert refusal(over) == "amount must be at most what remains of the transaction, 50"
    row = data_of(client.post(path, json={MATCHED[kind]: second["id"], "amount": 50}))
    assert [(match[ADDED[kind]], match["matchedAmount"]) for match in row[SHOWN[kind]]] == [
        (first["id"], 100),
        (second["id"], 50),
    ]
    states = [data_of(client.get(f"/{kind}/{made['id']}")) for made in (first, second)]
    assert [state["paymentStatus"] for state in states] == ["Paid", "Partially Paid"]
    assert [state["remainingAmount"] for state in states] == [0, 50]


@KINDS
def test_a_match_is_at_most_what_remains_of_the_document(
    either: Sandbox, nuvio: Connect, kind: str
) -> None:
    client = nuvio(either)
    paid = document_of(client, kind)
    path = f"/match-payment/{transaction_of(client, kind, 500)}"
    over = client.post(path, json={MATCHED[kind]: paid["id"], "amount": 100.01})
    assert refusal(over) == f"amount must be at most what remains of the {kind}, 100.00"
    assert data_of(client.get(f"/{kind}/{paid['id']}"))["matchedPayments"] == []


def test_money_in_pays_incomes_and_money_out_expenses(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    for kind, other in (("income", "expense"), ("expense", "income")):
        path = f"/match-payment/{transaction_of(client, other)}"
        body = {MATCHED[kind]: document_of(client, kind)["id"], "amount": 1}
        assert refusal(client.post(path, json=body)) == f"{DIRECTION[other]} cannot pay an {kind}"


def test_a_loose_transaction_of_the_seed_can_be_matched(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    loose = next(
        row
        for row in data_of(client.get("/transactions"))
        if row["transactionType"] == "Money In" and not row["matchedIncomes"]
    )
    items = [{"unitPrice": float(loose["amount"])}]
    paid = document_of(client, "income", items=items)
    body = {"incomeId": paid["id"], "amount": float(loose["amount"])}
    row = data_of(client.post(f"/match-payment/{loose['id']}", json=body))
    assert row["amount"] == loose["amount"]
    assert data_of(client.get(f"/income/{paid['id']}"))["paymentStatus"] == "Paid"


def test_an_account_that_a_bank_feeds_takes_no_payment_but_its_transactions_match(
    either: Sandbox, nuvio: Connect
) -> None:
    client = nuvio(either)
    accounts = data_of(client.get("/accounts"))
    fed = next(row["id"] for row in accounts if row["integrationType"] == "Bank Connection")
    paid = document_of(client, "income")["id"]
    body = {"invoiceId": paid, "accountId": fed, "amount": 1, **MOMENT}
    answer = client.post("/add-payment", json=body)
    assert refusal(answer) == "accountId must be an account that is tracked manually"
    path = f"/match-payment/{transaction_of(client, 'income', account=fed)}"
    data_of(client.post(path, json={"incomeId": paid, "amount": 1}))


def test_an_account_of_the_company_s_currency_pays_at_the_rate_of_the_document(
    either: Sandbox, nuvio: Connect
) -> None:
    client = nuvio(either)
    paid = document_of(client, "income", currency="SAR", exchangeRate=0.245)
    body = {"invoiceId": paid["id"], "accountId": account_of(client), "amount": 50.1, **MOMENT}
    row = data_of(client.post("/add-payment", json=body))
    # 50.10 SAR at 0.245 are 12.2745 EUR.
    assert (row["amount"], row["currency"]) == (Decimal("12.27"), "EUR")
    assert row["matchedIncomes"][0]["matchedAmount"] == Decimal("12.27")
    now = data_of(client.get(f"/income/{paid['id']}"))
    assert now["remainingAmount"] == Decimal("49.9")
    [payment] = now["matchedPayments"]
    assert (payment["amount"], payment["currency"]) == (Decimal("50.1"), "SAR")


def test_an_account_of_the_document_s_currency_needs_no_rate(
    either: Sandbox, nuvio: Connect
) -> None:
    client = nuvio(either)
    paid = document_of(client, "expense", currency="SAR")
    body = {"expenseId": paid["id"], "accountId": account_of(client, "SAR"), "amount": 50, **MOMENT}
    row = data_of(client.post("/add-payment", json=body))
    assert (row["amount"], row["currency"]) == (50, "SAR")


def test_any_other_currency_is_refused_and_so_is_a_missing_rate(
    either: Sandbox, nuvio: Connect
) -> None:
    client = nuvio(either)
    euros, dollars = document_of(client, "income"), account_of(client, "USD")
    body = {"invoiceId": euros["id"], "accountId": dollars, "amount": 1, **MOMENT}
    expected = "an account in USD cannot pay a document in EUR"
    assert refusal(client.post("/add-payment", json=body)) == expected
    path = f"/match-payment/{transaction_of(client, 'income', account=dollars)}"
    body = {"incomeId": euros["id"], "amount": 1}
    assert refusal(client.post(path, json=body)) == expected
    riyals = document_of(client, "income", currency="SAR")
    body = {"invoiceId": riyals["id"], "accountId": account_of(client), "amount": 1, **MOMENT}
    expected = "the document in SAR has no exchangeRate into EUR"
    assert refusal(client.post("/add-payment", json=body)) == expected


@pytest.mark.parametrize(
    "members",
    [
        {"expenseId": NOBODY},
        {"expenseId": None},
        {"invoiceId": None},
        {"invoiceId": "INV-1"},
        {"invoiceId": NOBODY},
        {"accountId": None},
        {"accountId": NOBODY},
        {"amount": None},
        {"amount": 0},
        {"amount": -5},
        {"amount": "5"},
        {"description": 5},
        {"transactionDate": "today"},
    ],
)
def test_these_payments_are_invalid_and_record_nothing(
    either: Sandbox, nuvio: Connect, members: dict[str, Any]
) -> None:
    client = nuvio(either)
    paid = document_of(client, "income")
    body = {"invoiceId": paid["id"], "accountId": account_of(client), "amount": 5}
    body = {**body, **MOMENT, **members}
    before = data_of(client.get("/transactions"))
    refusal(client.post("/add-payment", json=body))
    assert data_of(client.get("/transactions")) == before
    assert data_of(client.get(f"/income/{paid['id']}"))["paymentStatus"] == "Unpaid"


@pytest.mark.parametrize(
    "members", [{}, {"incomeId": None}, {"incomeId": NOBODY}, {"invoiceId": NOBODY}]
)
def test_a_match_names_one_document_by_its_own_word(
    either: Sandbox, nuvio: Connect, members: dict[str, Any]
) -> None:
    client = nuvio(either)
    path = f"/match-payment/{transaction_of(client, 'income')}"
    refusal(client.post(path, json={"amount": 1, **members}))


def test_a_transaction_to_match_must_exist(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    body = {"incomeId": document_of(client, "income")["id"], "amount": 1}
    theirs = data_of(nuvio(either, 1).get("/transactions"))[0]["id"]
    for transaction in (NOBODY, "x", theirs):
        answer = client.post(f"/match-payment/{transaction}", json=body)
        assert (answer.status_code, answer.json()["errors"]) == (404, ["Transaction not found"])


def test_documents_and_accounts_of_another_company_cannot_be_paid(
    either: Sandbox, nuvio: Connect
) -> None:
    first, second = nuvio(either, 0), nuvio(either, 1)
    theirs = document_of(second, "income")["id"]
    body = {"invoiceId": theirs, "accountId": account_of(first), "amount": 1, **MOMENT}
    assert refusal(first.post("/add-payment", json=body)) == f"income {theirs} does not exist"
    account = account_of(second)
    body = {
        "invoiceId": document_of(first, "income")["id"],
        "accountId": account,
        "amount": 1,
        **MOMENT,
    }
    assert refusal(first.post("/add-payment", json=body)) == f"account {account} does not exist"


@pytest.mark.parametrize(("scope", "expected"), [("READ", 403), ("UPDATE", 403), ("WRITE", 200)])
def test_paying_needs_the_scope_write(
    either: Sandbox, nuvio: Connect, scope: Scope, expected: int
) -> None:
    client = nuvio(either)
    paid, account = document_of(client, "income")["id"], account_of(client)
    match = f"/match-payment/{transaction_of(client, 'income')}"
    scoped = nuvio(either, scope=scope)
    body = {"invoiceId": paid, "accountId": account, "amount": 1, **MOMENT}
    assert scoped.post("/add-payment", json=body).status_code == expected
    assert scoped.post(match, json={"incomeId": paid, "amount": 1}).status_code == expected


@KINDS
def test_an_update_of_a_paid_document_draws_the_rest_anew(
    either: Sandbox, nuvio: Connect, kind: str
) -> None:
    client = nuvio(either)
    paid = document_of(client, kind)
    body = {ADDED[kind]: paid["id"], "accountId": account_of(client), "amount": 100, **MOMENT}
    data_of(client.post("/add-payment", json=body))
    larger = {"items": [{"unitPrice": 130}]}
    new = data_of(client.put(f"/{kind}/{paid['id']}", json=larger))
    assert (new["remainingAmount"], new["paymentStatus"]) == (30, "Partially Paid")
    assert len(new["matchedPayments"]) == 1
