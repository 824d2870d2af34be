"""Normalization is total: any JSON in any member gives an income, and none is lost."""

import json
from typing import Any

import attrs
import pytest
from daftra_client.models import Income as DaftraIncome
from hypothesis import given
from hypothesis import strategies as st
from ledgerspan.daftra import listing as daftra
from ledgerspan.daftra.money import INCOMES as DAFTRA_INCOMES
from ledgerspan.daftra.site import SiteDates
from ledgerspan.models import Income
from ledgerspan.nuvio import listing as nuvio
from ledgerspan.nuvio.money import INCOMES as NUVIO_INCOMES
from nuvio_client.models import EntityRef, IncomeItem, ItemTax, MatchedPayment, ProjectRef, TagRef
from nuvio_client.models import Income as NuvioIncome

from .fakes import FakeAnswer

NUMBERS = ["NaN", "Infinity", "-0", "1e400", "9" * 40, "0.1", "1,000", "٣", "1e999999", "-1e999999"]
DAYS = ["0000-00-00", "2026-03-14", "14/03/2026", "2026-03-14 10:00:00", "99/99/9999", "today"]
WORDS = ["", "0", "1", "true", "paid", "Draft", "شركة النيل", "['a', 'b']", "[", "None"]
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12)
    | st.sampled_from(NUMBERS + DAYS + WORDS)
)


def nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)


anything: st.SearchStrategy[Any] = st.recursive(scalars, nested, max_leaves=6)


def members(model: type) -> list[str]:
    names = getattr(model, "__wire_names__", {})
    return [names.get(each.name, each.name) for each in attrs.fields(model)]


def objects(model: type, **known: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Make records of a model with anything in their members, `known` ones more often right."""
    values = {name: known.get(name, anything) | anything for name in members(model)}
    return st.fixed_dictionaries({}, optional=values) | anything


items = objects(IncomeItem, itemTaxes=st.lists(objects(ItemTax), max_size=2))
daftra_rows = st.fixed_dictionaries({"Income": objects(DaftraIncome)}) | anything
nuvio_rows = objects(
    NuvioIncome,
    items=st.lists(items, max_size=3),
    customer=objects(EntityRef),
    project=objects(ProjectRef),
    tags=st.lists(objects(TagRef), max_size=3),
    matchedPayments=st.lists(objects(MatchedPayment), max_size=3),
)


def from_daftra(content: bytes) -> list[Income]:
    told: list[Any] = []
    dates = SiteDates("DD/MM/YYYY", told.append)
    return daftra.read_page(DAFTRA_INCOMES, FakeAnswer(content), dates, told.append)[0]


def from_nuvio(content: bytes) -> list[Income]:
    return nuvio.read_page(NUVIO_INCOMES, FakeAnswer(content), [].append)


def check(found: list[Income], count: int) -> None:
    """Hold the law: as many incomes as records, and each can be used in every way."""
    assert [type(income) for income in found] == [Income] * count
    for income in found:
        assert isinstance(income.id, str)
        assert hash(income) == hash(income)
        assert json.loads(json.dumps(income.to_dict(), default=str))
        assert all(finding.message for finding in income.check())
        assert isinstance(income.raw, dict)
        assert repr(income).startswith("Income(")


@given(st.lists(daftra_rows, max_size=4), anything)
def test_any_rows_of_daftra_become_incomes(rows: list[Any], block: Any) -> None:
    body = {"code": 200, "result": "successful", "data": rows, "pagination": block}
    check(from_daftra(json.dumps(body).encode()), len(rows))


@given(st.lists(nuvio_rows, max_size=4))
def test_any_records_of_nuvio_become_incomes(rows: list[Any]) -> None:
    body = {"success": True, "errors": None, "data": rows}
    check(from_nuvio(json.dumps(body).encode()), len(rows))


# What a generator of JSON does not write, and a server can.
HOSTILE = [
    b"1e99999999999999999999",
    b"1e999999",
    b"-1e-999999",
    b"9" * 5000,
    b"-" + b"9" * 5000,
    b"0." + b"1" * 5000,
    b'"' + b"9" * 5000 + b'"',
    b'"1e99999999999999999999"',
    b'"sNaN"',
    b'"\\ud800"',
    b'"\\u0000"',
    b"[" * 400 + b"]" * 400,
]


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: value[:24].decode())
@pytest.mark.parametrize("name", members(DaftraIncome))
def test_a_hostile_value_of_daftra_costs_no_record(name: str, value: bytes) -> None:
    row = b'{"Income":{"id":"7","amount":"2.00","%s":%s}}' % (name.encode(), value)
    found = from_daftra(b'{"data":[' + row + b',{"Income":{"id":"8"}}]}')
    check(found, 2)
    assert found[1].id == "8"


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: value[:24].decode())
@pytest.mark.parametrize("name", members(NuvioIncome))
def test_a_hostile_value_of_nuvio_costs_no_record(name: str, value: bytes) -> None:
    row = b'{"id":"a","totalAmount":2,"remainingAmount":1,"%s":%s}' % (name.encode(), value)
    found = from_nuvio(b'{"data":[' + row + b',{"id":"b"}]}')
    check(found, 2)
    assert found[1].id == "b"
