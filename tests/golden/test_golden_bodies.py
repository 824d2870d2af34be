"""The golden bodies are what the bundles describe; those that leave it are found to."""

import json
from pathlib import Path

import pytest
from tooling.bundle import bundle
from tooling.openapi import operations
from tooling.spec_rules_examples import schema_errors
from tooling.spec_views import view

_HERE = Path(__file__).parent
_OPERATIONS = {
    "list": "list_incomes",
    "single": "get_income",
    "off_spec": "list_incomes",
    "expense": "get_expense",
    "journal_entries": "list_journals",
    "ledger_accounts": "list_journal_accounts",
    "clients": "list_clients",
    "client": "get_client",
    "supplier": "get_supplier",
    "products": "list_products",
    "entities": "list_business_entities",
    "entity": "get_business_entity",
    "goods": "list_product_services",
    "invoice_payments": "list_invoice_payments",
    "client_payments": "list_client_payments",
    "treasuries": "list_treasuries",
    "accounts": "list_accounts",
    "transactions": "list_transactions",
    "income_payments": "list_incomes",
    "expense_payments": "list_expenses",
    "invoice": "get_invoice",
    "invoice_full": "get_invoice",
    "invoices": "list_invoices",
    "estimate": "get_estimate",
    "credit_note": "get_credit_note",
    "refund_receipt": "get_refund_receipt",
    "bill": "get_purchase_invoice",
    "bill_list": "list_purchase_invoices",
    "bill_totals": "list_purchase_invoices",
    "bill_refund": "get_purchase_refund",
    "tax": "get_tax",
    "tax_list": "list_taxes",
    "tag": "get_tag",
    "project_list": "list_projects",
}
# `quoted` has `[]` for a number, one empty more than anybody saw there.
_LEAVES = {
    body for body in _HERE.glob("*/*.json") if "off_spec" in body.name or "quoted" in body.name
}
_BODIES = sorted(
    path.relative_to(_HERE) for path in _HERE.glob("*/*.json") if ".expected." not in path.name
)


def errors_of(body: Path, kind: str) -> list[str]:
    document = view(bundle(body.parts[0]), kind)
    name = _OPERATIONS[body.name.partition(".")[0]]
    operation = next(each for each in operations(document) if each.id == name)
    schema = operation.node["responses"]["200"]["content"]["application/json"]["schema"]
    return schema_errors(document, schema, json.loads((_HERE / body).read_bytes()))


@pytest.mark.parametrize("body", [body for body in _BODIES if _HERE / body not in _LEAVES], ids=str)
def test_a_golden_body_fits_its_bundle(body: Path) -> None:
    assert errors_of(body, "published") == []


@pytest.mark.parametrize("body", [body for body in _BODIES if _HERE / body in _LEAVES], ids=str)
def test_a_body_that_leaves_the_specification_is_found(body: Path) -> None:
    assert errors_of(body, "published") != []


@pytest.mark.parametrize("body", [b for b in _BODIES if ".documented." in b.name], ids=str)
def test_a_documented_body_needs_nothing_that_was_only_observed(body: Path) -> None:
    assert errors_of(body, "fuzz-documented") == []
