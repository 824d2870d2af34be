"""What is wrong with a draft of the ledger is told at once, and before anything is sent."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from ledgerspan.drafts import JournalEntryDraft, JournalLineDraft, LedgerAccountDraft
from ledgerspan.models import JournalEntry, JournalLine, Provider, Ref

TEN = Decimal(10)


def debit(amount: Any = TEN, **given: Any) -> JournalLineDraft:
    return JournalLineDraft(account="5", debit=amount, **given)


def credit(amount: Any = TEN, **given: Any) -> JournalLineDraft:
    return JournalLineDraft(account="1", credit=amount, **given)


def paths(*lines: Any, **given: Any) -> list[str]:
    usual: dict[str, Any] = {"date": date(2026, 3, 5), "currency": "SAR", "lines": lines}
    return [path for path, _ in JournalEntryDraft(**{**usual, **given}).faults()]


def test_an_entry_that_balances_is_fine() -> None:
    assert paths(debit(Decimal(4)), debit(Decimal(6)), credit()) == []


def test_the_day_may_be_left_to_the_provider() -> None:
    assert paths(debit(), credit(), date=None) == []


def test_every_fault_is_told_at_once() -> None:
    found = paths(
        JournalLineDraft(account=""),
        debit(Decimal(-1)),
        date=datetime(2026, 3, 5),  # noqa: DTZ001
        currency="sar",
    )
    assert found == ["date", "currency", "lines[0].account", "lines[0]", "lines[1].debit"]


def test_debits_equal_credits_to_the_last_digit() -> None:
    draft = JournalEntryDraft(
        date=None, currency="SAR", lines=(debit(Decimal("10.00001")), credit())
    )
    assert draft.faults() == (("lines", "debits are 10.00001 and credits 10: they must be equal"),)


@pytest.mark.parametrize("amount", [Decimal(0), Decimal("NaN"), Decimal(10) ** 15, 10, 10.5])
def test_an_amount_is_a_positive_decimal(amount: object) -> None:
    assert paths(debit(amount), credit()) == ["lines[0].debit"]


def test_a_line_debits_or_credits() -> None:
    both = JournalLineDraft(account="5", debit=TEN, credit=TEN)
    assert paths(both, credit()) == ["lines[0]"]


@pytest.mark.parametrize("lines", [(), (debit(),)])
def test_an_entry_has_two_lines(lines: Any) -> None:
    assert paths(*lines)[0] == "lines"


@pytest.mark.parametrize("lines", [None, "ab", [1, 2], ({"account": "5"}, None)])
def test_what_is_no_line_is_refused(lines: object) -> None:
    assert paths(lines=lines) == ["lines"]


def test_all_lines_name_their_amount_in_the_entrys_currency_or_none_does() -> None:
    foreign = debit(currency_debit=Decimal(2))
    assert paths(foreign, credit()) == ["lines"]
    assert paths(foreign, credit(currency_credit=Decimal(2))) == []


def test_an_amount_in_another_currency_stands_on_the_side_of_the_line() -> None:
    assert paths(debit(currency_credit=TEN), credit(currency_credit=TEN)) == [
        "lines[0].currency_credit"
    ]


def test_a_rate_is_positive() -> None:
    assert paths(debit(exchange_rate=Decimal(0)), credit()) == ["lines[0].exchange_rate"]


@pytest.mark.parametrize("name", ["", "  ", None])
def test_an_account_has_a_name(name: Any) -> None:
    draft = LedgerAccountDraft(name=name, side_text="0")
    assert [path for path, _ in draft.faults()] == ["name"]


def entry(*lines: tuple[int, int], debit: int = 10, credit: int = 10, **given: Any) -> JournalEntry:
    usual: dict[str, Any] = {
        "date": date(2026, 3, 5),
        "total_debit": Decimal(debit),
        "total_credit": Decimal(credit),
        "lines": tuple(
            JournalLine(account=Ref(id="1"), debit=Decimal(one), credit=Decimal(other))
            for one, other in lines
        ),
    }
    return JournalEntry(id="7", provider=Provider.DAFTRA, **{**usual, **given})


def rules(record: JournalEntry) -> set[str]:
    return {finding.rule for finding in record.check()}


def test_an_entry_that_adds_up_has_no_findings() -> None:
    assert rules(entry((10, 0), (0, 10))) == set()


def test_totals_and_lines_are_held_against_each_other() -> None:
    assert rules(entry((10, 0), (0, 9), credit=8)) == {
        "total debit equals total credit",
        "debits of the lines equal their credits",
        "credits of the lines add up to the total",
    }


def test_a_line_that_does_both_or_nothing_is_found() -> None:
    assert rules(entry((10, 10), (0, 0))) == {"a line debits or credits"}


def test_an_entry_without_day_and_lines_is_found() -> None:
    assert rules(entry(date=None)) == {"has lines", "has a date"}


def test_amounts_that_were_not_said_are_not_compared() -> None:
    silent = JournalLine(account=Ref(id="1"))
    found = entry(lines=(silent, silent), total_debit=None, total_credit=None)
    assert rules(found) == set()


def test_a_finding_tells_both_amounts() -> None:
    (finding,) = entry((10, 0), (0, 10), debit=9, credit=9, lines=()).check()[:1]
    assert finding.rule == "has lines"
    found = [each for each in entry((10, 0), (0, 10), debit=9).check() if each.expected]
    assert {(each.expected, each.actual) for each in found} == {
        (Decimal(9), Decimal(10)),
        (Decimal(10), Decimal(9)),
    }
