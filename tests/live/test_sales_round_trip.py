"""Whatever a draft of a sales document says, in every field, is what a later read says."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledgerspan import AmbiguousWriteError, LineDraft, Outcome
from ledgerspan.models import Document
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.sales import NAMES, REFUNDS, SHAPES, WRITTEN, said_by, says

# One sandbox for all examples, put back before each.
PROPERTY = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)
CODES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3)
# Products of two stay within the 15 digits that the server takes, and the 6 decimals.
AMOUNTS = st.decimals(min_value="0.000001", max_value="999999", places=6)
PERCENTS = st.decimals(min_value=0, max_value=100, places=4)
KEYS = st.sampled_from(["1", "2", "3"])


@pytest.fixture
def small(dialect: Any) -> Iterator[Sandbox]:
    """Start a sandbox with just enough records to refer to."""
    with Sandbox(seed=7, records=1, dialect=dialect) as box:
        yield box


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """Run a test for each of the four kinds."""
    return str(request.param)


@st.composite
def lines(draw: st.DrawFn) -> LineDraft:
    price = draw(st.just(Decimal(0)) | AMOUNTS)
    # Money off a unit is no more than its price.
    money = draw(st.none() | st.decimals(min_value=0, max_value=price, places=6))
    return LineDraft(
        item=draw(st.none() | TEXTS),
        description=draw(st.none() | TEXTS),
        # With a product and no caption, the product's name becomes it.
        product=None,
        quantity=draw(AMOUNTS),
        unit_price=price,
        taxes=draw(st.lists(KEYS, max_size=2).map(tuple)),
        discount=money,
        discount_percent=None if money is not None else draw(st.none() | PERCENTS),
    )


@st.composite
def drafts(draw: st.DrawFn, name: str) -> Any:
    day = draw(st.dates())
    given: dict[str, Any] = {
        "date": day,
        "currency": draw(CODES),
        "contact": draw(KEYS),
        "number": draw(st.text("ABC123/-", min_size=1, max_size=20)),
        "reference": draw(st.none() | TEXTS),
        "description": draw(st.none() | TEXTS),
        "lines": draw(st.lists(lines(), min_size=1, max_size=3).map(tuple)),
        "discount_percent": draw(st.none() | PERCENTS),
        "shipping": draw(st.none() | AMOUNTS),
        "is_draft": draw(st.booleans()),
    }
    if name == "invoices":
        given["due_date"] = draw(st.none() | st.dates(min_value=day))
    if name in REFUNDS:
        given["invoice"] = draw(st.none() | st.just("1"))
    return SHAPES[name](**given)


def test_a_draft_is_read_back_as_it_was_written(small: Sandbox, name: str, dialect: str) -> None:
    @PROPERTY
    @given(drafts(name))
    def holds(draft: Any) -> None:
        small.reset()
        created = resource.create(draft)
        read = resource.get(created.id)
        expected = said_by(draft, due_days=dialect == "observed")
        assert expected == says(read, expected)
        assert created == read

    with small.daftra() as client:
        resource = getattr(client, name)
        holds()


def test_an_update_makes_one_draft_into_another(small: Sandbox, name: str, dialect: str) -> None:
    @PROPERTY
    @given(drafts(name), drafts(name))
    def holds(first: Any, second: Any) -> None:
        small.reset()
        created = resource.create(first)
        updated = resource.update(created.id, **changes(second))
        expected = said_by(second, due_days=dialect == "observed")
        assert expected == says(updated, expected)

    with small.daftra() as client:
        resource = getattr(client, name)
        holds()


@pytest.mark.usefixtures("dialect")
def test_an_update_of_one_field_changes_that_one_alone(small: Sandbox, name: str) -> None:
    @PROPERTY
    @given(drafts(name), drafts(name), st.data())
    def holds(first: Any, second: Any, data: st.DataObject) -> None:
        small.reset()
        before = resource.create(first)
        wanted = changes(second)
        # A due date depends on the date; another date moves it.
        field = data.draw(st.sampled_from(sorted({*wanted} - {"date", "due_date"})))
        after = resource.update(before.id, **{field: wanted[field]})
        assert told(before, field) == told(after, field)

    with small.daftra() as client:
        resource = getattr(client, name)
        holds()


@pytest.mark.usefixtures("dialect")
def test_an_update_of_nothing_changes_nothing(small: Sandbox, name: str) -> None:
    @PROPERTY
    @given(drafts(name))
    def holds(draft: Any) -> None:
        small.reset()
        created = resource.create(draft)
        assert told(created) == told(resource.update(created.id))

    with small.daftra() as client:
        resource = getattr(client, name)
        holds()


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.usefixtures("dialect")
def test_an_open_create_that_happened_is_never_said_not_to_have_happened(
    small: Sandbox, name: str, *, numbered: bool
) -> None:
    @PROPERTY
    @given(drafts(name))
    def holds(draft: Any) -> None:
        small.reset()
        small.faults.add(Fault("reset_after", method="POST", times=1))
        if not numbered:
            draft = msgspec.structs.replace(draft, number=None)
        with pytest.raises(AmbiguousWriteError) as caught:
            resource.create(draft)
        resolution = caught.value.resolve()
        assert resolution.outcome == (Outcome.HAPPENED if numbered else Outcome.UNKNOWN)
        assert resolution.record or len(resolution.candidates) == 1

    with small.daftra() as client:
        resource = getattr(client, name)
        holds()


def changes(draft: Any) -> dict[str, Any]:
    """Return the changes that make any document into what the draft says."""
    given = {name: getattr(draft, name) for name in (*WRITTEN, "contact", "lines")}
    del given["discount"]
    if getattr(draft, "due_date", None) is not None:
        given["due_date"] = draft.due_date
    if hasattr(draft, "invoice"):
        given["invoice"] = draft.invoice
    return given


def told(document: Document, *besides: str) -> dict[str, Any]:
    """Return what a document says of all that can be written, `besides` some."""
    said = says(
        document,
        dict.fromkeys(("due_date", "invoice") if hasattr(document, "invoice") else ("due_date",)),
    )
    return {name: value for name, value in said.items() if name not in besides}
