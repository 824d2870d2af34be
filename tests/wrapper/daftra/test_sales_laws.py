"""Whatever the members of a Daftra sales document hold, no record is lost and nothing raises."""

import json
from typing import Any

import pytest
from daftra_client.models import InvoiceItem, Payment, SalesDocument
from hypothesis import given
from hypothesis import strategies as st
from ledgerspan.daftra.listing import read_page
from ledgerspan.daftra.sales import INVOICES
from ledgerspan.daftra.site import SiteDates
from ledgerspan.models import Invoice

from tests.wrapper.daftra.test_sales_records import read
from tests.wrapper.fakes import FakeAnswer
from tests.wrapper.test_normalization_laws import HOSTILE, anything, members, objects

items = objects(InvoiceItem)
documents = objects(
    SalesDocument,
    InvoiceItem=st.lists(items, max_size=3),
    InvoicePayment=st.lists(objects(Payment), max_size=2),
)
rows = st.fixed_dictionaries({"Invoice": documents}) | anything


def check(found: list[Any], count: int) -> None:
    """Hold the law: as many invoices as records, and each can be used in every way."""
    assert [type(invoice) for invoice in found] == [Invoice] * count
    for invoice in found:
        assert hash(invoice) == hash(invoice)
        assert json.loads(json.dumps(invoice.to_dict(), default=str))
        assert all(finding.message for finding in invoice.check())
        assert [invoice.explain(name).field for name in invoice.fields()] == list(invoice.fields())


@given(st.lists(rows, max_size=3))
def test_any_rows_become_invoices(found: list[Any]) -> None:
    check(read(INVOICES, found), len(found))


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: value[:24].decode())
@pytest.mark.parametrize("name", members(SalesDocument))
def test_a_hostile_value_costs_no_record(name: str, value: bytes) -> None:
    row = b'{"Invoice":{"id":"7","summary_total":"2.00","%s":%s}}' % (name.encode(), value)
    content = b'{"data":[' + row + b',{"Invoice":{"id":"8"}}]}'
    told: list[Any] = []
    dates = SiteDates("DD/MM/YYYY", told.append)
    found = read_page(INVOICES, FakeAnswer(content), dates, told.append)[0]
    check(found, 2)
    assert found[1].id == "8"
