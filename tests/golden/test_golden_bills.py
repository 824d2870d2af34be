"""Bills, bill refunds, taxes, tags and projects as providers send them, beside what they mean."""

import pytest
from ledgerspan import Bill, BillRefund, Project, Tag, Tax
from ledgerspan.models import FieldOrigin, Record

from tests.golden.pairs import Body, explained

_BODIES: list[tuple[Body, type[Record]]] = [
    *[(Body("daftra", "bill", variant, "bills"), Bill) for variant in ("observed", "documented")],
    *[(Body("daftra", "bill_list", each, "bills"), Bill) for each in ("observed", "documented")],
    (Body("daftra", "bill_totals", "observed", "bills"), Bill),
    *[
        (Body("daftra", "bill_refund", variant, "bill_refunds"), BillRefund)
        for variant in ("observed", "wrapped", "documented")
    ],
    *[
        (Body(provider, case, variant, f"{case.partition('_')[0]}{plural}"), shape)
        for provider, case, plural, shape in (
            ("daftra", "tax", "es", Tax),
            ("daftra", "tax_list", "es", Tax),
            ("nuvio", "tax_list", "es", Tax),
            ("nuvio", "tag", "s", Tag),
            ("nuvio", "project_list", "s", Project),
        )
        for variant in ("observed", "documented")
    ],
]


@pytest.mark.parametrize(("body", "shape"), _BODIES, ids=str)
def test_a_body_means_exactly_the_expected_records(body: Body, shape: type[Record]) -> None:
    assert body.expected(shape) == body.records()


@pytest.mark.parametrize("body", [body for body, _ in _BODIES], ids=str)
def test_a_record_shows_what_came_untouched(body: Body) -> None:
    assert body.rows == [record.raw for record in body.records()]


@pytest.mark.parametrize("body", [body for body, _ in _BODIES], ids=str)
def test_every_field_that_is_said_explains_itself(body: Body) -> None:
    for record in body.records():
        said, told = explained(record)
        assert said == told


def test_the_tax_of_a_bill_is_computed_and_its_total_was_sent() -> None:
    bill, *_ = Body("daftra", "bill_totals", "observed", "bills").records()
    assert bill.explain("tax_total").origin is FieldOrigin.COMPUTED
    assert bill.explain("total").origin is FieldOrigin.SENT


def test_what_only_purchases_have_stays_in_raw() -> None:
    (bill,) = Body("daftra", "bill", "observed", "bills").records()
    assert bill.raw["PurchaseOrder"]["is_received"] == "1"
