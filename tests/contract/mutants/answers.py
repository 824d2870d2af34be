"""Answers that are not what the spec says: types, members, status, content type, headers."""

from dataclasses import replace
from typing import Any

import pytest
from ledgerspan.sandbox.exchange import html_answer
from ledgerspan.sandbox.nuvio.labels import Tags

from tests.contract.mutants.mutant import answering, around, mutant, saying

Body = dict[str, Any]


def _inside(body: Body, key: str, **members: Any) -> Body:
    """Change members of the one record of an answer of v1; None takes one away."""
    told = {**body["data"][key], **members}
    record = {name: value for name, value in told.items() if value is not None}
    return {**body, "data": {key: record}}


def _in_rows(body: Body, key: str, **members: Any) -> Body:
    """Change members of every row of a list of v1."""
    return {**body, "data": [{key: {**row[key], **members}} for row in body["data"]]}


@mutant("daftra", "incomes", "wrong type", "response_schema_conformance", "get_income")
def amounts_are_text(patch: pytest.MonkeyPatch) -> None:
    """An amount is a text."""
    answering(
        patch,
        "GET",
        "/daftra/api2/incomes/{id}",
        saying(lambda body: _inside(body, "Income", amount="12.50")),
    )


@mutant("daftra", "products", "wrong type", "response_schema_conformance", "list_products")
def a_list_is_one_object(patch: pytest.MonkeyPatch) -> None:
    """A list of records is one object."""
    answering(
        patch,
        "GET",
        "/daftra/api2/products",
        saying(lambda body: {**body, "data": {"Product": {}}}),
    )


@mutant("nuvio", "transactions", "wrong type", "response_schema_conformance", "list_transactions")
def nuvio_amounts_are_text(patch: pytest.MonkeyPatch) -> None:
    """An amount of Nuvio is a text."""
    answering(
        patch,
        "GET",
        "/nuvio/v1/transactions",
        saying(
            lambda body: {
                **body,
                "data": [{**row, "amount": str(row["amount"])} for row in body["data"]],
            }
        ),
    )


@mutant("daftra", "clients", "missing member", "response_schema_conformance", "list_clients")
def the_id_is_missing(patch: pytest.MonkeyPatch) -> None:
    """A record has no id."""

    def without(body: Body) -> Body:
        rows = [
            {name: row["Client"][name] for name in row["Client"] if name != "id"}
            for row in body["data"]
        ]
        return {**body, "data": [{"Client": row} for row in rows]}

    answering(patch, "GET", "/daftra/api2/clients", saying(without))


@mutant("nuvio", "tags", "missing member", "response_schema_conformance", "list_tags")
def a_tag_has_no_id(patch: pytest.MonkeyPatch) -> None:
    """A tag has no id."""
    around(
        patch,
        Tags,
        "shown",
        lambda show: lambda self, rows: [{"name": each["name"]} for each in show(self, rows)],
    )


@mutant(
    "daftra",
    "incomes",
    "unknown member",
    "response_schema_conformance",
    "list_incomes",
    dialect="observed",
)
def a_member_is_new(patch: pytest.MonkeyPatch) -> None:
    """An answer has a member that the spec does not know."""
    answering(
        patch,
        "GET",
        "/daftra/api2/incomes",
        saying(lambda body: _in_rows(body, "Income", never_heard_of="1")),
    )


@mutant(
    "daftra",
    "suppliers",
    "undocumented status",
    "status_code_conformance envelope_agrees_with_status",
    "create_supplier",
)
def creates_answer_201(patch: pytest.MonkeyPatch) -> None:
    """A create answers 201."""
    answering(
        patch,
        "POST",
        "/daftra/api2/suppliers",
        lambda _, answer: replace(answer, status=201) if answer.status == 202 else answer,
    )


@mutant(
    "daftra",
    "stores",
    "undocumented status",
    "status_code_conformance",
    "create_store delete_store",
    phases=("stateful",),
)
def deletes_answer_204(patch: pytest.MonkeyPatch) -> None:
    """A delete answers 204."""
    answering(
        patch,
        "DELETE",
        "/daftra/api2/stores/{id}",
        lambda _, answer: replace(answer, status=204, body=b"") if answer.stored else answer,
    )


@mutant(
    "daftra",
    "purchase invoices",
    "undocumented content type",
    "content_type_conformance",
    "get_purchase_invoice",
    phases=("coverage",),
)
def missing_records_are_pages(patch: pytest.MonkeyPatch) -> None:
    """A missing record is answered with a web page."""
    answering(
        patch,
        "GET",
        "/daftra/api2/purchase_invoices/{id}",
        lambda _, answer: html_answer(404, "Not Found") if answer.status == 404 else answer,
    )


@mutant(
    "nuvio",
    "accounts",
    "undocumented content type",
    "content_type_conformance",
    "list_accounts",
)
def lists_are_plain_text(patch: pytest.MonkeyPatch) -> None:
    """A list of Nuvio says that it is plain text."""
    answering(
        patch,
        "GET",
        "/nuvio/v1/accounts",
        lambda _, answer: replace(answer, media_type="text/plain"),
    )


@mutant(
    "nuvio",
    "tags",
    "server error",
    "not_a_server_error",
    "get_tag",
    phases=("coverage",),
)
def a_missing_tag_is_a_server_error(patch: pytest.MonkeyPatch) -> None:
    """A tag that is not there makes the server fail."""
    answering(
        patch,
        "GET",
        "/nuvio/v1/tags/{id}",
        lambda _, answer: replace(answer, status=500) if answer.status == 404 else answer,
    )
