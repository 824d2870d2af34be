"""Members of a wrong type: refused by name with every other fault, and nothing is sent."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgerspan import (
    ConfigurationError,
    Direction,
    DraftError,
    ExpenseDraft,
    IncomeDraft,
    InvoiceDraft,
    LedgerspanError,
    LineDraft,
    PaymentDraft,
    Ref,
    TaxAmount,
    TransactionDraft,
    UnsupportedOperationError,
)
from ledgerspan.models import Address
from ledgerspan.sandbox import Sandbox

from tests.live.both import asked
from tests.live.drafts import plain_draft
from tests.live.every_draft import PLACES, Place, drafted
from tests.live.test_every_write import everywhere, where_it_changes

RECORDS = 6


class Odd:
    """Be nothing that any member could be."""


# What no member of any draft is.
STRANGE = st.one_of(
    st.floats(), st.binary(), st.complex_numbers(), st.dictionaries(st.text(), st.integers()),
    st.frozensets(st.text()), st.builds(Odd), st.just(Odd), st.just(range(3)), st.integers(2),
)  # fmt: skip
DECIMALS = st.decimals(allow_nan=True, allow_infinity=True)
TEXTS = st.text(st.characters(codec=None), max_size=6)
INNER = st.one_of(STRANGE, TEXTS, DECIMALS, st.none(), st.booleans(), st.dates(), st.datetimes())
# What some members are, and others not: with members of their own that may be anything.
PARTS = st.one_of(
    st.builds(LineDraft, quantity=INNER, unit_price=INNER, product=INNER, taxes=INNER, item=INNER),
    st.builds(TaxAmount, tax=st.one_of(INNER, st.builds(Ref, id=INNER)), rate=INNER),
    st.builds(Address, line1=INNER, city=INNER),
)
ANYTHING = st.one_of(INNER, PARTS, st.lists(st.one_of(INNER, PARTS), max_size=2).map(tuple))


@pytest.fixture(scope="module")
def started() -> Iterator[Sandbox]:
    """Start one sandbox: no test writes to it."""
    with Sandbox(seed=7, records=RECORDS) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def drafts(started: Sandbox) -> dict[Place, Any]:
    """Draft one for each place."""
    found = {}
    for place in PLACES:
        started.reset()
        found[place] = drafted(started, place)
    return found


@pytest.fixture
def box(started: Sandbox) -> Sandbox:
    """Give the sandbox with an empty request log."""
    started.requests.clear()
    return started


def client_of(box: Sandbox, place: Place) -> Any:
    """Open a client of the place's provider."""
    return box.daftra() if place.provider == "daftra" else box.nuvio()


def paths(error: DraftError) -> set[str]:
    """Return what the faults of a draft are about."""
    return {fault.path for fault in error.field_errors}


@everywhere
def test_a_member_of_a_strange_type_is_refused_by_its_name(
    box: Sandbox, drafts: dict[Place, Any], place: Place
) -> None:
    draft = drafts[place]
    members = st.sampled_from(draft.__struct_fields__)

    with client_of(box, place) as client:

        @settings(max_examples=20, deadline=None)
        @given(st.dictionaries(members, STRANGE, min_size=1, max_size=3))
        def holds(wrong: dict[str, Any]) -> None:
            with pytest.raises(DraftError) as caught:
                getattr(client, place.accessor).create(msgspec.structs.replace(draft, **wrong))
            assert paths(caught.value) >= wrong.keys()

        holds()
    assert asked(box) == []


@everywhere
def test_whatever_a_member_is_only_our_own_errors_come_out(
    box: Sandbox, drafts: dict[Place, Any], place: Place
) -> None:
    draft = drafts[place]
    members = st.sampled_from(draft.__struct_fields__)

    with client_of(box, place) as client:

        @settings(max_examples=40, deadline=None)
        @given(st.dictionaries(members, ANYTHING, min_size=1, max_size=3))
        def holds(given: dict[str, Any]) -> None:
            resource = getattr(client, place.accessor)
            try:
                resource.create(msgspec.structs.replace(draft, **given), dry_run=True)
            except LedgerspanError:
                return

        holds()


@where_it_changes
def test_whatever_a_change_is_only_our_own_errors_come_out_before_anything_is_read(
    box: Sandbox, drafts: dict[Place, Any], place: Place
) -> None:
    draft = drafts[place]
    members = st.sampled_from(draft.__struct_fields__)

    with client_of(box, place) as client:
        resource = getattr(client, place.accessor)
        record = resource.list().first()
        if place.part:
            kinds = {"customer": "clients", "supplier": "suppliers"}
            wanted = kinds.get(place.part, f"{place.part}_payments")
            record = next(each for each in resource.list() if each.raw_kind == wanted)

        @settings(max_examples=40, deadline=None)
        @given(st.dictionaries(members, ANYTHING, min_size=1, max_size=3))
        def rehearsed(given: dict[str, Any]) -> None:
            try:
                resource.update(record, **given, dry_run=True)
            except LedgerspanError:
                return

        rehearsed()
        box.requests.clear()

        @settings(max_examples=15, deadline=None)
        @given(st.dictionaries(members, STRANGE, min_size=1, max_size=3))
        def refused(wrong: dict[str, Any]) -> None:
            with pytest.raises((ConfigurationError, UnsupportedOperationError)):
                resource.update(record, **wrong)

        refused()
    assert asked(box) == []


@everywhere
@pytest.mark.parametrize("wrong", [None, {}, {"name": "Nile Paper"}, "draft", 7, IncomeDraft])
def test_what_is_no_draft_is_refused(box: Sandbox, place: Place, wrong: Any) -> None:
    with (
        client_of(box, place) as client,
        pytest.raises(ConfigurationError, match=r"give an? [A-Za-z]+Draft, not"),
    ):
        getattr(client, place.accessor).create(wrong)
    assert asked(box) == []


@pytest.mark.parametrize("provider", ["daftra", "nuvio"])
def test_a_draft_of_another_resource_is_refused(box: Sandbox, provider: str) -> None:
    draft: Any = ExpenseDraft(date=date(2026, 3, 5), currency="SAR", amount=Decimal(1))
    with (
        client_of(box, Place(provider, "incomes")) as client,
        pytest.raises(ConfigurationError, match="give an IncomeDraft, not an ExpenseDraft"),
    ):
        client.incomes.create(draft)


def test_faults_of_type_and_of_value_are_told_together(box: Sandbox) -> None:
    wrong: dict[str, Any] = {"amount": 12.5, "currency": "sar", "taxes": "1", "number": "INV-1"}
    with box.daftra() as daftra, pytest.raises(DraftError) as caught:
        daftra.incomes.create(plain_draft(**wrong))
    assert {fault.path: fault.message for fault in caught.value.field_errors} == {
        "amount": "a Decimal is needed, not float",
        "taxes": "a tuple of texts is needed (() for none), not '1'",
        "currency": "three upper-case letters (ISO 4217), not 'sar'",
        "number": "a Daftra income has no such field",
    }


def test_faults_of_type_and_of_value_of_a_change_are_told_together(box: Sandbox) -> None:
    with box.nuvio() as nuvio, pytest.raises(DraftError) as caught:
        nuvio.incomes.update("x", exchange_rate=3.25, currency="sar", colour="red")
    assert paths(caught.value) == {"exchange_rate", "currency", "colour"}


def test_members_of_lines_are_named_by_their_place(box: Sandbox) -> None:
    wrong: Any = {"quantity": 2, "unit_price": Decimal(1), "taxes": (1,)}
    good = LineDraft(quantity=Decimal(1), unit_price=Decimal(1))
    draft = InvoiceDraft(
        date=date(2026, 3, 5), currency="SAR", contact="1", lines=(good, LineDraft(**wrong))
    )
    with box.daftra() as daftra, pytest.raises(DraftError) as caught:
        daftra.invoices.create(draft)
    assert paths(caught.value) == {"lines[1].quantity", "lines[1].taxes[0]"}


def test_a_line_as_it_was_read_may_stand_in_a_change_and_is_looked_at_too(box: Sandbox) -> None:
    with box.daftra() as daftra:
        invoice = daftra.invoices.get("1")
        wrong = msgspec.structs.replace(invoice.lines[0], quantity=2.5)
        with pytest.raises(DraftError) as caught:
            daftra.invoices.update(invoice, lines=(wrong, *invoice.lines[1:]))
        assert paths(caught.value) == {"lines[0].quantity"}
        same = daftra.invoices.update(invoice, lines=invoice.lines, dry_run=True)
        assert same.differences == ()


def test_a_member_that_was_not_understood_is_no_ground_for_faults_of_others(box: Sandbox) -> None:
    day: Any = "5 March"
    draft = TransactionDraft(
        date=day,
        amount=Decimal(1),
        direction=Direction.IN,
        account="a",
        booked_at=datetime(2026, 3, 5, tzinfo=UTC),
    )
    with box.nuvio() as nuvio, pytest.raises(DraftError) as caught:
        nuvio.transactions.create(draft)
    assert paths(caught.value) == {"date"}


def test_a_datetime_is_no_day_and_a_text_no_number_of_anything(box: Sandbox) -> None:
    wrong: dict[str, Any] = {"date": datetime(2026, 3, 5, tzinfo=UTC), "amount": "12.50"}
    with box.daftra() as daftra, pytest.raises(DraftError) as caught:
        daftra.payments.create(PaymentDraft(**wrong, currency="SAR", account="1", method="cash"))
    assert paths(caught.value) == {"date", "amount", "document"}


def test_half_a_character_is_refused_where_it_stands(box: Sandbox) -> None:
    with box.nuvio() as nuvio, pytest.raises(DraftError) as caught:
        nuvio.incomes.create(plain_draft(description="ab\ud83e"))
    (fault,) = caught.value.field_errors
    assert fault.path == "description"
    assert "character 3" in fault.message


def test_a_list_will_do_for_a_tuple_and_the_text_of_a_word_for_the_word(box: Sandbox) -> None:
    lines: Any = [LineDraft(quantity=Decimal(1), unit_price=Decimal(2))]
    word: Any = "out"
    with box.nuvio() as nuvio:
        income = plain_draft(amount=None, lines=lines)
        assert len(nuvio.incomes.create(income, dry_run=True).body["items"]) == 1
        moved = TransactionDraft(
            date=date(2026, 3, 5), amount=Decimal(1), direction=word, account="a"
        )
        assert nuvio.transactions.create(moved, dry_run=True).body["transactionType"] == "Money Out"
