"""The arithmetic of Daftra documents: lines, totals, settlement. No server is asked."""

from decimal import Decimal

import pytest
from ledgerspan.sandbox.daftra.documents.lines import FIXED, Levy, line_totals
from ledgerspan.sandbox.daftra.documents.settlement import (
    COMPLETED,
    DRAFT,
    OVERPAID,
    PAID,
    PARTLY_PAID,
    PENDING,
    REFUNDED,
    UNPAID,
    Payment,
    settled,
)
from ledgerspan.sandbox.daftra.documents.totals import document_totals

D = Decimal
VAT = Levy(D(15))
VAT_INSIDE = Levy(D(15), included=True)
SERVICE = Levy(D(5))


def test_a_line_is_quantity_times_price() -> None:
    line = line_totals(D("2.5"), D("10.20"))
    assert (line.net, line.tax) == (D("25.5"), 0)


def test_a_tax_is_added_to_the_price() -> None:
    line = line_totals(D(2), D(100), first=VAT)
    assert (line.net, line.first_tax) == (200, 30)


def test_an_included_tax_is_taken_out_of_the_price() -> None:
    line = line_totals(D(1), D(100), first=VAT_INSIDE)
    assert (line.net, line.first_tax) == (D("86.9565"), D("13.0435"))


def test_the_second_tax_is_stacked_on_the_first() -> None:
    line = line_totals(D(1), D(100), first=VAT, second=SERVICE)
    assert (line.first_tax, line.second_tax) == (15, D("5.75"))


@pytest.mark.parametrize("first", [None, VAT, VAT_INSIDE])
@pytest.mark.parametrize("second", [SERVICE, Levy(D(5), included=True)])
def test_what_a_price_contains_adds_up_to_it(first: Levy | None, second: Levy) -> None:
    line = line_totals(D(3), D("33.33"), first=first, second=second)
    contained = line.net
    contained += line.first_tax if first is not None and first.included else 0
    contained += line.second_tax if second.included else 0
    assert contained == D("99.99")


def test_a_line_discount_is_percent_unless_it_says_money() -> None:
    assert line_totals(D(4), D(50), discount=D(10)).net == 180


def test_a_fixed_line_discount_counts_for_every_unit() -> None:
    line = line_totals(D(4), D(50), discount=D(5), discount_type=FIXED)
    assert (line.discount, line.net) == (20, 180)


def test_the_tax_of_a_document_is_total_less_subtotal() -> None:
    totals = document_totals(
        [line_totals(D(1), D(100), first=VAT), line_totals(D(3), D(10), discount=D(50))],
        shipping=D(7),
    )
    assert (totals.subtotal, totals.discount, totals.total) == (122, 15, 137)
    assert totals.total - totals.subtotal == totals.tax == 15


def test_a_document_discount_shrinks_the_taxes_too() -> None:
    totals = document_totals([line_totals(D(1), D(200), first=VAT)], discount=D(10))
    assert (totals.subtotal, totals.tax, totals.discount) == (180, 27, 20)


def test_a_document_discount_may_be_an_amount() -> None:
    totals = document_totals([line_totals(D(1), D(200), first=VAT)], discount_amount=D(50))
    assert (totals.subtotal, totals.total) == (150, D("172.5"))


def test_a_document_without_lines_comes_to_nothing() -> None:
    assert document_totals([], discount=D(10)).total == 0


@pytest.mark.parametrize(
    ("paid", "status", "unpaid"),
    [("0", UNPAID, 100), ("40", PARTLY_PAID, 60), ("100", PAID, 0), ("130", OVERPAID, 0)],
)
def test_the_payments_decide_the_status(paid: str, status: int, unpaid: int) -> None:
    payments = [Payment(D(paid))] if D(paid) else []
    settlement = settled(D(100), payments, currency="SAR")
    assert (settlement.status, settlement.unpaid) == (status, unpaid)


def test_only_completed_payments_count() -> None:
    payments = [Payment(D(30), PENDING), Payment(D(20), COMPLETED)]
    assert settled(D(100), payments, currency="SAR").paid == 20


def test_a_draft_stays_a_draft_and_its_amount_open() -> None:
    settlement = settled(D(100), [], currency="SAR", draft=True)
    assert (settlement.status, settlement.unpaid) == (DRAFT, 100)


def test_less_than_a_coin_is_no_difference() -> None:
    settlement = settled(D("114.9985"), [Payment(D("115.00"))], currency="SAR")
    assert settlement.status == PAID


def test_a_refund_of_everything_makes_it_refunded() -> None:
    settlement = settled(D(100), [Payment(D(100))], currency="SAR", refund=D(100))
    assert (settlement.status, settlement.refund, settlement.unpaid) == (REFUNDED, 100, 0)


def test_a_credit_note_lowers_what_is_open() -> None:
    settlement = settled(D(100), [], currency="SAR", refund=D(30))
    assert (settlement.status, settlement.unpaid) == (UNPAID, 70)
