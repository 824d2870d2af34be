"""What odd values of journal accounts and journals become; nothing crashes, nothing is guessed."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import attrs
import pytest
from daftra_client.models import Journal, JournalAccount, JournalTransaction
from hypothesis import given
from hypothesis import strategies as st
from ledgerspan.daftra.journal_entries import JOURNAL_ENTRIES
from ledgerspan.daftra.ledger_accounts import LEDGER_ACCOUNTS
from ledgerspan.daftra.listing import read_page
from ledgerspan.daftra.site import SiteDates
from ledgerspan.models import JournalEntry, LedgerAccount, LedgerSide, Record, Ref

from tests.wrapper.fakes import FakeAnswer


def account(**members: Any) -> LedgerAccount:
    (found,) = page(LEDGER_ACCOUNTS, [{"JournalAccount": {"id": "7", **members}}])
    assert isinstance(found, LedgerAccount)
    return found


def entry(**members: Any) -> JournalEntry:
    (found,) = page(JOURNAL_ENTRIES, [{"Journal": {"id": "7", **members}}])
    assert isinstance(found, JournalEntry)
    return found


def line(**members: Any) -> Any:
    (found,) = entry(JournalTransaction=[{"id": "1", **members}]).lines
    return found


def page(kind: Any, rows: Any) -> list[Record]:
    content = json.dumps({"code": 200, "result": "successful", "data": rows}).encode()
    dates = SiteDates("DD/MM/YYYY", [].append)
    found: list[Record] = read_page(kind, FakeAnswer(content), dates, [].append)[0]
    return found


@pytest.mark.parametrize("empty", [None, "", "0", 0, []])
def test_an_account_without_a_category_has_none(empty: object) -> None:
    assert account(journal_cat_id=empty).category is None


@pytest.mark.parametrize("empty", [None, "", []])
def test_an_account_whose_side_is_not_said_has_no_text_of_it(empty: object) -> None:
    found = account(type=empty)
    assert (found.side, found.side_text) == (LedgerSide.UNKNOWN, None)


@pytest.mark.parametrize("code", ["0", "1", "5", "contra"])
def test_the_side_is_never_guessed_and_its_code_is_kept(code: str) -> None:
    found = account(type=code)
    assert (found.side, found.side_text) == (LedgerSide.UNKNOWN, code)


def test_a_role_that_nobody_knows_is_kept() -> None:
    assert account(entity_type="crypto_wallet").role == "crypto_wallet"


@pytest.mark.parametrize(("sent", "active"), [("0", True), ("1", False), (1, False), ("", None)])
def test_disabled_is_the_opposite_of_active(sent: object, active: object) -> None:
    assert account(disabled=sent).is_active is active


@pytest.mark.parametrize("odd", ["NaN", "Infinity", "twelve", {}, [1], True])
def test_a_total_that_is_no_amount_is_none(odd: object) -> None:
    assert account(total_debit=odd).total_debit is None
    assert line(debit=odd).debit is None


def test_the_tail_of_an_amount_is_kept() -> None:
    assert account(total_credit="32149.9957").total_credit == Decimal("32149.9957")


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("2026-05-03 09:20:11", datetime(2026, 5, 3, 9, 20, 11)),  # noqa: DTZ001
        ("2026-05-03T09:20:11", datetime(2026, 5, 3, 9, 20, 11)),  # noqa: DTZ001
        ("0000-00-00 00:00:00", None),
        ("2026-05-03", None),
        ("2026-05-03 09:20Z   ", None),
        ("", None),
        (None, None),
        ([], None),
        (20260503, None),
    ],
)
def test_a_moment_has_no_zone_and_a_day_is_no_moment(sent: object, expected: object) -> None:
    assert account(created=sent).created_at == expected
    assert entry(modified=sent).updated_at == expected


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("2026-05-03", date(2026, 5, 3)),
        ("2026-05-03 00:00:00", date(2026, 5, 3)),
        ("03/05/2026", date(2026, 5, 3)),
        ("0000-00-00", None),
        ("", None),
        (None, None),
        ([], None),
    ],
)
def test_the_day_of_an_entry_is_read_in_every_form(sent: object, expected: object) -> None:
    assert entry(date=sent).date == expected


@pytest.mark.parametrize("empty", [None, [], "", {}])
def test_an_entry_may_have_no_lines(empty: object) -> None:
    assert entry(JournalTransaction=empty).lines == ()


@pytest.mark.parametrize(
    ("kind", "identity", "expected"),
    [
        ("expense", "58", Ref(id="58", name="expense")),
        ("payslip", 3, Ref(id="3", name="payslip")),
        ("expense", "0", Ref(name="expense")),
        ("", "0", None),
        (None, None, None),
    ],
)
def test_an_entry_names_what_it_stands_for(kind: object, identity: object, expected: Any) -> None:
    assert entry(entity_type=kind, entity_id=identity).source == expected


@pytest.mark.parametrize("empty", [None, "", "0"])
def test_a_line_without_an_account_has_none(empty: object) -> None:
    assert line(journal_account_id=empty).account is None


def test_texts_come_through_as_they_were_written() -> None:
    text = "قيد ١٢٣\r\n<b>None</b>"
    assert entry(description=text).description == text
    assert line(description=text).description == text
    assert account(name=text, code="٥٢٠٣").code == "٥٢٠٣"


def test_raw_keeps_what_the_model_has_no_place_for() -> None:
    assert entry(branch_id="3").raw == {"Journal": {"id": "7", "branch_id": "3"}}


scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(["NaN", "1e400", "0000-00-00", "03/05/2026", "[]", "شركة"])
)
anything: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)


def objects(model: type, **known: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    names = getattr(model, "__wire_names__", {})
    members = [names.get(each.name, each.name) for each in attrs.fields(model)]
    return st.fixed_dictionaries(
        {}, optional={name: known.get(name, anything) | anything for name in members}
    )


@given(st.lists(st.fixed_dictionaries({"JournalAccount": objects(JournalAccount)}) | anything))
def test_any_rows_become_accounts_and_none_is_lost(rows: list[Any]) -> None:
    check(page(LEDGER_ACCOUNTS, rows), LedgerAccount, len(rows))


lines = st.lists(objects(JournalTransaction), max_size=2)
journals = st.fixed_dictionaries({"Journal": objects(Journal, JournalTransaction=lines)})


@given(st.lists(journals | anything))
def test_any_rows_become_entries_and_none_is_lost(rows: list[Any]) -> None:
    check(page(JOURNAL_ENTRIES, rows), JournalEntry, len(rows))


def check(found: list[Record], shape: type, count: int) -> None:
    assert [type(record) for record in found] == [shape] * count
    for record in found:
        assert hash(record) == hash(record)
        assert json.loads(json.dumps(record.to_dict()))
        assert all(finding.message for finding in record.check())
