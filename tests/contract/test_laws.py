"""The laws behind the checks: one page, one filter, one envelope, one sum at a time."""

from decimal import Decimal
from typing import Any

import pytest
from tooling import fuzz_daftra, fuzz_nuvio
from tooling.fuzz_envelope import envelope_findings
from tooling.fuzz_exchange import Exchange
from tooling.fuzz_known import Known, unknown_references
from tooling.fuzz_paging import filter_findings, order_findings, page_findings, passes
from tooling.fuzz_probe import NOT_JSON, read_json
from tooling.fuzz_target import Api, Target

OBSERVED = Target("daftra", "observed", "http://127.0.0.1", "ApiKey", "k", today="2026-07-01")
DOCUMENTED = Target("daftra", "documented", "http://127.0.0.1", "ApiKey", "k")
NUVIO = Target("nuvio", "observed", "http://127.0.0.1", "Bearer", "k", today="2026-07-01")


def page(ids: list[int], number: int, pages: int, total: int, **links: Any) -> dict[str, Any]:
    """Write page `number` with rows of these ids, all of one day."""
    block = {"prev": None, "next": None, "page": number, "page_count": pages, **links}
    rows = [{"Income": {"id": str(each), "date": "2026-03-09"}} for each in ids]
    return {"data": rows, "pagination": {**block, "total_results": total}}


def answer(status: int, body: Any, media_type: str = "application/json") -> Exchange:
    return Exchange("get_income", "GET", "1", {}, NOT_JSON, status, media_type, body, b"")


def test_a_page_of_the_right_size_is_fine() -> None:
    assert list(page_findings(1, 2, page([9, 8], 1, 2, 3, next="?page=2"))) == []


def test_a_page_past_the_end_is_empty_and_has_no_next() -> None:
    assert list(page_findings(3, 2, page([], 3, 2, 3, prev="?page=2"))) == []


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        (page([9, 8, 7], 1, 2, 3, next="?"), "page 1 by 2 of 3 has 2 rows, not 3"),
        (page([9, 8], 1, 3, 3, next="?"), "3 records by 2 make 2 pages, not 3"),
        (page([9, 8], 2, 2, 3, next="?"), "page 1 was asked for, page 2 is said to be here"),
        (page([9, 8], 1, 2, 3), "next is None on page 1 of 2"),
        (page([9, 8], 1, 2, 3, next="?", prev="?"), "prev is '?' on the first page"),
        (page([9, 9], 1, 2, 3, next="?"), "a record is listed twice"),
        (page([8, 9], 1, 2, 3, next="?"), "rows are not newest first by date and then by id"),
    ],
)
def test_a_page_that_does_not_add_up_is_found(body: dict[str, Any], finding: str) -> None:
    assert list(page_findings(1, 2, body)) == [finding]


def test_records_without_a_date_come_last() -> None:
    assert list(order_findings([("2026-01-01", 1), ("", 9)])) == []


def test_an_id_beats_a_code_in_a_filter() -> None:
    income = {"id": "a", "customer": {"id": "c1", "entityCode": "C-1"}}
    assert passes({"customerId": "C1", "customerCode": "C-2"}, income)


def test_a_list_that_drops_or_adds_records_is_found() -> None:
    everything = [
        {"id": "a", "invoiceDate": "2026-02-01"},
        {"id": "b", "invoiceDate": "2026-01-01"},
    ]
    findings = filter_findings({"endDate": "2026-01-15"}, everything[:1], everything)
    assert list(findings) == [
        "1 incomes that pass the filter are missing",
        "1 incomes are listed that do not pass the filter",
    ]


@pytest.mark.parametrize(
    ("target", "status", "body"),
    [
        (OBSERVED, 200, {"code": 200, "result": "successful"}),
        (OBSERVED, 404, {"code": "404", "result": "failed", "message": "none"}),
        (NUVIO, 200, {"success": True, "errors": None, "data": []}),
        (NUVIO, 422, {"success": False, "errors": ["no"]}),
    ],
)
def test_an_envelope_that_says_what_the_status_says_is_fine(
    target: Target, status: int, body: Any
) -> None:
    assert list(envelope_findings(answer(status, body), target)) == []


@pytest.mark.parametrize(
    ("target", "status", "body", "finding"),
    [
        (OBSERVED, 200, {"code": 202, "result": "successful"}, "code 202 comes with status 200"),
        (OBSERVED, 200, {"code": 200, "result": "failed"}, "result 'failed' comes with status 200"),
        (OBSERVED, 200, NOT_JSON, "200 comes without a JSON object"),
        (NUVIO, 200, {"success": False, "errors": None}, "success False comes with status 200"),
        (NUVIO, 404, {"success": False, "errors": []}, "status 404 comes without errors"),
    ],
)
def test_an_envelope_that_contradicts_the_status_is_found(
    target: Target, status: int, body: Any, finding: str
) -> None:
    assert list(envelope_findings(answer(status, body), target)) == [finding]


def test_a_web_page_may_refuse_but_not_succeed() -> None:
    assert list(envelope_findings(answer(401, NOT_JSON, "text/html"), OBSERVED)) == []
    assert list(envelope_findings(answer(200, NOT_JSON, "text/html"), OBSERVED)) == [
        "200 comes with a web page"
    ]


def test_five_spellings_of_nothing_and_two_of_a_number_mean_the_same() -> None:
    sent = {"amount": 12, "client_id": None, "vendor": None, "date": "2026-03-09"}
    read = {
        "amount": "12.00",
        "client_id": "0",
        "vendor": "",
        "date": "09/03/2026",
        "is_income": "1",
    }
    assert list(fuzz_daftra.written_findings(sent, read, None, OBSERVED, "DD/MM/YYYY")) == []


def test_a_lost_decimal_is_found() -> None:
    sent, read = {"amount": "0.125", "date": "2026-03-09"}, {"amount": "0.13", "is_income": True}
    findings = list(fuzz_daftra.written_findings(sent, read, None, DOCUMENTED, None))
    assert findings[0] == "amount: Decimal('0.125') was written, Decimal('0.13') is read"


def test_an_update_keeps_what_it_leaves_out_by_the_docs_and_resets_it_by_observation() -> None:
    before = {"note": "old", "amount": "1", "is_income": "1", "date": "2026-07-01"}
    kept, reset = before, {**before, "note": "", "amount": "0"}
    for target, right, wrong in ((DOCUMENTED, kept, reset), (OBSERVED, reset, kept)):
        assert list(fuzz_daftra.written_findings({}, right, before, target, None)) == []
        assert list(fuzz_daftra.written_findings({}, wrong, before, target, None)) != []


def test_a_price_is_the_same_as_text_and_as_number() -> None:
    before = {"items": [{"unitPrice": "3.10"}], "dueDate": None}
    assert list(fuzz_nuvio.same_findings(before, {"items": [{"unitPrice": Decimal("3.1")}]})) == []


def test_a_total_is_rounded_half_up_to_the_digits_of_its_currency() -> None:
    line = {"quantity": Decimal("0.5"), "unitPrice": "0.25", "totalAmount": Decimal("0.13")}
    totals = {"subTotal": Decimal("0.13"), "totalAmount": Decimal("0.13")}
    income = {"items": [line], **totals, "remainingAmount": Decimal("0.13")}
    assert list(fuzz_nuvio.money_findings({**income, "currency": "EUR"})) == []
    assert list(fuzz_nuvio.money_findings({**income, "currency": "KWD"})) != []


@pytest.mark.parametrize(
    ("api", "body", "unknown"),
    [
        ("daftra", {"Income": {"client_id": "5"}}, []),
        ("daftra", {"Income": {"client_id": 0}}, []),
        ("daftra", {"Income": {"client_id": 6}}, ["clients: 6"]),
        ("nuvio", {"customerId": "AB", "customerCode": "none"}, []),
        ("nuvio", {"items": [{"itemTaxes": ["zz"]}]}, ["taxes: zz"]),
    ],
)
def test_only_references_to_unknown_records_excuse_a_refusal(
    api: Api, body: Any, unknown: list[str]
) -> None:
    known = Known({"clients": frozenset({"5"}), "customers": frozenset({"ab"})})
    target = Target(api, "observed", "http://127.0.0.1", "Bearer", "k")
    assert unknown_references(target, body, known) == unknown


def test_fractions_are_read_exactly() -> None:
    assert read_json(b'{"amount": 0.10}') == {"amount": Decimal("0.10")}
    assert read_json(b"<html>") is NOT_JSON
