"""Whatever a draft says, in every field a provider has, is what a later read says."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledgerspan import AmbiguousWriteError, IncomeDraft, LineDraft, Outcome, Ref, TaxAmount
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.drafts import References, references, said_by, says

# One sandbox for all examples, put back before each: an invoice number is free only once.
PROPERTY = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)
CODES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3)
# Up to 15 digits before the point and 6 behind it, which is all that both providers' examples hold.
AMOUNTS = st.decimals(min_value="0.000001", max_value="999999999999999", places=6)
RATES = st.decimals(min_value=0, max_value=100, places=4)


@pytest.fixture
def small(dialect: Any) -> Iterator[Sandbox]:
    """Start a sandbox with just enough incomes to refer to everything."""
    with Sandbox(seed=7, records=12, dialect=dialect) as box:
        yield box


def daftra_drafts(known: References) -> st.SearchStrategy[IncomeDraft]:
    keys = st.integers(1, 2**31 - 1).map(str)
    told = st.builds(
        TaxAmount,
        tax=st.builds(Ref, id=keys, name=st.none() | TEXTS),
        rate=st.none() | RATES,
        amount=st.none() | AMOUNTS,
        inclusive=st.none() | st.booleans(),
    )
    return st.builds(
        IncomeDraft,
        date=st.dates(),
        currency=CODES,
        amount=AMOUNTS,
        description=st.none() | TEXTS,
        category=st.none() | TEXTS,
        vendor=st.none() | TEXTS,
        contact=st.none() | st.sampled_from(known.contacts),
        taxes=st.lists(keys | told, max_size=2).map(tuple),
        tax_inclusive=st.booleans(),
    )


@st.composite
def nuvio_drafts(draw: st.DrawFn, known: References) -> IncomeDraft:
    taxes = st.lists(st.sampled_from(known.taxes), unique=True, max_size=3).map(tuple)
    lines = st.lists(
        st.builds(
            LineDraft,
            quantity=AMOUNTS,
            unit_price=st.just(Decimal(0)) | AMOUNTS,
            product=st.none() | st.sampled_from(known.products),
            taxes=taxes,
        ),
        min_size=1,
        max_size=3,
    ).map(tuple)
    day = draw(st.dates())
    given_lines = draw(st.just(()) | lines)
    return IncomeDraft(
        date=day,
        due_date=draw(st.none() | st.dates(min_value=day)),
        currency=draw(CODES),
        amount=None if given_lines else draw(AMOUNTS),
        lines=given_lines,
        taxes=() if given_lines else draw(taxes),
        number=draw(st.from_regex(r"[A-Za-z0-9-]{1,50}", fullmatch=True)),
        description=draw(st.none() | TEXTS),
        contact=draw(st.none() | st.sampled_from(known.contacts)),
        project=draw(st.none() | st.sampled_from(known.projects)),
        exchange_rate=draw(st.none() | AMOUNTS),
        tags=draw(st.lists(st.sampled_from(known.tags), unique=True).map(tuple)),
    )


def drafts(known: References, provider: str) -> st.SearchStrategy[IncomeDraft]:
    return daftra_drafts(known) if provider == "daftra" else nuvio_drafts(known)


def test_a_draft_is_read_back_as_it_was_written(small: Sandbox, provider: str) -> None:
    known = references(small, provider)

    @PROPERTY
    @given(drafts(known, provider))
    def holds(draft: IncomeDraft) -> None:
        small.reset()
        created = client.incomes.create(draft)
        read = client.incomes.get(created.id)
        assert said_by(draft, provider) == says(read, provider)
        assert created == read

    with getattr(small, provider)() as client:
        holds()


def test_an_update_makes_one_draft_into_another(small: Sandbox, provider: str) -> None:
    known = references(small, provider)

    @PROPERTY
    @given(drafts(known, provider), drafts(known, provider))
    def holds(first: IncomeDraft, second: IncomeDraft) -> None:
        small.reset()
        created = client.incomes.create(first)
        updated = client.incomes.update(created.id, **changes(second, provider))
        assert said_by(second, provider) == says(updated, provider)

    with getattr(small, provider)() as client:
        holds()


def test_an_update_of_nothing_changes_nothing(small: Sandbox, provider: str) -> None:
    known = references(small, provider)

    @PROPERTY
    @given(drafts(known, provider))
    def holds(draft: IncomeDraft) -> None:
        small.reset()
        created = client.incomes.create(draft)
        assert says(created, provider) == says(client.incomes.update(created.id), provider)

    with getattr(small, provider)() as client:
        holds()


def test_an_open_create_that_happened_is_never_said_not_to_have_happened(
    small: Sandbox, provider: str
) -> None:
    known = references(small, provider)

    @PROPERTY
    @given(drafts(known, provider))
    def holds(draft: IncomeDraft) -> None:
        small.reset()
        small.faults.add(Fault("reset_after", method="POST", times=1))
        with pytest.raises(AmbiguousWriteError) as caught:
            client.incomes.create(msgspec.structs.replace(draft, number=None))
        resolution = caught.value.resolve()
        assert resolution.outcome == Outcome.UNKNOWN
        assert len(resolution.candidates) == 1

    with getattr(small, provider)() as client:
        holds()


def changes(draft: IncomeDraft, provider: str) -> dict[str, Any]:
    """Return the changes that make any income into what the draft says."""
    shared = ("date", "currency", "description", "contact")
    if provider == "daftra":
        own = ("amount", "category", "vendor", "taxes", "tax_inclusive")
        return {name: getattr(draft, name) for name in (*shared, *own)}
    own = ("number", "due_date", "project", "exchange_rate", "tags")
    lines = draft.lines
    if draft.amount is not None:
        taxes = tuple(tax for tax in draft.taxes if isinstance(tax, str))
        lines = (LineDraft(quantity=Decimal(1), unit_price=draft.amount, taxes=taxes),)
    return {name: getattr(draft, name) for name in (*shared, *own)} | {"lines": lines}
