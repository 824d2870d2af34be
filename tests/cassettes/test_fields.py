"""What is masked is decided by what the description says of a value, and by its name."""

from decimal import Decimal
from typing import Any

import pytest
from ledgerspan.cassettes.fields import Fields, Treatment, snake
from ledgerspan.specs.meanings import Descriptions, Meaning
from ledgerspan.specs.operations import find, json_schema

KEEP, MASK, DATE, SECRET = Treatment.KEEP, Treatment.MASK, Treatment.DATE, Treatment.SECRET


def meant(*kinds: str, codes: tuple[Any, ...] = ()) -> Meaning:
    return Meaning(frozenset(kinds), frozenset(codes))


TEXT, UNKNOWN = meant("string"), meant()


@pytest.mark.parametrize(
    ("name", "value", "meaning", "expected"),
    [
        ("business_name", "Amal Nasser", TEXT, MASK),
        ("anything_new", "some words", UNKNOWN, MASK),
        ("email", "a@b.example", TEXT, MASK),
        ("notes", "5", TEXT, MASK),
        ("phone1", "0501234567", TEXT, MASK),
        ("phone", 501234567, UNKNOWN, MASK),
        ("whatsapp", 5, UNKNOWN, MASK),
        ("handle", 501234567, UNKNOWN, MASK),
        ("owner_id", 501234567, UNKNOWN, KEEP),
        ("weight", 50, UNKNOWN, KEEP),
        ("weight", "50", UNKNOWN, KEEP),
        ("vatNumber", "300000000400003", TEXT, MASK),
        ("bn1", "300000000400003", TEXT, MASK),
        ("postal_code", "11564", TEXT, MASK),
        ("map_location", "24.71,46.67", TEXT, MASK),
        ("birth_date", "1988-02-29", meant("date"), DATE),
        ("date", "1988-02-29", meant("date"), KEEP),
        ("date", "29/02/1988", meant("date"), KEEP),
        ("created", "2026-05-04 10:00:00", UNKNOWN, KEEP),
        ("date", "the fifth of May", meant("date"), MASK),
        ("amount", "12.50", meant("number"), KEEP),
        ("amount", Decimal("12.50"), meant("number"), KEEP),
        ("amount", "twelve", meant("number"), MASK),
        ("client_id", "14", meant("integer"), KEEP),
        ("tax_id", "14", meant("integer"), KEEP),
        ("taxId", "00000000-0000-4000-8000-000000000007", TEXT, KEEP),
        ("taxId", "4", TEXT, MASK),
        ("payment_status", "1", meant("enum", codes=(1, "paid")), KEEP),
        ("payment_status", "paid", meant("enum", codes=(1, "paid")), KEEP),
        ("transactionType", "Money In", meant("enum", codes=("Money In",)), KEEP),
        ("paymentStatus", "Partially Paid", TEXT, KEEP),
        ("payment_method", "cash", TEXT, KEEP),
        ("payment_method", "Cash of Amal", TEXT, MASK),
        ("type", "Amal", TEXT, MASK),
        ("date_format", "DD/MM/YYYY", TEXT, KEEP),
        ("currency", "SAR", TEXT, KEEP),
        ("country_code", "SA", TEXT, KEEP),
        ("country", "Saudi Arabia", TEXT, MASK),
        ("invoiceNumber", "INV-42", TEXT, KEEP),
        ("referenceNumber", "7/2026", TEXT, KEEP),
        ("entityCode", "AMAL", TEXT, MASK),
        ("entityCode", "C-001", TEXT, KEEP),
        ("number", "Amal 7", TEXT, MASK),
        ("message", "Record not found", TEXT, KEEP),
        ("message", "Amal Nasser has transactions", TEXT, MASK),
        ("access_token", "abc", TEXT, SECRET),
        ("refreshToken", "abc", UNKNOWN, SECRET),
        ("password", 1234, UNKNOWN, SECRET),
        ("SITE_HASH", "abc", TEXT, SECRET),
        ("client_secret", "abc", meant("password"), SECRET),
        ("api_key_2", "abc", UNKNOWN, SECRET),
        ("token_type", "Bearer", TEXT, KEEP),
        ("name", "", TEXT, KEEP),
        ("name", None, TEXT, KEEP),
        ("is_new", True, UNKNOWN, KEEP),
    ],
)
def test_a_value_is_treated_by_its_meaning_and_its_name(
    name: str, value: Any, meaning: Meaning, expected: Treatment
) -> None:
    assert Fields().treatment(name, value, meaning) is expected


@pytest.mark.parametrize("name", ["code", "client_id", "username"])
def test_what_proves_who_asks_is_secret_where_tokens_are_fetched(name: str) -> None:
    assert Fields().treatment(name, "owner7", TEXT, proving=True) is SECRET
    assert Fields().treatment(name, 401, TEXT, proving=True) is KEEP


@pytest.mark.parametrize(
    ("kinds", "expected"), [(("number",), MASK), (("integer",), KEEP), (("enum", "integer"), KEEP)]
)
def test_amounts_are_masked_on_demand_and_counts_and_ids_never(
    kinds: tuple[str, ...], expected: Treatment
) -> None:
    fields = Fields(amounts=True)
    assert fields.treatment("total", "12.50", meant(*kinds)) is expected
    assert fields.treatment("total", Decimal("12.50"), meant(*kinds)) is expected


def test_members_that_are_to_be_kept_are_known_in_every_spelling() -> None:
    fields = Fields(keep=["businessName"])
    assert fields.kept("business_name")
    assert not fields.kept("name")


def test_names_are_compared_in_one_spelling() -> None:
    names = ("vatNumber", "SITE_HASH", "business_Phone", "X-Api-Key", "postal code")
    assert [snake(name) for name in names] == [
        "vat_number",
        "site_hash",
        "business_phone",
        "x_api_key",
        "postal_code",
    ]


def described(path: str, *members: str) -> Meaning:
    """Return what the description of a Daftra list says of a member of its answer."""
    operation = find("daftra", "GET", path)
    assert operation is not None
    response = operation.response(200)
    assert response is not None
    found = Descriptions.of("daftra", json_schema(response))
    for member in members:
        found = found.item if member == "*" else found.member(member)
    return found.meaning


def test_a_description_is_followed_through_lists_references_and_choices() -> None:
    row = ("data", "*", "Client")
    assert described("/api2/clients", *row, "birth_date").kinds == {"date"}
    assert described("/api2/clients", *row, "business_name").kinds == {"string"}
    assert described("/api2/clients", *row, "id").kinds == {"integer"}
    assert described("/api2/clients", *row, "brand_new").kinds == set()
    assert described("/api2/clients", *row, "gender").codes >= {1, 2}


def test_members_that_are_named_by_a_pattern_are_followed_too() -> None:
    entity = "/v2/api/entity/le_workflow-type-entity-3/7/2"
    name = "le_workflow-type-entity-3_custom_data"
    assert "json" not in described(entity, name, "id").kinds
    assert described(entity, name, "id").kinds == {"integer"}
