"""Nuvio's business entities and products become the common Contact and Product."""

from typing import Any

import pytest
from ledgerspan.errors import UnexpectedResponseError
from ledgerspan.models import Address, Contact, ContactRole, Product, Ref
from ledgerspan.nuvio.contacts import CONTACTS
from ledgerspan.nuvio.listing import read_page
from ledgerspan.nuvio.products import PRODUCTS

from tests.wrapper.fakes import says


def read(kind: Any, fields: dict[str, object]) -> tuple[Any, list[str]]:
    """Normalize one record; return it and the paths of what does not fit."""
    told: list[Any] = []
    body = {"success": True, "errors": None, "data": [{"id": "u-1", **fields}]}
    (found,) = read_page(kind, says(body), told.append)
    return found, [mismatch.path for mismatch in told]


def contact(**fields: object) -> Contact:
    found: Contact = read(CONTACTS, fields)[0]
    return found


def product(**fields: object) -> Product:
    found: Product = read(PRODUCTS, fields)[0]
    return found


@pytest.mark.parametrize(
    ("customer", "supplier", "role"),
    [
        (True, True, ContactRole.BOTH),
        (True, False, ContactRole.CUSTOMER),
        (True, None, ContactRole.CUSTOMER),
        (False, True, ContactRole.SUPPLIER),
        (False, False, ContactRole.UNKNOWN),
        (None, None, ContactRole.UNKNOWN),
    ],
)
def test_the_flags_make_the_role(customer: object, supplier: object, role: ContactRole) -> None:
    assert contact(isCustomer=customer, isSupplier=supplier).role == role


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("entityCode", "code"),
        ("name", "name"),
        ("legalName", "legal_name"),
        ("vatNumber", "tax_number"),
        ("taxOffice", "tax_office"),
        ("email", "email"),
        ("phone", "phone"),
        ("iban", "iban"),
    ],
)
def test_a_text_arrives_as_it_is_and_an_empty_one_was_not_said(theirs: str, ours: str) -> None:
    read_back = [getattr(contact(**{theirs: text}), ours) for text in ("٠١٢ x", "", None)]
    assert read_back == ["٠١٢ x", None, None]


@pytest.mark.parametrize("wrong", [12, True, ["x"], {"x": 1}])
def test_what_is_no_text_is_told_and_no_record_is_lost(wrong: object) -> None:
    found, told = read(CONTACTS, {"name": wrong, "phone": "1"})
    assert (found.name, found.phone, told) == (None, "1", ["$.data[0].name"])


def test_an_address_without_anything_in_it_is_none() -> None:
    assert contact(address="", city=None).address is None
    expected = Address(line1="1 Example Street", district="Old Harbour")
    assert contact(address="1 Example Street", district="Old Harbour").address == expected


@pytest.mark.parametrize("empty", [None, []])
def test_a_product_without_taxes_has_none(empty: object) -> None:
    assert product(taxes=empty).taxes == ()


def test_a_product_knows_its_taxes_by_id_and_name() -> None:
    found = product(code="D-1", taxes=[{"taxId": "t-1", "taxName": "VAT"}, {"taxId": "t-2"}])
    assert found.taxes == (Ref(id="t-1", name="VAT"), Ref(id="t-2"))
    assert found.code == "D-1"


@pytest.mark.parametrize("wrong", ["x", {"taxId": "t-1"}, 3])
def test_taxes_that_are_no_list_are_told(wrong: object) -> None:
    found, told = read(PRODUCTS, {"taxes": wrong})
    assert (found.taxes, told) == ((), ["$.data[0].taxes"])


def test_a_list_that_is_none_is_told_with_the_request_that_it_answers() -> None:
    with pytest.raises(UnexpectedResponseError, match="GET /v1/business-entities"):
        read_page(CONTACTS, says({"success": True, "errors": None, "data": {"id": "u-1"}}))


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("address", "line1"),
        ("district", "district"),
        ("city", "city"),
        ("state", "state"),
        ("postalCode", "postal_code"),
        ("country", "country"),
    ],
)
def test_any_one_part_makes_an_address(theirs: str, ours: str) -> None:
    assert contact(**{theirs: "x"}).address == Address(**{ours: "x"})


@pytest.mark.parametrize("empty", [None, ""])
@pytest.mark.parametrize("kind", [CONTACTS, PRODUCTS], ids=["contacts", "products"])
def test_a_record_without_an_id_still_counts(kind: Any, empty: object) -> None:
    assert read(kind, {"id": empty})[0].id == ""
