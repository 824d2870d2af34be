"""`coverage()` says what the mapping tables say, for every field of every resource."""

from types import SimpleNamespace
from typing import Any

import pytest
from ledgerspan import models
from ledgerspan.daftra import catalogue as daftra_catalogue
from ledgerspan.field_coverage import RECORDS, FieldCoverage, coverage, resource_coverage
from ledgerspan.ledger import Ledger
from ledgerspan.models import FieldOrigin, Provider, Source
from ledgerspan.nuvio import catalogue as nuvio_catalogue
from ledgerspan.sandbox import Sandbox


def missing(provider: Provider) -> Any:
    return (daftra_catalogue if provider is Provider.DAFTRA else nuvio_catalogue).MISSING


def places() -> list[tuple[Provider, str]]:
    """Return the resources, those that a provider does not have too."""
    return [(provider, resource) for provider in Provider for resource in RECORDS]


def of_field(rows: tuple[FieldCoverage, ...], field: str) -> FieldCoverage:
    (found,) = (row for row in rows if row.field == field)
    return found


def test_every_resource_of_a_ledger_is_covered() -> None:
    accessors = {name for name in vars(Ledger) if isinstance(vars(Ledger)[name], property)}
    assert set(RECORDS) == accessors


@pytest.mark.parametrize(("provider", "resource"), places())
def test_every_field_of_the_record_is_there_in_its_order(provider: Provider, resource: str) -> None:
    fields = getattr(models, RECORDS[resource]).fields()
    rows = resource_coverage(provider, resource)
    for part in dict.fromkeys(row.part for row in rows):
        told = tuple(row.field for row in rows if row.part == part)
        assert told[: len(fields)] == fields
        # What is behind can only be written.
        assert all(row.writable for row in rows if row.field not in fields)


@pytest.mark.parametrize(("provider", "resource"), places())
def test_a_field_says_the_same_as_a_record_explains(provider: Provider, resource: str) -> None:
    if resource in missing(provider):
        assert {row.instead for row in resource_coverage(provider, resource)} == {
            missing(provider)[resource]
        }
        return
    with Sandbox(seed=7, records=20) as box:
        client: Any = box.daftra() if provider is Provider.DAFTRA else box.nuvio()
        rows = {(row.part, row.field): row for row in resource_coverage(provider, resource)}
        parts = {part for part, _ in rows}
        for record in getattr(client, resource).list():
            for field in record.fields():
                told = record.explain(field)
                said = {rows[part, field].origin for part in parts}
                if told.origin is not FieldOrigin.ABSENT:
                    # A value that is only computed where nothing was sent may have been sent.
                    assert {told.origin, FieldOrigin.COMPUTED} & said, (field, told)
        client.close()


def test_a_field_tells_its_member_its_note_and_whether_it_can_be_written() -> None:
    rows = resource_coverage(Provider.DAFTRA, "incomes")
    currency, total = of_field(rows, "currency"), of_field(rows, "total")
    assert currency == FieldCoverage(
        provider=Provider.DAFTRA,
        resource="incomes",
        field="currency",
        origin=FieldOrigin.SENT,
        writable=True,
        provider_field="currency_code",
    )
    assert (total.origin, total.writable) == (FieldOrigin.COMPUTED, False)
    assert total.note == "amount plus taxes on top"


def test_a_field_that_a_provider_has_not_is_absent() -> None:
    tags = of_field(resource_coverage(Provider.DAFTRA, "incomes"), "tags")
    assert (tags.origin, tags.writable, tags.provider_field) == (FieldOrigin.ABSENT, False, None)


def test_what_can_only_be_written_comes_last() -> None:
    rows = resource_coverage(Provider.DAFTRA, "incomes")
    assert [row.field for row in rows[-3:]] == ["amount", "vendor", "tax_inclusive"]
    assert {row.origin for row in rows[-3:]} == {FieldOrigin.ABSENT}


def test_a_resource_that_a_provider_lacks_says_what_to_use_instead() -> None:
    for row in resource_coverage(Provider.NUVIO, "invoices"):
        assert row.instead == "an income is its invoice: use incomes"
        assert (row.origin, row.writable) == (FieldOrigin.ABSENT, False)


def test_kinds_that_are_kept_apart_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = {
        "customer": SimpleNamespace(fields={"name": Source("business_name")}, writable=("name",)),
        "supplier": SimpleNamespace(fields={}, writable=()),
    }
    monkeypatch.setattr(daftra_catalogue, "JOINED", {"contacts": {part: part for part in kinds}})
    monkeypatch.setattr(daftra_catalogue, "kind_at", kinds.__getitem__)
    rows = resource_coverage(Provider.DAFTRA, "contacts")
    assert [(row.part, row.origin, row.writable) for row in rows if row.field == "name"] == [
        ("customer", FieldOrigin.SENT, True),
        ("supplier", FieldOrigin.ABSENT, False),
    ]


def test_a_resource_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(ValueError, match="'income' is no resource; there are: incomes, expenses"):
        resource_coverage(Provider.DAFTRA, "income")


def test_the_whole_goes_through_all_resources_of_both_providers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    built = [(place.provider, place.resource) for place in _whole(monkeypatch)]
    assert list(dict.fromkeys(built)) == [
        (provider, resource) for resource in ("incomes", "invoices") for provider in Provider
    ]


def _whole(monkeypatch: pytest.MonkeyPatch) -> tuple[FieldCoverage, ...]:
    kind = SimpleNamespace(fields={}, writable=())
    for catalogue in (daftra_catalogue, nuvio_catalogue):
        monkeypatch.setattr(catalogue, "kind_at", lambda _: kind)
    monkeypatch.setattr(
        "ledgerspan.field_coverage.RECORDS",
        {name: RECORDS[name] for name in ("incomes", "invoices")},
    )
    return coverage()
