"""Whatever the members of a Daftra bill hold, no record is lost and nothing raises."""

import attrs
import pytest
from daftra_client.models import PurchaseOrder, PurchaseOrderItem
from ledgerspan.models import Bill

from tests.wrapper.daftra.test_bills_records import read


def members(model: type) -> list[str]:
    names = getattr(model, "__wire_names__", {})
    return [names.get(each.name, each.name) for each in attrs.fields(model)]


HOSTILE = [b"1e999999", b"9" * 5000, b'"sNaN"', b'"\\ud800"', b"[1]", b'{"a":[{}]}', b"true"]


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: value[:12].decode())
@pytest.mark.parametrize("name", members(PurchaseOrder))
def test_a_hostile_value_costs_no_bill(name: str, value: bytes) -> None:
    row = b'{"PurchaseOrder":{"id":"7","%s":%s}}' % (name.encode(), value)
    found = read(b'{"data":[' + row + b',{"PurchaseOrder":{"id":"8"}}]}')
    assert [type(bill) for bill in found] == [Bill, Bill]
    assert found[1].id == "8"
    assert found[0].to_dict()["id"] == found[0].id
    assert all(finding.message for finding in found[0].check())


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: value[:12].decode())
@pytest.mark.parametrize("name", members(PurchaseOrderItem))
def test_a_hostile_value_costs_no_line(name: str, value: bytes) -> None:
    item = b'{"id":"7","quantity":"2","%s":%s}' % (name.encode(), value)
    body = b'{"data":[{"PurchaseOrder":{"id":"7","PurchaseOrderItem":[%s,{"id":"8"}]}}]}' % item
    (bill,) = read(body)
    assert len(bill.lines) == 2
    assert bill.lines[1].id == "8"
    assert hash(bill) == hash(bill)
