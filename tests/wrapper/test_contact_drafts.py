"""Drafts of contacts and products tell every fault at once, and nobody is asked for it."""

from decimal import Decimal
from typing import Any

import pytest
from ledgerspan import Address, ContactDraft, ContactRole, ProductDraft
from ledgerspan.models import Contact, Provider
from ledgerspan.models.contact_check import is_email


def faults(draft: ContactDraft | ProductDraft) -> list[str]:
    return [fault.path for fault in draft.faults()]


def test_a_name_and_a_role_are_a_contact() -> None:
    assert faults(ContactDraft(name="Nile Paper", role=ContactRole.CUSTOMER)) == []


def test_every_fault_of_a_contact_is_found_at_once() -> None:
    given: dict[str, Any] = {
        "name": " ",
        "role": "friend",
        "kind": "robot",
        "phone": 123,
        "currency": "sar",
        "address": Address(city=7),  # type: ignore[arg-type]
    }
    expected = ["role", "name", "kind", "phone", "currency", "address.city"]
    assert faults(ContactDraft(**given)) == expected


@pytest.mark.parametrize("role", ["unknown", None, 1])
def test_a_contact_is_created_in_a_known_role(role: Any) -> None:
    assert faults(ContactDraft(name="x", role=role)) == ["role"]


def test_an_address_is_no_text() -> None:
    address: Any = "12 Harbour Road"
    draft = ContactDraft(name="x", role=ContactRole.SUPPLIER, address=address)
    assert faults(draft) == ["address"]


def test_every_fault_of_a_product_is_found_at_once() -> None:
    given: dict[str, Any] = {
        "name": "",
        "code": 7,
        "kind": "idea",
        "unit_price": 1.5,
        "buy_price": Decimal(-1),
        "currency": "S",
        "tracks_stock": "yes",
        "taxes": "1",
        "tags": ("a", 7),
    }
    expected = [
        "name", "code", "kind", "unit_price", "buy_price", "currency", "tracks_stock", "taxes",
        "tags[1]",
    ]  # fmt: skip
    assert faults(ProductDraft(**given)) == expected


def test_a_free_product_is_a_product() -> None:
    assert faults(ProductDraft(name="Sample", unit_price=Decimal(0))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a@b", True), ("مبيعات@مثال.example", True), ("null", False), ("a b@c", False), ("@", False)],
)
def test_an_email_address_has_something_on_both_sides(*, text: str, expected: bool) -> None:
    assert is_email(text) is expected


def made(**fields: Any) -> Contact:
    return Contact(id="1", provider=Provider.DAFTRA, **fields)


def test_a_good_contact_has_no_findings() -> None:
    assert made(name="Nile", email="a@b.example", tax_number="٣٠٠").check() == ()


def test_findings_name_what_is_wrong() -> None:
    rules = [finding.rule for finding in made(email="x", tax_number="none").check()]
    assert rules == ["has a name", "the e-mail address is one", "the tax number has digits"]
