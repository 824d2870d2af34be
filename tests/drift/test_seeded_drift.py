"""Each way in which a provider may change an answer is found, with its place and how often."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from ledgerspan.cassettes import Exchange
from ledgerspan.drift import DriftReporter, Finding, Kind
from ledgerspan.drift.examiner import examine
from ledgerspan.sandbox import Sandbox

from tests.drift.answers import answering, ask, changed, sightings, value_of

INCOMES = ("daftra", "GET", "/api2/incomes")
INCOME = ("daftra", "GET", "/api2/incomes/1")
INVOICE = ("daftra", "GET", "/api2/invoices/1")
NUVIO = ("nuvio", "POST", "/v1/list-incomes")


def rows(body: Any) -> list[dict[str, Any]]:
    """Return the records of a list of incomes of Daftra."""
    return [row["Income"] for row in body["data"]]


def each_row(change: Callable[[dict[str, Any]], object]) -> Callable[[Any], None]:
    """Change every record of such a list."""

    def change_all(body: Any) -> None:
        for row in rows(body):
            change(row)

    return change_all


def renamed(record: dict[str, Any]) -> None:
    record["total_amount"] = record.pop("amount")


def in_lists_of_lists(body: Any) -> None:
    for record in body["data"]:
        for item in record["items"]:
            for tax in item["itemTaxes"]:
                tax["jurisdiction"] = "north"


def taxes_of(exchange: Exchange) -> int:
    """Count the taxes of all lines of a list of Nuvio's incomes."""
    return sum(
        len(item["itemTaxes"]) for each in value_of(exchange)["data"] for item in each["items"]
    )


# Name, what is asked, the change, and what of it has to be found how often (None: by the records).
SEEDED: list[tuple[str, Any, Any, tuple[Kind, str, str, int | None]]] = [
    (
        "a new field",
        INCOMES,
        each_row(lambda row: row.update(brand_new="x")),
        (Kind.FIELD, "/data/*/Income/brand_new", "text", None),
    ),
    (
        "a new field of the envelope",
        INCOMES,
        lambda body: body.update(request_id=7),
        (Kind.FIELD, "/request_id", "integer", 1),
    ),
    (
        "a new object in a nested object",
        INVOICE,
        lambda body: body["data"]["Invoice"]["Client"].update(score={"a": 1}),
        (Kind.FIELD, "/data/Invoice/Client/score", "object", 1),
    ),
    (
        "a field that has another name, by its new name",
        INCOMES,
        each_row(renamed),
        (Kind.FIELD, "/data/*/Income/total_amount", "text of a decimal", None),
    ),
    (
        "a text in the place of an amount",
        INCOMES,
        lambda body: rows(body)[3].update(amount="about 5"),
        (Kind.TYPE, "/data/*/Income/amount", "text", 1),
    ),
    (
        "an object in the place of an amount",
        INCOMES,
        each_row(lambda row: row.update(amount={"value": 5, "unit": "SAR"})),
        (Kind.TYPE, "/data/*/Income/amount", "object", None),
    ),
    (
        "a date in an unknown spelling",
        INCOMES,
        lambda body: rows(body)[0].update(date="5 May 2026"),
        (Kind.TYPE, "/data/*/Income/date", "text", 1),
    ),
    (
        "a null in the place of an id",
        INCOMES,
        lambda body: rows(body)[0].update(id=None),
        (Kind.TYPE, "/data/*/Income/id", "null", 1),
    ),
    (
        "a missing id",
        INCOMES,
        lambda body: rows(body)[0].pop("id"),
        (Kind.MISSING, "/data/*/Income/id", "", 1),
    ),
    (
        "a missing member of the envelope",
        INCOMES,
        lambda body: body.pop("pagination"),
        (Kind.MISSING, "/pagination", "", 1),
    ),
    (
        "a new code in figures",
        INVOICE,
        lambda body: body["data"]["Invoice"].update(payment_status=77),
        (Kind.CODE, "/data/Invoice/payment_status", "integer", 1),
    ),
    (
        "a new code as text",
        INVOICE,
        lambda body: body["data"]["Invoice"].update(payment_status="77"),
        (Kind.CODE, "/data/Invoice/payment_status", "text of digits", 1),
    ),
    (
        "a new code in words",
        ("nuvio", "GET", "/v1/transactions"),
        lambda body: body["data"][0].update(transactionType="Money Sideways"),
        (Kind.CODE, "/data/*/transactionType", "text", 1),
    ),
    (
        "a field in an item of a list",
        INVOICE,
        lambda body: body["data"]["Invoice"]["InvoiceItem"][0].update(weight=1.5),
        (Kind.FIELD, "/data/Invoice/InvoiceItem/*/weight", "number", 1),
    ),
    (
        "a list in the place of an object",
        NUVIO,
        lambda body: body["data"][0].update(customer=["a"]),
        (Kind.TYPE, "/data/*/customer", "list", 1),
    ),
    (
        "an object in the place of the list",
        NUVIO,
        lambda body: body.update(data={"items": []}),
        (Kind.TYPE, "/data", "object", 1),
    ),
    (
        "a flag in words",
        NUVIO,
        lambda body: body.update(success="yes"),
        (Kind.TYPE, "/success", "text", 1),
    ),
]


@pytest.mark.parametrize(
    ("asked", "change", "expected"), [seed[1:] for seed in SEEDED], ids=[seed[0] for seed in SEEDED]
)
def test_it_is_found_at_its_place_with_its_kind_and_its_count(
    seeded: Sandbox, asked: Any, change: Any, expected: tuple[Kind, str, str, int | None]
) -> None:
    kind, pointer, seen, count = expected
    exchange = ask(seeded, *asked)
    assert sightings(exchange) == ()
    reporter = DriftReporter()
    reporter.observe([exchange, changed(exchange, change)])
    found = [each for each in reporter.report().findings if each.kind is kind]
    assert [(each.pointer, each.seen) for each in found] == [(pointer, seen)]
    if count is None:
        count = len(value_of(exchange)["data"])
    assert (found[0].count, found[0].first, found[0].last) == (count, 2, 2)


def test_a_field_with_another_name_is_missed_too_where_every_answer_has_it(
    seeded: Sandbox,
) -> None:
    exchange = changed(ask(seeded, *INCOMES), lambda body: body.update(records=body.pop("data")))
    assert {(each.kind, each.pointer) for each in sightings(exchange)} == {
        (Kind.FIELD, "/records"),
        (Kind.MISSING, "/data"),
    }


def test_a_field_in_lists_of_lists_is_one_finding_that_counts_them_all(seeded: Sandbox) -> None:
    exchange = ask(seeded, *NUVIO)
    found = sightings(changed(exchange, in_lists_of_lists))
    assert {each.pointer for each in found} == {"/data/*/items/*/itemTaxes/*/jurisdiction"}
    assert len(found) == taxes_of(exchange) > 1


def test_two_kinds_of_value_at_one_place_are_two_findings(seeded: Sandbox) -> None:
    def change(body: Any) -> None:
        rows(body)[0]["amount"] = {"value": 5}
        rows(body)[1]["amount"] = True

    found = sightings(changed(ask(seeded, *INCOMES), change))
    assert {each.seen for each in found} == {"object", "boolean"}


def one_finding(exchange: Exchange) -> Finding:
    reporter = DriftReporter()
    reporter.observe([exchange])
    (finding,) = reporter.report().findings
    return finding


def test_a_new_status_is_found(seeded: Sandbox) -> None:
    finding = one_finding(answering(ask(seeded, *INCOMES), status=206))
    assert (finding.kind, finding.status, finding.seen) == (Kind.STATUS, 206, "206")
    assert finding.operation == "list_incomes"


def test_a_status_of_a_described_class_is_none(seeded: Sandbox) -> None:
    exchange = answering(
        ask(seeded, *INCOMES),
        status=503,
        body=b'{"result":"failed","code":503,"message":"Away"}',
    )
    assert sightings(exchange) == ()


def test_a_web_page_in_the_place_of_a_list_is_found(seeded: Sandbox) -> None:
    page = {"content-type": "text/html; charset=UTF-8"}
    finding = one_finding(answering(ask(seeded, *INCOMES), headers=page, body=b"<html></html>"))
    assert (finding.kind, finding.seen) == (Kind.CONTENT_TYPE, "text/html")


def test_a_web_page_in_the_place_of_a_refusal_is_described(seeded: Sandbox) -> None:
    exchange = answering(
        ask(seeded, *INCOMES),
        status=401,
        headers={"content-type": "text/html"},
        body=b"<html></html>",
    )
    assert sightings(exchange) == ()


def test_json_under_another_content_type_is_found_and_its_body_is_examined_too(
    seeded: Sandbox,
) -> None:
    exchange = changed(ask(seeded, *INCOMES), lambda body: body.update(more=1))
    found = sightings(answering(exchange, headers={"content-type": "text/json"}))
    assert [(each.kind, each.seen) for each in found] == [
        (Kind.CONTENT_TYPE, "text/json"),
        (Kind.FIELD, "integer"),
    ]


def test_a_missing_content_type_is_found(seeded: Sandbox) -> None:
    finding = one_finding(answering(ask(seeded, *INCOMES), headers={}))
    assert (finding.kind, finding.seen) == (Kind.CONTENT_TYPE, "none")


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (b"", "empty body"),
        (b'{"data":[{"Inc', "broken JSON"),
        (b"<html>", "markup"),
        (b"Invalid Endpoint", "text"),
        (b'{"data":NaN}', "broken JSON"),
    ],
)
def test_a_body_that_is_no_json_is_found(seeded: Sandbox, body: bytes, seen: str) -> None:
    finding = one_finding(answering(ask(seeded, *INCOMES), body=body))
    assert (finding.kind, finding.seen, finding.pointer) == (Kind.NOT_JSON, seen, "")


def test_a_missing_header_is_found(seeded: Sandbox) -> None:
    refused = answering(
        ask(seeded, *INCOMES),
        status=405,
        body=b'{"result":"failed","code":405,"message":"Not allowed"}',
    )
    finding = one_finding(refused)
    assert (finding.kind, finding.pointer) == (Kind.HEADER, "Allow")
    allowed = {**refused.headers, "allow": "GET"}
    assert sightings(answering(refused, headers=allowed)) == ()


def test_an_operation_that_nobody_described_is_found_without_the_ids_in_its_path(
    seeded: Sandbox,
) -> None:
    exchange = msgspec.structs.replace(
        ask(seeded, *INCOMES), url="https://acme.daftra.com/api2/invoices/77/lines.json?page=2"
    )
    finding = one_finding(exchange)
    assert (finding.kind, finding.operation) == (Kind.OPERATION, "GET /api2/invoices/*/lines")


@pytest.mark.parametrize("status", [401, 404, 405, 500])
def test_a_path_that_answers_as_if_it_were_not_there_is_no_new_operation(
    seeded: Sandbox, status: int
) -> None:
    exchange = msgspec.structs.replace(
        ask(seeded, *INCOMES), url="https://acme.daftra.com/api2/customers", status=status
    )
    assert sightings(exchange) == ()


def test_what_a_browser_had_already_is_passed_over(seeded: Sandbox) -> None:
    exchange = answering(ask(seeded, *INCOMES), status=304, body=b"", headers={})
    assert examine(exchange) is None


def test_a_refusal_under_a_success_does_not_miss_what_it_cannot_carry(seeded: Sandbox) -> None:
    body = b'{"result":"failed","code":400,"message":"no"}'
    assert sightings(answering(ask(seeded, *INCOMES), body=body)) == ()


def test_a_body_that_a_recording_left_out_is_not_taken_for_an_empty_one(seeded: Sandbox) -> None:
    assert sightings(answering(ask(seeded, *INCOMES), body=None)) == ()


def test_a_text_that_was_cut_in_a_character_is_still_json(seeded: Sandbox) -> None:
    exchange = ask(seeded, *INCOME)
    broken = (exchange.body or b"").replace(b'"note":"', b'"note":"\xd9 \\ud83e ', 1)
    assert broken != exchange.body
    assert sightings(answering(exchange, body=broken)) == ()


@pytest.mark.parametrize("spelling", ['"12"', "12", "12.0", '"12.50"', "12.5", '""', "null"])
def test_the_spellings_of_a_lax_number_are_no_drift(seeded: Sandbox, spelling: str) -> None:
    exchange = ask(seeded, *INCOME)
    record = value_of(exchange)["data"]["Income"]
    written = f'"amount":"{record["amount"]}"'.encode()
    body = (exchange.body or b"").replace(written, b'"amount":' + spelling.encode())
    assert body != exchange.body
    assert sightings(answering(exchange, body=body)) == ()


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of every value in a body."""
    members = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in members:
        yield (*path, key)
        if isinstance(inner, dict | list):
            yield from places(inner, (*path, key))


@pytest.mark.parametrize(
    "asked", [("POST", "/v1/list-expenses"), ("GET", "/v1/transactions"), ("GET", "/v1/accounts")]
)
def test_an_object_of_another_kind_is_found_wherever_it_is_put(seeded: Sandbox, asked: Any) -> None:
    exchange = ask(seeded, "nuvio", *asked)
    found = 0
    for path in places(value_of(exchange)):
        body = value_of(exchange)
        holder = body
        for token in path[:-1]:
            holder = holder[token]
        holder[path[-1]] = {"unheard_of": 1}
        pointer = "".join("/*" if isinstance(token, int) else f"/{token}" for token in path)
        pointers = {
            each.pointer for each in sightings(answering(exchange, body=msgspec.json.encode(body)))
        }
        assert any(each.startswith(pointer) for each in pointers), pointer
        found += 1
    assert found > 25
