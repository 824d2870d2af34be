"""Whatever the draft of a bill or a tax says is what a later read says."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgerspan import BillDraft, LineDraft, ProjectDraft, TagDraft, TaxDraft
from ledgerspan.sandbox import Sandbox

from tests.live.bills import PRODUCTS, said_by, says
from tests.live.test_round_trip import AMOUNTS, CODES, PROPERTY, TEXTS

KEYS = st.sampled_from(["1", "2", "3"])
NUMBERS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=255)
WORDS = TEXTS.filter(str.strip)
PRICES = st.just(Decimal(0)) | AMOUNTS
PERCENTS = st.decimals(min_value=0, max_value=100, places=6)


@st.composite
def lines(draw: st.DrawFn) -> LineDraft:
    price = draw(PRICES)
    percent = draw(st.none() | PERCENTS)
    money = st.decimals(min_value=0, max_value=price, places=6)
    return LineDraft(
        quantity=draw(AMOUNTS),
        unit_price=price,
        product=draw(st.none() | KEYS),
        item=draw(st.none() | TEXTS.filter(lambda text: bool(text) and text not in PRODUCTS)),
        description=draw(st.none() | TEXTS.filter(bool)),
        discount=draw(st.none() | money) if percent is None else None,
        discount_percent=percent,
        taxes=draw(st.lists(KEYS, max_size=2).map(tuple)),
    )


LINES = st.lists(lines(), min_size=1, max_size=3).map(tuple)
BILLS = st.builds(
    BillDraft,
    date=st.dates(),
    currency=CODES,
    contact=KEYS,
    lines=LINES,
    number=NUMBERS,
    is_draft=st.booleans(),
)
RATES = st.decimals(min_value=-100, max_value=1000, places=6)
TAXES = st.builds(
    TaxDraft,
    name=WORDS,
    rate=RATES,
    inclusive=st.booleans(),
    description=st.none() | TEXTS.filter(bool),
)
FIELDS = ("number", "date", "currency", "contact", "is_draft", "lines")
TAX_FIELDS = ("name", "rate", "inclusive", "description")


@pytest.fixture
def small(dialect: Any) -> Iterator[Sandbox]:
    """Start a sandbox with just enough records to refer to."""
    with Sandbox(seed=7, records=0, dialect=dialect) as box:
        yield box


def told(record: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}


def test_a_bill_is_read_back_as_it_was_written(small: Sandbox) -> None:
    @PROPERTY
    @given(BILLS)
    def holds(draft: BillDraft) -> None:
        small.reset()
        created = daftra.bills.create(draft)
        assert said_by(draft) == says(created)
        assert created == daftra.bills.get(created.id)

    with small.daftra() as daftra:
        holds()


def test_an_update_makes_one_bill_into_another(small: Sandbox) -> None:
    @PROPERTY
    @given(BILLS, BILLS)
    def holds(first: BillDraft, second: BillDraft) -> None:
        small.reset()
        created = daftra.bills.create(first)
        updated = daftra.bills.update(created, **told(second, FIELDS))
        assert said_by(second) == says(updated)

    with small.daftra() as daftra:
        holds()


def test_an_update_of_a_bill_changes_only_what_was_asked(small: Sandbox) -> None:
    @PROPERTY
    @given(BILLS, BILLS, st.sampled_from(FIELDS))
    def holds(first: BillDraft, second: BillDraft, field: str) -> None:
        small.reset()
        created = daftra.bills.create(first)
        updated = daftra.bills.update(created, **told(second, (field,)))
        assert says(created) | {field: said_by(second)[field]} == says(updated)

    with small.daftra() as daftra:
        holds()


def test_a_tax_is_read_back_as_it_was_written_and_updated(small: Sandbox) -> None:
    @PROPERTY
    @given(TAXES, TAXES, st.sampled_from(TAX_FIELDS))
    def holds(first: TaxDraft, second: TaxDraft, field: str) -> None:
        small.reset()
        created = daftra.taxes.create(first)
        assert told(first, TAX_FIELDS) == told(created, TAX_FIELDS)
        updated = daftra.taxes.update(created, **told(second, (field,)))
        expected = told(first, TAX_FIELDS) | told(second, (field,))
        assert expected == told(updated, TAX_FIELDS)

    with small.daftra() as daftra:
        holds()


def test_a_project_a_tag_and_a_tax_of_nuvio_are_read_back_as_they_were_written(
    small: Sandbox,
) -> None:
    @PROPERTY
    @given(WORDS, st.none() | WORDS, WORDS)
    def holds(name: str, code: str | None, other: str) -> None:
        small.reset()
        project = nuvio.projects.create(ProjectDraft(name=name, code=code))
        assert (project.name, project.code) == (name, code)
        renamed = nuvio.projects.update(project, name=other)
        assert (renamed.name, renamed.code) == (other, code)
        assert nuvio.tags.get(nuvio.tags.create(TagDraft(name=name)).id).name == name
        tax = nuvio.taxes.create(TaxDraft(name=name))
        assert nuvio.taxes.update(tax, name=other) in nuvio.taxes.list().to_list()

    with small.nuvio() as nuvio:
        holds()
