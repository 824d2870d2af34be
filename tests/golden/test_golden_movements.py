"""Payments, accounts and transactions as providers send them, beside what they mean.

The bodies come in pairs: as they were observed and as the docs show them, equal in meaning.
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from ledgerspan import (
    Account,
    Daftra,
    Event,
    EventKind,
    FieldOrigin,
    Nuvio,
    Payment,
    Record,
    Transaction,
)

_HERE = Path(__file__).parent
_EMPTY = {
    "daftra": b'{"result":"successful","code":200,"data":[],"pagination":[]}',
    "nuvio": b'{"success":true,"errors":null,"data":[]}',
}
# Provider, body, what answers with it, accessor, common model.
_CASES: list[tuple[str, str, str, str, type[Record]]] = [
    ("daftra", "invoice_payments", "/api2/invoice_payments", "payments", Payment),
    ("daftra", "client_payments", "/api2/client_payments", "payments", Payment),
    ("daftra", "treasuries", "/api2/treasuries", "accounts", Account),
    ("nuvio", "accounts", "/v1/accounts", "accounts", Account),
    ("nuvio", "transactions", "/v1/transactions", "transactions", Transaction),
    ("nuvio", "income_payments", "/v1/list-incomes", "payments", Payment),
    ("nuvio", "expense_payments", "/v1/list-expenses", "payments", Payment),
]
_NAMES = [case[1] for case in _CASES]


@pytest.fixture(params=_CASES, ids=_NAMES)
def case(request: pytest.FixtureRequest) -> tuple[str, str, str, str, type[Record]]:
    """Run a test for each pair."""
    found: tuple[str, str, str, str, type[Record]] = request.param
    return found


@pytest.fixture(params=["observed", "documented"])
def variant(request: pytest.FixtureRequest) -> str:
    """Run a test in each dialect."""
    return str(request.param)


def body_of(case: tuple[Any, ...], variant: str) -> bytes:
    provider, name, *_ = case
    return Path(_HERE, provider, f"{name}.{variant}.json").read_bytes()


def listed(case: tuple[Any, ...], variant: str, **options: Any) -> list[Any]:
    provider, _, path, accessor, _ = case

    def answer(request: httpx.Request) -> httpx.Response:
        asked = request.url.path == path
        return httpx.Response(200, content=body_of(case, variant) if asked else _EMPTY[provider])

    given: Any = {"transport": httpx.MockTransport(answer), **options}
    if provider == "daftra":
        client: Any = Daftra("acme", api_key="invented-key", **given)
    else:
        client = Nuvio(token="invented-token", **given)
    with client:
        found: list[Any] = getattr(client, accessor).list().to_list()
        return found


def test_a_body_means_exactly_the_expected_records(case: tuple[Any, ...], variant: str) -> None:
    said = json.loads((_HERE / case[0] / f"{case[1]}.expected.json").read_bytes())
    assert [msgspec.convert(fields, case[4]) for fields in said] == listed(case, variant)


def test_both_dialects_are_equal_records(case: tuple[Any, ...]) -> None:
    assert listed(case, "observed") == listed(case, "documented")


def test_raw_is_what_came_untouched(case: tuple[Any, ...], variant: str) -> None:
    rows = json.loads(body_of(case, variant), parse_float=Decimal)["data"]
    if "payments" in case[1] and case[0] == "nuvio":
        rows = [payment for row in rows for payment in row["matchedPayments"]]
    assert [record.raw for record in listed(case, variant)] == rows


def test_every_field_that_is_said_explains_itself(case: tuple[Any, ...], variant: str) -> None:
    for record in listed(case, variant):
        said = {
            name
            for name in record.fields()
            if getattr(record, name) not in (None, (), "unknown") or name == "id"
        }
        origins = {name: record.explain(name).origin for name in record.fields()}
        assert said == {name for name, origin in origins.items() if origin != FieldOrigin.ABSENT}


def test_shapes_that_are_known_are_no_news(case: tuple[Any, ...], variant: str) -> None:
    events: list[Event] = []
    listed(case, variant, on_event=events.append)
    assert [event.path for event in events if event.kind is EventKind.MISMATCH] == []
