"""The laws behind the checks: one page, one filter, one envelope, one sum at a time."""

from decimal import Decimal
from typing import Any

import pytest
from tooling import fuzz_daftra, fuzz_nuvio
from tooling.fuzz_envelope import envelope_findings
from tooling.fuzz_exchange import Exchange
from tooling.fuzz_filters import nuvio_findings, passes, v2_findings
from tooling.fuzz_meaning import differences, same
from tooling.fuzz_money import money_findings
from tooling.fuzz_paging import newest_first_findings, page_findings
from tooling.fuzz_place import Aim, Place, aim_of
from tooling.fuzz_probe import NOT_JSON, read_json
from tooling.fuzz_references import sent_references
from tooling.fuzz_target import Api, Target

OBSERVED = Target("daftra", "observed", "http://127.0.0.1", "ApiKey", "k", today="2026-07-01")
DOCUMENTED = Target("daftra", "documented", "http://127.0.0.1", "ApiKey", "k")
NUVIO = Target("nuvio", "observed", "http://127.0.0.1", "Bearer", "k", today="2026-07-01")


CLIENTS, BRANDS, INCOME = Place("v1", "clients"), Place("v2", "brand"), Place("nuvio", "income")


def page(ids: list[int], number: int, pages: int, total: int, **links: Any) -> dict[str, Any]:
    """Write page `number` of v1 with rows of these ids."""
    block = {"prev": None, "next": None, "page": number, "page_count": pages, **links}
    rows = [{"Client": {"id": str(each)}} for each in ids]
    return {"data": rows, "pagination": {**block, "total_results": total}}


def answer(
    status: int,
    body: Any,
    media_type: str = "application/json",
    query: dict[str, list[str]] | None = None,
    **more: Any,
) -> Exchange:
    return Exchange(
        operation="get_client",
        method=more.pop("method", "GET"),
        path=more.pop("path", "/api2/clients/1"),
        aim=None,
        query=query or {},
        sent=more.pop("sent", NOT_JSON),
        status=status,
        media_type=media_type,
        body=body,
        content=b"",
    )


def asked(body: Any, **query: str) -> Exchange:
    return answer(200, body, query={name: [value] for name, value in query.items()})


@pytest.mark.parametrize(
    ("path", "method", "aim"),
    [
        ("/api2/clients", "GET", Aim(CLIENTS, "list")),
        ("/api2/clients.json", "POST", Aim(CLIENTS, "create")),
        ("/api2/clients/39.json", "GET", Aim(CLIENTS, "get", "39")),
        ("/api2/clients/39", "DELETE", Aim(CLIENTS, "delete", "39")),
        ("/api2/site_info", "GET", None),
        ("/api2/invoices/add_bulk.json", "POST", None),
        ("/v2/api/entity/brand", "POST", Aim(BRANDS, "create")),
        ("/v2/api/entity/brand/5", "PUT", Aim(BRANDS, "update", "5")),
        ("/v2/api/entity/brand/5/1", "GET", Aim(BRANDS, "get", "5")),
        ("/v2/api/entity/brand/list/1", "GET", Aim(BRANDS, "list")),
        ("/v1/list-incomes", "POST", Aim(INCOME, "list")),
        ("/v1/income/INV-4", "PUT", Aim(INCOME, "update", "INV-4")),
        ("/v1/accounts", "GET", Aim(Place("nuvio", "accounts"), "list")),
        ("/v1/add-payment", "POST", None),
    ],
)
def test_a_path_tells_what_a_request_is_about(path: str, method: str, aim: Aim | None) -> None:
    assert aim_of(path, method) == aim


def test_a_page_of_the_right_size_is_fine() -> None:
    body = page([9, 8], 1, 2, 3, next="?page=2")
    assert list(page_findings(asked(body, limit="2"), CLIENTS)) == []


def test_a_page_past_the_end_is_empty_and_has_no_next() -> None:
    body = page([], 3, 2, 3, prev="?page=2")
    assert list(page_findings(asked(body, page="3", limit="2"), CLIENTS)) == []


def test_an_empty_list_of_v2_has_one_page() -> None:
    body = {"current_page": 1, "data": [], "last_page": 1, "total": 0, "next_page_url": None}
    assert list(page_findings(asked(body), BRANDS)) == []


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        (page([9, 8, 7], 1, 2, 3, next="?"), "page 1 by 2 of 3 has 2 rows, not 3"),
        (page([9, 8], 1, 3, 3, next="?"), "3 records by 2 make 2 pages, not 3"),
        (page([9, 8], 2, 2, 3, next=None), "page 1 was asked for, page 2 is said to be here"),
        (page([9, 8], 1, 2, 3), "page 1 of 2 is wrong about a next page"),
        (page([9, 8], 1, 2, 3, next="?", prev="?"), "the first page names one before it"),
        (page([9, 9], 1, 2, 3, next="?"), "a record is listed twice"),
    ],
)
def test_a_page_that_does_not_add_up_is_found(body: dict[str, Any], finding: str) -> None:
    assert finding in list(page_findings(asked(body, limit="2"), CLIENTS))


def test_incomes_come_newest_first_and_those_without_a_date_last() -> None:
    rows = [{"id": 1, "date": "2026-01-01"}, {"id": 9, "date": ""}]
    assert list(newest_first_findings(rows)) == []
    assert list(newest_first_findings(rows[::-1])) == [
        "rows are not newest first by date and then by id"
    ]


def test_an_id_beats_a_code_in_a_filter() -> None:
    income = {"id": "a", "customer": {"id": "c1", "entityCode": "C-1"}}
    assert passes({"customerId": "C1", "customerCode": "C-2"}, income)


def test_a_list_that_drops_or_adds_records_is_found() -> None:
    everything = [
        {"id": "a", "invoiceDate": "2026-02-01"},
        {"id": "b", "invoiceDate": "2026-01-01"},
    ]
    findings = nuvio_findings({"endDate": "2026-01-15"}, everything[:1], everything)
    assert list(findings) == [
        "1 documents that pass the filter are missing",
        "1 documents are listed that do not pass the filter",
    ]


def test_a_row_of_another_brand_is_found_in_a_filtered_list_of_v2() -> None:
    body = {"data": [{"id": 4, "name": "Bluewater"}, {"id": 5, "name": "Redrock"}]}
    findings = v2_findings(answer(200, body, query={"filter[name]": ["Redrock"]}), BRANDS)
    assert list(findings) == ["filter[name]=Redrock lists [4], which do not pass"]


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
        (OBSERVED, 200, NOT_JSON, "200 comes without JSON"),
        (OBSERVED, 200, 5, "200 comes without a JSON object"),
        (OBSERVED, 200, [], "200 comes with a list"),
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
    assert list(money_findings(INCOME, {**income, "currency": "EUR"})) == []
    assert list(money_findings(INCOME, {**income, "currency": "KWD"})) != []


def test_what_is_open_is_the_total_without_what_is_paid_and_given_back() -> None:
    amounts = {"summary_total": "115", "summary_paid": "100", "summary_refund": "5"}
    invoices = Place("v1", "invoices")
    assert list(money_findings(invoices, {**amounts, "summary_unpaid": "10.00"})) == []
    assert list(money_findings(invoices, {**amounts, "summary_unpaid": "15"})) == [
        "summary_unpaid is 15; total, paid and refund make 10"
    ]


def test_a_journal_is_what_its_lines_add_up_to_on_both_sides() -> None:
    lines = [{"debit": "5", "credit": "0"}, {"debit": "0", "credit": "4"}]
    journal = {"total_debit": "5", "total_credit": "5", "JournalTransaction": lines}
    assert list(money_findings(Place("v1", "journals"), journal)) == [
        "total_credit is 5, the lines make 4",
        "debit and credit of the lines differ",
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (12, "12.00"),
        (True, "1"),
        (None, "0000-00-00"),
        ("", []),
        ("2026-03-09", "09/03/2026"),
        ("2026-03-09", "2026-03-09 00:00:00"),
        (["AB", "ab"], [{"taxId": "ab", "taxName": "VAT"}]),
        ([{"quantity": "2"}], [{"id": 7, "quantity": 2, "subtotal": 4}]),
    ],
)
def test_a_value_means_the_same_in_another_spelling(written: Any, read: Any) -> None:
    assert same(written, read, "DD/MM/YYYY")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("0.125", "0.13"),
        ("2026-03-09", "03/09/2026"),
        ("شركة", "????"),
        ([{"quantity": 2}], [{"quantity": 3}]),
        ([{"quantity": 2}], []),
    ],
)
def test_another_value_is_not_the_same(written: Any, read: Any) -> None:
    assert not same(written, read, "DD/MM/YYYY")


def test_the_member_of_a_line_that_differs_is_named() -> None:
    sent, read = {"InvoiceItem": [{"quantity": 2}]}, {"InvoiceItem": [{"id": 7, "quantity": 3}]}
    assert list(differences(sent, read, None, "was written")) == [
        "InvoiceItem 0: quantity: 2 was written, 3 is read"
    ]


@pytest.mark.parametrize(
    ("api", "body", "found"),
    [
        ("daftra", {"Income": {"client_id": "5"}}, [(CLIENTS, "id", "5")]),
        ("daftra", {"Income": {"client_id": 0, "tax1_id": None}}, []),
        (
            "nuvio",
            {"items": [{"itemTaxes": ["zz"]}]},
            [(Place("nuvio", "taxes"), "id", "zz")],
        ),
        ("nuvio", {"projectCode": ""}, [(Place("nuvio", "projects"), "projectCode", "")]),
    ],
)
def test_references_are_found_by_the_names_of_members(
    api: Api, body: Any, found: list[tuple[Place, str, str]]
) -> None:
    references = sent_references(api, None, body)
    assert [(place, member, value) for (place, member), value in references] == found


def test_the_code_of_a_record_itself_is_no_reference() -> None:
    projects = Place("nuvio", "projects")
    assert list(sent_references("nuvio", projects, {"projectCode": "P-1"})) == []


def test_fractions_are_read_exactly() -> None:
    assert read_json(b'{"amount": 0.10}') == {"amount": Decimal("0.10")}
    assert read_json(b"<html>") is NOT_JSON
