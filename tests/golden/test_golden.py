"""Bodies as providers send them, beside the incomes they mean; both written by hand.

`<provider>/<case>.<variant>.json` is an answer to the byte, `<case>.expected.json` what every
variant of it must come out as: the fields that are said, all others None or empty. The records
and names are invented, their shapes are those of the published docs and of observation.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from ledgerspan import Daftra, Event, EventKind, Income, Nuvio

_HERE = Path(__file__).parent
_LISTS = [
    ("daftra", "list", "observed"),
    ("daftra", "list", "documented"),
    ("nuvio", "list", "observed"),
    ("nuvio", "list", "documented"),
    ("daftra", "off_spec", "observed"),
    ("nuvio", "off_spec", "observed"),
]
_SINGLES = [
    ("daftra", "single", "observed"),
    ("daftra", "single", "dashes"),
    ("daftra", "single", "quoted"),
    ("daftra", "single", "documented"),
    ("nuvio", "single", "read"),
    ("nuvio", "single", "written"),
]
_SITE = {"observed": "DD/MM/YYYY", "dashes": "DD-MM-YYYY"}


def body_of(provider: str, case: str, variant: str) -> bytes:
    return (_HERE / provider / f"{case}.{variant}.json").read_bytes()


def expected_of(provider: str, case: str) -> list[Income]:
    said = json.loads((_HERE / provider / f"{case}.expected.json").read_bytes())
    return [msgspec.convert(fields, Income) for fields in said]


def client_of(provider: str, body: bytes, variant: str = "", **options: Any) -> Any:
    """Make a client whose server says nothing but `body`, and the site's date format if asked."""
    site = {"result": "successful", "data": {"Site": {"date_format": _SITE.get(variant)}}}

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/site_info"):
            return httpx.Response(200, json=site)
        return httpx.Response(200, content=body)

    transport = httpx.MockTransport(answer)
    if provider == "daftra":
        return Daftra("acme", api_key="invented-key", transport=transport, **options)
    return Nuvio(token="invented-token", transport=transport, **options)


def listed(provider: str, case: str, variant: str, **options: Any) -> list[Income]:
    with client_of(provider, body_of(provider, case, variant), variant, **options) as client:
        found: list[Income] = client.incomes.list().to_list()
        return found


def read(provider: str, case: str, variant: str) -> Income:
    with client_of(provider, body_of(provider, case, variant), variant) as client:
        income: Income = client.incomes.get("9001")
        return income


def told(events: Sequence[Event]) -> list[tuple[str | None, str | None]]:
    return [(e.path, e.operation) for e in events if e.kind is EventKind.MISMATCH]


def all_records() -> Iterator[tuple[str, Income, Any]]:
    """Give every golden record as it was normalized, beside its place in the decoded body."""
    for provider, case, variant in _LISTS:
        rows = json.loads(body_of(provider, case, variant), parse_float=Decimal)["data"]
        for income, row in zip(listed(provider, case, variant), rows, strict=True):
            yield provider, income, row
    for provider, case, variant in _SINGLES:
        row = json.loads(body_of(provider, case, variant), parse_float=Decimal)["data"]
        yield provider, read(provider, case, variant), row


@pytest.mark.parametrize(("provider", "case", "variant"), _LISTS)
def test_a_listed_body_means_exactly_the_expected_incomes(
    provider: str, case: str, variant: str
) -> None:
    assert expected_of(provider, case) == listed(provider, case, variant)


@pytest.mark.parametrize(("provider", "case", "variant"), _SINGLES)
def test_a_single_body_means_exactly_the_expected_income(
    provider: str, case: str, variant: str
) -> None:
    assert expected_of(provider, case) == [read(provider, case, variant)]


@pytest.mark.parametrize("provider", ["daftra", "nuvio"])
def test_both_dialects_of_a_record_are_equal_incomes(provider: str) -> None:
    observed = listed(provider, "list", "observed")
    assert listed(provider, "list", "documented") == observed


def test_a_daftra_record_is_equal_however_it_was_read() -> None:
    from_list = listed("daftra", "list", "observed")[0]
    ways = {read("daftra", "single", variant) for variant in ("observed", "dashes", "documented")}
    assert {from_list} == ways


def test_a_golden_record_shows_what_came_untouched() -> None:
    for _, income, row in all_records():
        assert (row if isinstance(row, dict) else {"": row}) == income.raw


def test_every_field_of_a_golden_record_explains_itself() -> None:
    for provider, income, _ in all_records():
        said = {
            name for name in Income.fields() if getattr(income, name) not in (None, (), "unknown")
        }
        explained = {name for name in Income.fields() if income.explain(name).origin != "absent"}
        assert said == explained, provider


def test_records_that_leave_their_description_are_told_by_path() -> None:
    events: list[Event] = []
    listed("daftra", "off_spec", "observed", on_event=events.append)
    listed("nuvio", "off_spec", "observed", on_event=events.append)
    assert sorted(told(events)) == [
        ("$.data[1].Income.amount", "incomes"),
        ("$.data[1].Income.category", "incomes"),
        ("$.data[1].customer", "incomes"),
        ("$.data[1].items[0].quantity", "incomes"),
        ("$.data[1].totalAmount", "incomes"),
        ("$.data[2]", "incomes"),
        ("$.data[2]", "incomes"),
    ]


@pytest.mark.parametrize(("provider", "case", "variant"), [*_LISTS[:4], *_SINGLES])
def test_shapes_that_are_known_are_no_news(provider: str, case: str, variant: str) -> None:
    events: list[Event] = []
    client = client_of(provider, body_of(provider, case, variant), variant, on_event=events.append)
    with client:
        if case == "list":
            client.incomes.list().to_list()
        else:
            client.incomes.get("9001")
    assert told(events) == []


def test_a_mismatch_is_told_once_though_the_site_format_had_to_be_fetched_first() -> None:
    body = b"""{"result":"successful","code":200,"data":[
        {"Income":{"id":"1","amount":"twelve","date":"05/03/2026"}}]}"""
    events: list[Event] = []
    with client_of("daftra", body, "observed", on_event=events.append) as daftra:
        income = daftra.incomes.list().first()
    assert income is not None
    assert date(2026, 3, 5) == income.date
    assert told(events) == [("$.data[0].Income.amount", "incomes")]


def test_a_date_that_is_none_in_the_sites_format_is_told_and_left_open() -> None:
    body = (
        b"""{"result":"successful","code":200,"data":[{"Income":{"id":"1","date":"31/02/2026"}}]}"""
    )
    events: list[Event] = []
    with client_of("daftra", body, "observed", on_event=events.append) as daftra:
        income = daftra.incomes.list().first()
    assert income is not None
    assert income.date is None
    assert told(events) == [("$.date", "incomes")]
