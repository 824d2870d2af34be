"""Which members of a body refer to another record, and how the fuzzer comes by good ones.

A schema cannot say which clients or projects exist. So a share of the generated references is
drawn from what the service lists, and a reference to none may be refused.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tooling.fuzz_place import Place
from tooling.openapi import Node, Operation, resolved

SHARE = 0.95
"""How often a generated reference is a known one."""
_DAFTRA_V1 = {
    "client_id": "clients",
    "client": "clients",
    "supplier_id": "suppliers",
    "product_id": "products",
    "bundle_product_id": "products",
    "store_id": "stores",
    "raw_store_id": "stores",
    "To_store_id": "stores",
    "staff_id": "staff",
    "sales_person_id": "staff",
    "user_id": "staff",
    "employee_id": "staff",
    "added_by": "staff",
    "managers": "staff",
    "assigned_users": "staff",
    "post_id": "notes",
    "treasury_id": "treasuries",
    "invoice_id": "invoices",
    "estimate_id": "estimates",
    "subscription_id": "invoices",
    "work_order_id": "work_orders",
    "journal_account_id": "journal_accounts",
    "income_account_id": "journal_accounts",
    "journal_cat_id": "journal_cats",
    "purchase_order_id": "purchase_invoices",
    "tax1": "taxes",
    "tax2": "taxes",
    "tax1_id": "taxes",
    "tax2_id": "taxes",
    "shipping_tax_id": "taxes",
}
_DAFTRA_V2 = {
    "credit_type_id": "credit_type",
    "credit_charge_id": "credit_charge",
    "credit_usage_id": "credit_usage",
    "package_id": "package",
    "department_id": "department",
    "asset_type_id": "asset_type",
    "location_id": "asset_location",
    "storage_id": "storage",
    "cost_center_id": "cost_center",
}
_NUVIO = {
    "customerId": "business-entities",
    "supplierId": "business-entities",
    "matchingEntityId": "business-entities",
    "customerCode": "business-entities.entityCode",
    "supplierCode": "business-entities.entityCode",
    "matchingEntityCode": "business-entities.entityCode",
    "projectId": "projects",
    "projectCode": "projects.projectCode",
    "productId": "product-services",
    "productCode": "product-services.code",
    "tags": "tags",
    "tagName": "tags.name",
    "itemTaxes": "taxes",
    "taxes": "taxes",
    "accountId": "accounts",
    "incomeId": "income",
    "invoiceId": "income",
    "expenseId": "expense",
}
# Members that name the record itself where they stand in its own body.
OWN = {
    ("business-entities", "entityCode"),
    ("projects", "projectCode"),
    ("product-services", "productCode"),
}
Target = tuple[Place, str]
"""A kind of record, and the member of it that is referred to."""


def target_of(api: str, member: str) -> Target | None:
    """Say what a member refers to; None when it refers to nothing that is listed."""
    if api == "nuvio":
        name, _, found_by = _NUVIO.get(member, "").partition(".")
        return (Place("nuvio", name), found_by or "id") if name else None
    if member in _DAFTRA_V1:
        return Place("v1", _DAFTRA_V1[member]), "id"
    return (Place("v2", _DAFTRA_V2[member]), "id") if member in _DAFTRA_V2 else None


def sent_references(api: str, place: Place | None, body: Any) -> Iterator[tuple[Target, str]]:
    """Find every reference of a body, each with its value; no id is 0 or empty, no code is null."""
    if isinstance(body, list):
        for each in body:
            yield from sent_references(api, place, each)
    if not isinstance(body, dict):
        return
    for member, value in body.items():
        target = target_of(api, member)
        if target is None or (place is not None and (place.name, member) in OWN):
            yield from sent_references(api, place, value)
            continue
        for one in value if isinstance(value, list) else [value]:
            # 0 in a list of ids is no way to say that there is none: an empty list is.
            may_be_none = target[1] == "id" and not isinstance(value, list)
            nothing = (None, "", 0, "0") if may_be_none else (None,)
            if one not in nothing and not isinstance(one, dict | list | bool):
                yield target, str(one)


def places_of_references(
    api: str, place: Place | None, document: Node, operation: Operation
) -> Iterator[tuple[str, Target]]:
    """Find where the body of an operation refers to something: `body.Invoice.client_id`."""
    body = resolved(document, operation.node.get("requestBody", {}))
    for media in body.get("content", {}).values():
        for path, member, schema in _members(document, media.get("schema", {}), "body"):
            target = target_of(api, member)
            if target is not None and (place is None or (place.name, member) not in OWN):
                yield f"{path}[*]" if _is_list(document, schema) else path, target


def _members(
    document: Node, schema: Node, path: str, seen: frozenset[str] = frozenset()
) -> Iterator[tuple[str, str, Node]]:
    """Yield every member of a schema and of those inside it: its path, its name, its schema."""
    reference = schema.get("$ref")
    if reference in seen:
        return
    seen = seen | {reference} if reference else seen
    schema = resolved(document, schema)
    for keyword in ("allOf", "anyOf", "oneOf"):
        for branch in schema.get(keyword, []):
            yield from _members(document, branch, path, seen)
    if "items" in schema:
        yield from _members(document, schema["items"], f"{path}[*]", seen)
    for member, inner in schema.get("properties", {}).items():
        yield f"{path}.{member}", member, inner
        yield from _members(document, inner, f"{path}.{member}", seen)


def _is_list(document: Node, schema: Node) -> bool:
    schema = resolved(document, schema)
    return "items" in schema or any(
        _is_list(document, branch) for branch in schema.get("anyOf", []) + schema.get("oneOf", [])
    )


def filled(api: str, place: Place | None, value: Any, known: Mapping[Target, list[Any]]) -> Any:
    """Replace every reference in an example by a known one, the second of a list by the next."""
    if isinstance(value, list):
        return [filled(api, place, each, known) for each in value]
    if not isinstance(value, dict):
        return value
    result: dict[str, Any] = {}
    for member, inner in value.items():
        target = target_of(api, member)
        own = place is not None and (place.name, member) in OWN
        if target is None or own or not known.get(target) or inner in (None, "", 0, "0", []):
            result[member] = filled(api, place, inner, known)
        elif isinstance(inner, list):
            result[member] = known[target][: len(inner)]
        else:
            result[member] = known[target][0]
    return result
