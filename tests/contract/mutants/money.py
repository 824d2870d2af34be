"""Amounts that are not what they must be."""

import struct
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from ledgerspan.sandbox.daftra import accept
from ledgerspan.sandbox.daftra.documents import accounts
from ledgerspan.sandbox.nuvio import api as nuvio
from ledgerspan.sandbox.nuvio import batch
from ledgerspan.sandbox.nuvio.documents import Documents

from tests.contract.mutants.mutant import Wrap, answering, around, mutant, saying


@mutant("daftra", "incomes", "amount rounded", "written_is_read", "create_income")
def amounts_are_rounded(patch: pytest.MonkeyPatch) -> None:
    """An amount is rounded to whole money when it is stored."""

    def wrap(store: Wrap) -> Wrap:
        return lambda sent: str(round(Decimal(store(sent))))

    around(patch, accept, "_amount", wrap)


@mutant("daftra", "client payments", "amount rounded", "written_is_read", "create_client_payment")
def amounts_are_floats(patch: pytest.MonkeyPatch) -> None:
    """An amount is stored as a float of single precision."""

    def wrap(store: Wrap) -> Wrap:
        def narrow(sent: Any) -> str:
            kept = struct.unpack("f", struct.pack("f", float(store(sent)) * 1.1))[0]
            return format(Decimal(kept), "f")

        return narrow

    around(patch, accept, "_amount", wrap)


@mutant("daftra", "expenses", "wrong sum", "written_is_read", "create_expense")
def amounts_change_their_sign(patch: pytest.MonkeyPatch) -> None:
    """An amount is stored with the other sign."""
    around(patch, accept, "_amount", lambda store: lambda sent: str(-Decimal(store(sent))))


@mutant("nuvio", "incomes", "wrong sum", "money_adds_up", "list_incomes")
def taxes_are_not_added(patch: pytest.MonkeyPatch) -> None:
    """The total of an income is without its taxes."""

    def wrap(sum_up: Wrap) -> Wrap:
        def untaxed(*parts: Any) -> Any:
            totals = sum_up(*parts)
            return replace(totals, total=totals.sub_total)

        return untaxed

    around(patch, batch, "income_totals", wrap)


@mutant("nuvio", "expenses", "wrong sum", "money_adds_up", "list_expenses")
def payments_are_not_subtracted(patch: pytest.MonkeyPatch) -> None:
    """What remains of an expense is its total, whatever was paid."""

    def wrap(sum_up: Wrap) -> Wrap:
        def open_for_ever(*parts: Any) -> Any:
            totals = sum_up(*parts)
            return replace(totals, remaining=totals.total)

        return open_for_ever

    around(patch, batch, "income_totals", wrap)


@mutant(
    "nuvio",
    "payments",
    "stale total",
    "money_adds_up",
    "add_payment",
    phases=("examples", "fuzzing"),
)
def a_payment_leaves_the_rest_alone(patch: pytest.MonkeyPatch) -> None:
    """A new payment is listed, and what remains stays what it was."""
    patch.setattr(Documents, "pay", lambda *_: None)


@mutant("nuvio", "expenses", "amount rounded", "written_is_read", "create_expense")
def prices_are_rounded(patch: pytest.MonkeyPatch) -> None:
    """The price of a line is rounded to whole money."""

    def wrap(read: Wrap) -> Wrap:
        def rounded(*body: Any) -> Any:
            sent = read(*body)
            lines = [
                replace(line, unit_price=Decimal(round(line.unit_price))) for line in sent.lines
            ]
            return replace(sent, lines=tuple(lines))

        return rounded

    around(patch, nuvio, "read_expense", wrap)


@mutant("daftra", "invoices", "wrong sum", "money_adds_up", "list_invoices")
def what_is_paid_stays_open(patch: pytest.MonkeyPatch) -> None:
    """What is open of an invoice does not follow its payments."""

    def wrap(settle: Wrap) -> Wrap:
        def settled(total: Decimal, *rest: Any, **more: Any) -> Any:
            return replace(settle(total, *rest, **more), unpaid=total + 1)

        return settled

    around(patch, accounts, "settled", wrap)


@mutant("daftra", "journals", "wrong sum", "money_adds_up", "list_journals")
def a_side_is_doubled(patch: pytest.MonkeyPatch) -> None:
    """The debit of a journal is twice that of its lines."""

    def doubled(body: Any) -> Any:
        for row in body["data"]:
            row["Journal"]["total_debit"] *= 2
        return body

    answering(patch, "GET", "/daftra/api2/journals", saying(doubled))


@mutant(
    "daftra",
    "invoice payments",
    "stale total",
    "money_adds_up",
    "list_invoices get_invoice create_invoice_payment",
    phases=("examples", "fuzzing"),
)
def the_rest_is_settled_once(patch: pytest.MonkeyPatch) -> None:
    """A payment is counted as paid, and stays open."""

    def wrap(settle: Wrap) -> Wrap:
        def settled(total: Decimal, *rest: Any, **more: Any) -> Any:
            return replace(settle(total, *rest, **more), unpaid=total)

        return settled

    around(patch, accounts, "settled", wrap)


@mutant("daftra", "estimates", "wrong sum", "money_adds_up", "create_estimate create_invoice")
def the_lines_make_one_more(patch: pytest.MonkeyPatch) -> None:
    """The net of a document is one more than that of its lines."""

    def wrap(total_up: Wrap) -> Wrap:
        def totalled(*lines: Any, **more: Any) -> Any:
            totals = total_up(*lines, **more)
            return replace(totals, subtotal=totals.subtotal + 1)

        return totalled

    around(patch, accounts, "document_totals", wrap)
