"""Accounts and entries of the ledger as Daftra sends them, beside what they mean: golden pairs."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from ledgerspan import Event
from ledgerspan.models import JournalEntry, LedgerAccount, Record

from tests.golden.test_golden import body_of, client_of, told

_HERE = Path(__file__).parent
_SHAPES: dict[str, type[Record]] = {
    "ledger_accounts": LedgerAccount,
    "journal_entries": JournalEntry,
}
_BODIES = [(name, variant) for name in _SHAPES for variant in ("observed", "documented")]


def listed(name: str, variant: str, **options: Any) -> list[Record]:
    with client_of("daftra", body_of("daftra", name, variant), variant, **options) as client:
        found: list[Record] = getattr(client, name).list().to_list()
        return found


@pytest.mark.parametrize(("name", "variant"), _BODIES)
def test_a_body_means_exactly_the_expected_records(name: str, variant: str) -> None:
    said = json.loads((_HERE / "daftra" / f"{name}.expected.json").read_bytes())
    assert [msgspec.convert(each, _SHAPES[name]) for each in said] == listed(name, variant)


@pytest.mark.parametrize("name", _SHAPES)
def test_both_dialects_mean_the_same(name: str) -> None:
    assert listed(name, "documented") == listed(name, "observed")


@pytest.mark.parametrize(("name", "variant"), _BODIES)
def test_raw_shows_what_came_untouched(name: str, variant: str) -> None:
    rows = json.loads(body_of("daftra", name, variant), parse_float=Decimal)["data"]
    assert rows == [record.raw for record in listed(name, variant)]


@pytest.mark.parametrize(("name", "variant"), _BODIES)
def test_every_field_that_is_said_explains_itself(name: str, variant: str) -> None:
    for record in listed(name, variant):
        names = record.fields()
        said = {each for each in names if getattr(record, each) not in (None, (), "unknown")}
        explained = {each for each in names if record.explain(each).origin != "absent"}
        assert said == explained


@pytest.mark.parametrize(("name", "variant"), _BODIES)
def test_shapes_that_are_known_are_no_news(name: str, variant: str) -> None:
    events: list[Event] = []
    listed(name, variant, on_event=events.append)
    assert told(events) == []
