"""Bodies that refer to what exists, as further examples of the spec that is fuzzed.

The examples of the specs refer to nothing, because nothing is known to exist where they are read.
The fuzzer sends every example and varies its members one by one, so an example with references
takes it past the look-ups, which chance seldom does with five of them in one body.
"""

from tooling.fuzz_known import Known
from tooling.openapi import Node, operations

NAME = "known"


def with_known_examples(document: Node, known: Known) -> Node:
    """Put an example before the others wherever a JSON body can refer to something; in place."""
    bodies = known_bodies(known)
    for operation in operations(document):
        value = bodies.get(operation.id)
        if value is not None and "requestBody" in operation.node:
            content = operation.node["requestBody"]["content"]["application/json"]
            content["examples"] = {NAME: {"value": value}, **content.get("examples", {})}
    return document


def known_bodies(known: Known) -> Node:
    """Write the bodies by operationId; empty where nothing is known to refer to."""
    if known.first("clients"):
        return _daftra_bodies(known)
    return _nuvio_bodies(known) if known.values else {}


def _daftra_bodies(known: Known) -> Node:
    client = int(known.first("clients") or 0)
    income = {"amount": "12.345", "date": "2026-03-09", "client_id": client}
    written = {"Income": {**income, "tax1_id": 1, "tax1_included": False}}
    return {"create_income": written, "update_income": written}


def _nuvio_bodies(known: Known) -> Node:
    line = {
        "productId": known.first("products"),
        "quantity": 1.5,
        "unitPrice": 19.99,
        "itemTaxes": known.several("taxes"),
    }
    written = {
        "description": "Refers to what exists",
        "invoiceDate": "2026-03-09",
        "customerId": known.first("customers"),
        "projectCode": known.first("project_codes"),
        "tags": known.several("tags"),
        "items": [line, {"productCode": known.first("product_codes"), "quantity": 2}],
    }
    wanted = {"customerCode": known.first("customer_codes"), "startDate": "2025-01-01"}
    return {
        "create_income": written,
        "update_income": written,
        "list_incomes": {**wanted, "endDate": "2026-06-01"},
    }
