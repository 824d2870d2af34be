"""Contacts and products as providers send them, beside what they mean: golden pairs."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from ledgerspan import Contact, ContactRole, Event, Product
from ledgerspan.models import FieldOrigin, Record

from tests.golden.test_golden import client_of, told

_HERE = Path(__file__).parent
_LISTS = [
    ("daftra", "clients", "observed"),
    ("daftra", "clients", "documented"),
    ("daftra", "products", "observed"),
    ("daftra", "products", "documented"),
    ("nuvio", "entities", "observed"),
    ("nuvio", "entities", "documented"),
    ("nuvio", "goods", "observed"),
    ("nuvio", "goods", "documented"),
]
_SINGLES = [
    ("daftra", "client", "observed"),
    ("daftra", "client", "documented"),
    ("daftra", "supplier", "observed"),
    ("daftra", "supplier", "documented"),
    ("nuvio", "entity", "read"),
    ("nuvio", "entity", "written"),
]


def shape_of(case: str) -> type[Record]:
    return Product if case in ("products", "goods") else Contact


def body_of(provider: str, case: str, variant: str) -> bytes:
    return (_HERE / provider / f"{case}.{variant}.json").read_bytes()


def expected_of(provider: str, case: str) -> list[Record]:
    said = json.loads((_HERE / provider / f"{case}.expected.json").read_bytes())
    return [msgspec.convert(fields, shape_of(case)) for fields in said]


def read(provider: str, case: str, variant: str, **options: Any) -> list[Record]:
    """Read a golden body through a client: a list, or one record."""
    with client_of(provider, body_of(provider, case, variant), variant, **options) as client:
        if shape_of(case) is Product:
            return list(client.products.list())
        if case == "clients":
            return list(client.contacts.list(role=ContactRole.CUSTOMER))
        if case == "entities":
            return list(client.contacts.list())
        role = ContactRole.SUPPLIER if case == "supplier" else ContactRole.CUSTOMER
        return [client.contacts.get("21", role=role)]


@pytest.mark.parametrize(("provider", "case", "variant"), [*_LISTS, *_SINGLES])
def test_a_body_means_exactly_the_expected_records(provider: str, case: str, variant: str) -> None:
    assert expected_of(provider, case) == read(provider, case, variant)


@pytest.mark.parametrize(("provider", "case", "variant"), [*_LISTS, *_SINGLES])
def test_what_came_is_shown_untouched(provider: str, case: str, variant: str) -> None:
    data = json.loads(body_of(provider, case, variant), parse_float=Decimal)["data"]
    rows = data if isinstance(data, list) else [data]
    assert [record.raw for record in read(provider, case, variant)] == rows


@pytest.mark.parametrize(("provider", "case", "variant"), [*_LISTS, *_SINGLES])
def test_every_field_that_is_said_explains_itself(provider: str, case: str, variant: str) -> None:
    for record in read(provider, case, variant):
        said = {
            name
            for name in type(record).fields()
            if getattr(record, name) not in (None, (), "unknown")
        }
        explained = {
            name
            for name in type(record).fields()
            if record.explain(name).origin is not FieldOrigin.ABSENT
        }
        assert said == explained


@pytest.mark.parametrize(("provider", "case", "variant"), [*_LISTS, *_SINGLES])
def test_shapes_that_are_known_are_no_news(provider: str, case: str, variant: str) -> None:
    events: list[Event] = []
    read(provider, case, variant, on_event=events.append)
    assert told(events) == []


def test_a_name_says_whether_it_was_sent_or_joined() -> None:
    firm, person, _ = read("daftra", "clients", "observed")
    assert firm.explain("name").origin is FieldOrigin.SENT
    assert firm.explain("name").provider_field == "business_name"
    assert person.explain("name").origin is FieldOrigin.COMPUTED
    assert person.explain("name").provider_field == "first_name, last_name"
