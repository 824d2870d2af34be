"""The laws that ask the service themselves: order, filters, neighbours, and what payments fit."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from tooling.fuzz_asked import asked_findings
from tooling.fuzz_exchange import Exchange
from tooling.fuzz_known import Known
from tooling.fuzz_paging import number_findings, page_findings
from tooling.fuzz_payments import fits_badly
from tooling.fuzz_place import Aim, Place
from tooling.fuzz_probe import Probe, Reply
from tooling.fuzz_sorting import sort_findings
from tooling.fuzz_subject import Subject
from tooling.fuzz_target import Target
from tooling.fuzz_traces import (
    left_out_findings,
    listed_findings,
    names_its_id,
    neighbour_findings,
    paid_documents,
)

CLIENTS, STORES = Place("v1", "clients"), Place("v1", "stores")
PAYMENTS, INCOME = Place("v1", "client_payments"), Place("nuvio", "income")
DAFTRA = Target("daftra", "documented", "http://127.0.0.1", "ApiKey", "k")
NUVIO = Target("nuvio", "documented", "http://127.0.0.1", "RawToken", "k")
A_DAY = {"invoiceDate": "2026-05-01", "tags": []}


class Told(Probe):
    """A service that says what it was told to; of anything else it says that it is not there."""

    def __init__(self, answers: Mapping[str, Any], bodies: Mapping[str, Any] | None = None) -> None:
        self.answers, self.bodies = answers, bodies or {}

    def send(self, method: str, path: str, body: Any = None) -> Reply:
        del method
        told = self.bodies.get(str(body), self.answers.get(path))
        return Reply(404, {}) if told is None else Reply(200, told)


def listed(key: str, *rows: dict[str, Any]) -> dict[str, Any]:
    return {"data": [{key: row} for row in rows]}


def subject(target: Target, probe: Probe) -> Subject:
    return Subject(target, probe, None, Known(), {})


def sent(path: str, body: Any, method: str = "POST") -> Exchange:
    return Exchange("", method, path, None, {}, body, 200, "application/json", {}, b"")


def asked(**query: str) -> Exchange:
    known = {name: [value] for name, value in query.items()}
    return replace(sent("/api2/clients", None, "GET"), query=known)


def test_a_list_in_the_order_asked_for_is_fine() -> None:
    up, down = ({"id": "9"}, {"id": "10"}), ({"id": "10"}, {"id": "9"})
    path = "/api2/clients?page=1&limit=50&sort=id&direction="
    probe = Told({f"{path}asc": listed("Client", *up), f"{path}desc": listed("Client", *down)})
    assert list(sort_findings(probe, CLIENTS, 50)) == []


def test_a_list_that_ignores_its_direction_is_found() -> None:
    up = listed("Client", {"id": 9}, {"id": 10})
    path = "/api2/clients?page=1&limit=50&sort=id&direction="
    probe = Told({f"{path}asc": up, f"{path}desc": up})
    assert list(sort_findings(probe, CLIENTS, 50)) == ["sort=id and direction=desc list [9, 10]"]


def payments(**answers: Any) -> Told:
    paid, pending = {"id": 1, "status": 1}, {"id": 2, "status": 2}
    path = "/api2/client_payments?page=1&limit=1000"
    told = {f"{path}&{query}": body for query, body in answers.items()}
    return Told({path: listed("ClientPayment", paid, pending), **told})


def test_a_filter_that_lets_through_what_has_its_value_is_fine() -> None:
    found = listed("ClientPayment", {"id": 2, "status": 2})
    assert list(asked_findings(payments(**{"status=2": found}), PAYMENTS)) == []


def test_a_filter_that_lets_through_too_much_and_too_little_is_found() -> None:
    found = listed("ClientPayment", {"id": 1, "status": 1})
    assert list(asked_findings(payments(**{"status=2": found}), PAYMENTS)) == [
        "status=2 lists 1 records that do not pass",
        "status=2 leaves out 1 records that pass",
    ]


def test_nuvio_is_asked_for_one_day() -> None:
    day = {"startDate": "2026-05-01", "endDate": "2026-05-01"}
    probe = Told({"/v1/list-incomes": {"data": [{"id": "a", **A_DAY}]}}, {str(day): {"data": []}})
    assert list(asked_findings(probe, INCOME)) == [f"{day} leaves out 1 records that pass"]


@pytest.mark.parametrize("query", [{"page": "-1"}, {"page": "0"}, {"limit": "-20"}])
def test_a_page_or_size_below_one_must_not_be_taken(query: dict[str, str]) -> None:
    assert len(list(number_findings(asked(**query), CLIENTS))) == 1


@pytest.mark.parametrize("query", [{}, {"page": "2"}, {"page": "two"}, {"limit": "10"}])
def test_other_pages_and_sizes_are_no_finding(query: dict[str, str]) -> None:
    assert list(number_findings(asked(**query), CLIENTS)) == []


def test_a_next_page_that_is_this_page_is_found() -> None:
    block = {"page": 1, "page_count": 2, "total_results": 2, "prev": None, "next": "/c?page=1"}
    body = {**listed("Client", {"id": 1}), "pagination": block}
    exchange = replace(asked(limit="1"), body=body)
    assert list(page_findings(exchange, CLIENTS)) == ["the page after 1 is said to be 1"]


def test_a_delete_that_takes_a_neighbour_along_is_found() -> None:
    here = {"/api2/stores/4": {"data": {"Store": {"id": 4}}}}
    known = subject(DAFTRA, Told(here))
    known.records.update({(STORES, each): {"id": each} for each in ("4", "5")})
    assert list(neighbour_findings(Aim(STORES, "delete", "6"), known)) == ["5 is gone with 6"]


def test_a_new_record_in_the_other_companys_list_is_found() -> None:
    path = "/api2/stores?page=1&limit=1000"
    probe = Told({path: listed("Store", {"id": 4}, {"id": 9})})
    assert list(listed_findings(STORES, "9", probe, frozenset({"4"}))) == [
        "9 is listed for the other company"
    ]


def test_what_an_update_leaves_out_stays() -> None:
    known, key = subject(DAFTRA, Told({})), (STORES, "4")
    known.sent[key] = {"name": "North", "active": True}
    before, read = {"name": "North", "active": True}, {"name": "", "active": False}
    assert list(left_out_findings(known, key, {"active": False}, read, before)) == [
        "name: 'North' was read before and left out, '' is read"
    ]


def test_what_is_written_and_leaves_no_trace_is_found() -> None:
    known, key = subject(DAFTRA, Told({})), (STORES, "4")
    known.members[STORES] = {"name"}
    assert list(left_out_findings(known, key, {"name": "North", "colour": "red"}, {}, None)) == [
        "name: 'North' was written, and nothing is read"
    ]


def test_a_save_that_names_its_record_creates_none() -> None:
    assert [names_its_id(body) for body in ({"id": 4}, {"id": None}, {}, [])] == [
        *(True, False, False, False)
    ]


def test_a_payment_names_the_document_that_it_is_for() -> None:
    exchange = sent("/v1/add-payment", {"invoiceId": "a-1", "accountId": "b-2"})
    assert list(paid_documents(exchange, subject(NUVIO, Told({})))) == [(INCOME, "a-1")]


def matching(**transaction: Any) -> bool:
    amount = {"amount": 10, "transactionType": "Money In", "currency": "EUR", **transaction}
    probe = Told(
        {
            "/v1/transactions/t1": {"data": amount},
            "/v1/income/d1": {"data": {"currency": "EUR"}},
        }
    )
    exchange = sent("/v1/match-payment/t1", {"incomeId": "d1", "amount": 8})
    return fits_badly(exchange, subject(NUVIO, probe))


def test_a_transaction_may_not_pay_against_its_direction_nor_more_than_is_left_of_it() -> None:
    used = [{"matchedAmount": 3}]
    assert [
        matching(),
        matching(transactionType="Money Out"),
        matching(matchedIncomes=used),
        matching(currency="USD"),
    ] == [False, True, True, True]


def adding(rate: Any, amount: Any) -> bool:
    probe = Told(
        {
            "/v1/accounts/a1": {"data": {"currency": "EUR"}},
            "/v1/expense/d1": {"data": {"currency": "USD", "exchangeRate": rate}},
        }
    )
    exchange = sent("/v1/add-payment", {"expenseId": "d1", "accountId": "a1", "amount": amount})
    return fits_badly(exchange, subject(NUVIO, probe))


def test_an_amount_must_come_to_something_in_the_currency_it_is_paid_in() -> None:
    assert [adding(2, 5), adding(None, 5), adding("0.0001", 5)] == [False, True, True]
