"""Daftra's clients and suppliers become the common Contact, whichever way they are written."""

import pickle
from datetime import datetime
from typing import Any

import pytest
from ledgerspan.daftra.contacts import CLIENTS, SUPPLIERS
from ledgerspan.daftra.listing import read_page
from ledgerspan.daftra.site import SiteDates
from ledgerspan.models import Address, Contact, ContactKind, ContactRole, FieldOrigin

from tests.wrapper.fakes import says


def read(kind: Any, key: str, fields: dict[str, object]) -> tuple[Contact, list[str]]:
    """Normalize one row; return it and the paths of what does not fit."""
    told: list[Any] = []
    body = {"result": "successful", "data": [{key: {"id": "7", **fields}}]}
    (found,), _ = read_page(kind, says(body), SiteDates(None, told.append), told.append)
    return found, [mismatch.path for mismatch in told]


def client(**fields: object) -> Contact:
    return read(CLIENTS, "Client", fields)[0]


def supplier(**fields: object) -> Contact:
    return read(SUPPLIERS, "Supplier", fields)[0]


TEXTS = [
    ("client_number", "code"),
    ("business_name", "name"),
    ("first_name", "first_name"),
    ("last_name", "last_name"),
    ("email", "email"),
    ("phone1", "phone"),
    ("phone2", "mobile"),
    ("bn1", "tax_number"),
    ("default_currency_code", "currency"),
    ("category", "category"),
    ("notes", "description"),
]


@pytest.mark.parametrize(("theirs", "ours"), TEXTS)
def test_a_text_arrives_as_it_is(theirs: str, ours: str) -> None:
    assert getattr(client(**{theirs: "٠١٢ \r\n<b>x</b>"}), ours) == "٠١٢ \r\n<b>x</b>"


@pytest.mark.parametrize("empty", [None, ""])
@pytest.mark.parametrize(("theirs", "ours"), TEXTS)
def test_an_empty_text_was_not_said(theirs: str, ours: str, empty: object) -> None:
    assert getattr(client(**{theirs: empty}), ours) is None


@pytest.mark.parametrize("wrong", [12, 1.5, True, ["x"], {"x": 1}])
@pytest.mark.parametrize(("theirs", "ours"), TEXTS)
def test_what_is_no_text_is_told_and_left_to_raw(theirs: str, ours: str, wrong: object) -> None:
    found, told = read(CLIENTS, "Client", {theirs: wrong})
    assert getattr(found, ours) is None
    assert told == [f"$.data[0].Client.{theirs}"]
    assert str(found.raw["Client"][theirs]) == str(wrong)


@pytest.mark.parametrize("empty", [None, "", "0000-00-00", "0000-00-00 00:00:00", []])
@pytest.mark.parametrize(
    ("theirs", "ours"), [("created", "created_at"), ("modified", "updated_at")]
)
def test_every_kind_of_no_moment_is_none(theirs: str, ours: str, empty: object) -> None:
    assert getattr(client(**{theirs: empty}), ours) is None


def test_a_moment_has_no_zone() -> None:
    assert client(created="2026-03-01 08:15:09").created_at == datetime(2026, 3, 1, 8, 15, 9)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("suspended", "active"),
    [
        *[("0", True), (0, True), (False, True), ("1", False), (1, False), (True, False)],
        *[(None, None), ("", None), ([], None)],
    ],
)
def test_who_is_not_suspended_is_active(*, suspended: object, active: bool | None) -> None:
    assert client(suspend=suspended).is_active is active


@pytest.mark.parametrize(
    ("code", "kind", "text"),
    [
        ("2", ContactKind.INDIVIDUAL, "2"),
        (2, ContactKind.INDIVIDUAL, "2"),
        ("3", ContactKind.BUSINESS, "3"),
        ("9", ContactKind.UNKNOWN, "9"),
        ("0", ContactKind.UNKNOWN, None),
        ("", ContactKind.UNKNOWN, None),
        (None, ContactKind.UNKNOWN, None),
    ],
)
def test_the_kind_is_known_or_kept_as_text(code: object, kind: ContactKind, text: object) -> None:
    assert (client(type=code).kind, client(type=code).kind_text) == (kind, text)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Nile Paper", "Salma", "Nour"), "Nile Paper"),
        (("", "Salma", "Nour"), "Salma Nour"),
        ((None, "Salma", ""), "Salma"),
        (("", None, "Nour"), "Nour"),
        (("", "", ""), None),
    ],
)
def test_a_name_is_the_business_name_or_else_that_of_the_person(
    names: tuple[str | None, ...], expected: str | None
) -> None:
    business, first, last = names
    found = client(business_name=business, first_name=first, last_name=last)
    assert found.name == expected


@pytest.mark.parametrize("make", [client, supplier])
def test_a_joined_name_is_said_to_be_computed(make: Any) -> None:
    origins = [
        make(first_name="Salma", business_name=business).explain("name").origin
        for business in ("Nile Paper", "")
    ]
    assert origins == [FieldOrigin.SENT, FieldOrigin.COMPUTED]


def test_a_joined_name_shows_its_own_record() -> None:
    body = {"data": [{"Client": {"id": n, "first_name": f"n{n}"}} for n in (1, 2)]}
    found, _ = read_page(CLIENTS, says(body), SiteDates(None, print))
    assert [each.raw["Client"]["first_name"] for each in found] == ["n1", "n2"]


@pytest.mark.parametrize(
    ("number", "code"),
    [("42", "42"), (42, "42"), ("007", "007"), (0, "0"), ("", None), (None, None)],
)
def test_the_number_of_a_supplier_keeps_its_spelling(number: object, code: str | None) -> None:
    assert supplier(supplier_number=number).code == code


def test_an_address_without_anything_in_it_is_none() -> None:
    assert client(address1="", city=None, country_code="").address is None
    assert client(city="جدة").address == Address(city="جدة")


def test_a_second_address_stays_in_raw() -> None:
    found = client(city="Riyadh", secondary_city="Jeddah", active_secondary_address="1")
    assert found.address == Address(city="Riyadh")
    assert found.raw["Client"]["secondary_city"] == "Jeddah"


def test_the_role_is_told_by_the_list_it_is_in() -> None:
    roles = [(each.role, each.raw_kind) for each in (client(), supplier())]
    assert roles == [(ContactRole.CUSTOMER, "clients"), (ContactRole.SUPPLIER, "suppliers")]


@pytest.mark.parametrize("row", [None, [], {}, {"Client": None}, {"Client": []}, "text"])
def test_a_row_without_a_record_still_counts(row: object) -> None:
    body = {"result": "successful", "data": [{"Client": {"id": "7"}}, row]}
    found, _ = read_page(CLIENTS, says(body), SiteDates(None, print))
    assert [each.id for each in found] == ["7", ""]


def test_leftovers_of_other_integrations_pass_through_and_are_found() -> None:
    found = client(business_name="string", email="null", bn1="None")
    assert (found.name, found.email, found.tax_number) == ("string", "null", "None")
    rules = [finding.rule for finding in found.check()]
    assert rules == ["the e-mail address is one", "the tax number has digits"]


def test_a_contact_with_a_joined_name_is_pickled_with_its_explanation() -> None:
    copy = pickle.loads(pickle.dumps(client(first_name="Salma")))  # noqa: S301
    assert (copy.name, copy.explain("name").origin) == ("Salma", FieldOrigin.COMPUTED)
    assert copy.raw["Client"]["first_name"] == "Salma"


@pytest.mark.parametrize(
    ("make", "code", "category"),
    [(client, "client_number", "category"), (supplier, "supplier_number", None)],
)
def test_a_joined_name_changes_nothing_of_what_the_other_fields_come_from(
    make: Any, code: str, category: str | None
) -> None:
    found = make(first_name="Salma")
    told = [found.explain(field).provider_field for field in ("code", "category")]
    assert told == [code, category]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("address1", "line1"),
        ("address2", "line2"),
        ("city", "city"),
        ("state", "state"),
        ("postal_code", "postal_code"),
        ("country_code", "country"),
    ],
)
def test_any_one_part_makes_an_address(theirs: str, ours: str) -> None:
    assert client(**{theirs: "SA"}).address == Address(**{ours: "SA"})
