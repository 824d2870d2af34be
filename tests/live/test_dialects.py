"""Both dialects of both providers mean the same, resource by resource; and so do list and get.

The documented dialect leaves out what the published documents do not name, so that some fields are
told by the observed one alone: the table says which, and nothing else may differ.
"""

import pickle
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from ledgerspan import FieldOrigin, Record
from ledgerspan.daftra import catalogue as daftra
from ledgerspan.models.record import is_silent, told_differently
from ledgerspan.nuvio import catalogue as nuvio
from ledgerspan.sandbox import Sandbox

from tests.live.both import make

_ACCESSORS = {
    "daftra": [*daftra.KINDS, *daftra.JOINED],
    # Its payments are gathered from documents, and are in no catalogue.
    "nuvio": [*nuvio.KINDS, "payments"],
}
RESOURCES = [(provider, name) for provider, names in _ACCESSORS.items() for name in names]
_SALE = {"due_date"}
_PURCHASE = {"subtotal", "tax_total", "total"}
# The fields that the documents do not name a member for, and that observed answers have.
OBSERVED_ALONE: dict[tuple[str, str], set[str]] = {
    ("daftra", "invoices"): _SALE,
    ("daftra", "estimates"): _SALE,
    ("daftra", "credit_notes"): _SALE,
    ("daftra", "refund_receipts"): _SALE,
    ("daftra", "bills"): _PURCHASE,
    ("daftra", "bill_refunds"): _PURCHASE,
    ("daftra", "accounts"): {"currency"},
}


@pytest.fixture(scope="module")
def boxes() -> Iterator[dict[str, Sandbox]]:
    """Start a sandbox of each dialect, seeded alike."""
    with (
        Sandbox(seed=7, records=20, dialect="observed") as observed,
        Sandbox(seed=7, records=20, dialect="documented") as documented,
    ):
        yield {"observed": observed, "documented": documented}


def which(record: Any) -> dict[str, Any]:
    """Return what tells a record of a joined resource apart from others with its id."""
    match record.provider, type(record).__name__:
        case "daftra", "Contact":
            return {"role": record.role}
        case "daftra", "Payment":
            return {"raw_kind": record.raw_kind}
    return {}


def read(box: Sandbox, provider: str, name: str, way: str) -> list[Record]:
    """Read all records of both companies: from lists, or one by one."""
    found: list[Record] = []
    for company in (0, 1):
        with make(box, provider, "sync", company) as client:
            resource = getattr(client, name)
            listed = resource.list().to_list()
            if way == "get":
                listed = [resource.get(each.id, **which(each)) for each in listed]
            found += listed
    return found


@pytest.fixture(params=["list", "get"])
def way(request: pytest.FixtureRequest) -> str:
    """Run a test for lists and for single reads."""
    return str(request.param)


@pytest.mark.parametrize(("provider", "name"), RESOURCES)
def test_both_dialects_mean_the_same_records(
    boxes: dict[str, Sandbox], provider: str, name: str, way: str
) -> None:
    observed = read(boxes["observed"], provider, name, way)
    documented = read(boxes["documented"], provider, name, way)
    assert observed
    alone = OBSERVED_ALONE.get((provider, name), set())
    for one, other in zip(observed, documented, strict=True):
        differing = {each for each in one.fields() if getattr(one, each) != getattr(other, each)}
        # Lines of single reads: the docs name fewer members of them (no rates, no products).
        assert differing <= ({*alone, "lines"} if way == "get" else alone)
        assert agree(one, other)


def agree(one: Any, other: Any) -> bool:
    """Tell whether two values say the same wherever both say something."""
    if is_silent(one) or is_silent(other):
        return True
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(agree, one, other))
    if isinstance(one, msgspec.Struct):
        names = [name for name in one.__struct_fields__ if not name.startswith("_")]
        return all(agree(getattr(one, name), getattr(other, name)) for name in names)
    return bool(one == other)


@pytest.mark.parametrize(("provider", "name"), sorted(OBSERVED_ALONE))
def test_the_fields_that_observed_answers_have_alone_are_told_there(
    boxes: dict[str, Sandbox], provider: str, name: str
) -> None:
    observed = read(boxes["observed"], provider, name, "list")
    documented = read(boxes["documented"], provider, name, "list")
    alone = {
        each
        for one, other in zip(observed, documented, strict=True)
        for each in one.fields()
        if is_silent(getattr(other, each)) and not is_silent(getattr(one, each))
    }
    assert OBSERVED_ALONE[provider, name] == alone


@pytest.mark.parametrize("dialect", ["observed", "documented"])
@pytest.mark.parametrize(("provider", "name"), RESOURCES)
def test_a_record_read_alone_contradicts_no_row_of_the_list(
    boxes: dict[str, Sandbox], provider: str, name: str, dialect: str
) -> None:
    box = boxes[dialect]
    rows, singles = (read(box, provider, name, way) for way in ("list", "get"))
    assert [()] * len(rows) == [
        told_differently(row, single) for row, single in zip(rows, singles, strict=True)
    ]


@pytest.mark.parametrize("dialect", ["observed", "documented"])
@pytest.mark.parametrize(("provider", "name"), RESOURCES)
def test_every_field_of_every_record_explains_itself(
    boxes: dict[str, Sandbox], provider: str, name: str, way: str, dialect: str
) -> None:
    for record in read(boxes[dialect], provider, name, way):
        said = {
            each
            for each in record.fields()
            if not is_silent(getattr(record, each)) and getattr(record, each) != ""
        }
        told = {each: record.explain(each) for each in record.fields()}
        assert said == {each for each in told if told[each].origin is not FieldOrigin.ABSENT}
        keys = set(keys_of(record.raw))
        for each in said:
            if told[each].origin is FieldOrigin.SENT:
                assert keys & members(told[each].provider_field or ""), (each, told[each])


def keys_of(value: Any) -> Iterator[str]:
    """Give every key in a record."""
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


def members(told: str) -> set[str]:
    """Return the members that an explanation names, the last of a dotted path."""
    names = told.replace(",", " ").replace("…", " ").split()
    return {name.rpartition(".")[2] for name in names}


@pytest.mark.parametrize("dialect", ["observed", "documented"])
@pytest.mark.parametrize(("provider", "name"), RESOURCES)
def test_sound_books_have_no_findings_but_what_was_not_said(
    boxes: dict[str, Sandbox], provider: str, name: str, way: str, dialect: str
) -> None:
    for record in read(boxes[dialect], provider, name, way):
        expected = [
            f"has a {each}"
            for each in ("total", "date")
            if getattr(record, each, record) is None and finds_missing(record)
        ]
        assert expected == [finding.rule for finding in record.check()]


def finds_missing(record: Record) -> bool:
    """Tell whether a kind of record is checked for a day and a total: documents are."""
    return "payment_status" in record.fields()


@pytest.mark.parametrize("dialect", ["observed", "documented"])
@pytest.mark.parametrize(("provider", "name"), RESOURCES)
def test_a_record_is_hashable_and_survives_pickling_with_its_raw(
    boxes: dict[str, Sandbox], provider: str, name: str, dialect: str
) -> None:
    records = read(boxes[dialect], provider, name, "list")
    copies = pickle.loads(pickle.dumps(records))  # noqa: S301  # our own bytes
    assert set(records) == set(copies)
    assert [record.raw for record in records] == [copy.raw for copy in copies]
    assert [[r.explain(f) for f in r.fields()] for r in records] == [
        [c.explain(f) for f in c.fields()] for c in copies
    ]
