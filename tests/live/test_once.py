"""`create(..., once=...)`: running the same twice creates one, whatever happened in between."""

from typing import Any

import pytest
from ledgerspan import AmbiguousWriteError, ConfigurationError, ConflictError, ExpenseDraft, Outcome
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import AT_ONCE, Opened, asked, settled, stored
from tests.live.drafts import plain_draft

pytestmark = pytest.mark.anyio

RECORDS = 12

ACCESSORS = ["incomes", "expenses"]
# Faults after which the caller cannot know: stored or not.
UNKNOWN: list[tuple[dict[str, Any], int]] = [
    ({"kind": "reset_after"}, 1),
    ({"kind": "truncate"}, 1),
    ({"kind": "empty"}, 1),
    ({"kind": "reset_before"}, 0),
    ({"kind": "html"}, 0),
    ({"kind": "status", "status": 502}, 0),
]
REFERENCES = ["", " ", "order 1 ", "a" * 101, "order[1]", "order\n1", 7, b"order-1"]


def drafted(accessor: str, **given: Any) -> Any:
    """Draft an income or an expense that both providers take."""
    draft = plain_draft(**given)
    if accessor == "incomes":
        return draft
    return ExpenseDraft(date=draft.date, currency=draft.currency, amount=draft.amount, **given)


def by_reference(provider: str, record: Any) -> str | None:
    """Return the field that a reference stands in."""
    text: str | None = record.description if provider == "daftra" else record.number
    return text


@pytest.mark.parametrize("accessor", ACCESSORS)
async def test_run_twice_it_exists_once(
    *, box: Sandbox, opened: Opened, provider: str, kind: str, dialect: str, accessor: str
) -> None:
    resource = getattr(opened(provider, kind), accessor)
    first = await settled(resource.create(drafted(accessor), once="order-1001"))
    again = await settled(resource.create(drafted(accessor), once="order-1001"))
    assert first == again, dialect
    assert "order-1001" in (by_reference(provider, first) or "")
    assert stored(box) == 1


async def test_another_reference_is_another_record(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    incomes = opened(provider, kind).incomes
    made = [
        await settled(incomes.create(plain_draft(), once=once))
        for once in ("order-1", "order-10", "order-100")
    ]
    assert len({income.id for income in made}) == 3
    assert stored(box) == 3


@pytest.mark.parametrize("accessor", ACCESSORS)
@pytest.mark.parametrize(("fault", "made"), UNKNOWN)
async def test_run_again_after_an_open_end_it_exists_once(
    *,
    box: Sandbox,
    opened: Opened,
    provider: str,
    kind: str,
    accessor: str,
    fault: dict[str, Any],
    made: int,
) -> None:
    resource = getattr(opened(provider, kind, retry=AT_ONCE), accessor)
    path = f"api2/{accessor}" if provider == "daftra" else f"v1/{accessor[:-1]}"
    box.faults.add(Fault(**fault, method="POST", path=path, times=1))
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(resource.create(drafted(accessor), once="order-1001"))
    assert stored(box) == made
    resolution = await settled(caught.value.resolve())
    assert resolution.outcome == (Outcome.HAPPENED if made else Outcome.NOT_HAPPENED)
    after = await settled(resource.create(drafted(accessor), once="order-1001"))
    assert stored(box) == 1
    assert after == await settled(resource.get(after.id))


async def test_a_reference_that_is_found_needs_no_write_and_no_second_read(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    incomes = opened(provider, kind).incomes
    made = await settled(incomes.create(plain_draft(), once="order-1001"))
    box.requests.clear()
    assert made.id == await settled(incomes.create(plain_draft(), once="order-1001", reread=False))
    assert len(asked(box)) == 1
    assert stored(box) == 0


async def test_several_that_bear_a_reference_are_a_conflict_and_none_is_created(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    client = opened(provider, kind)
    # Numbers of incomes are unique on Nuvio; those of expenses are the supplier's.
    accessor = "incomes" if provider == "daftra" else "expenses"
    resource = getattr(client, accessor)
    given = {"description": "by hand [order-7]"} if provider == "daftra" else {"number": "order-7"}
    twins = [await settled(resource.create(drafted(accessor, **given))) for _ in range(2)]
    box.requests.clear()
    with pytest.raises(ConflictError, match="2 records bear the reference 'order-7'") as caught:
        await settled(resource.create(drafted(accessor), once="order-7"))
    assert all(twin.id in str(caught.value) for twin in twins)
    assert stored(box) == 0


@pytest.mark.parametrize("once", REFERENCES)
async def test_a_reference_that_could_not_be_found_again_is_refused(
    *, box: Sandbox, opened: Opened, provider: str, kind: str, once: Any
) -> None:
    with pytest.raises(ConfigurationError, match="once is"):
        await settled(opened(provider, kind).incomes.create(plain_draft(), once=once))
    assert asked(box) == []


async def test_on_nuvio_a_number_of_its_own_beside_the_reference_is_refused(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    draft = plain_draft(number="INV-77")
    with pytest.raises(ConfigurationError, match="leave `number` out"):
        await settled(opened("nuvio", kind).incomes.create(draft, once="order-1001"))
    assert asked(box) == []


async def test_a_description_keeps_its_words_before_the_reference(
    opened: Opened, kind: str
) -> None:
    draft = plain_draft(description="عربون")
    income = await settled(opened("daftra", kind).incomes.create(draft, once="order-1001"))
    assert income.description == "عربون [order-1001]"


async def test_a_write_without_reading_back_gives_the_id_alone(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    incomes = opened(provider, kind).incomes
    identity = await settled(incomes.create(plain_draft(), reread=False))
    assert [request.method for request in asked(box)] == ["POST"]
    same = await settled(incomes.update(identity, description="seen", reread=False))
    # Daftra is also asked, once, how the site writes dates.
    assert [request.method for request in asked(box, path="/income")] == ["POST", "GET", "PUT"]
    assert identity == same
    income = await settled(incomes.get(identity))
    assert (income.description, income.date) == ("seen", plain_draft().date)
