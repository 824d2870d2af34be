"""What holds for each write of each resource of both providers, whichever it is."""

from typing import Any

import msgspec
import pytest
from ledgerspan import (
    AmbiguousWriteError,
    ConflictError,
    NotFoundError,
    Outcome,
    RejectedError,
    UnexpectedResponseError,
)
from ledgerspan.sandbox import Fault, LoggedRequest, Sandbox

from tests.live.both import AT_ONCE, Opened, asked, settled, stored
from tests.live.every_draft import (
    CHANGING,
    DELETING,
    NOTE,
    PLACES,
    Place,
    bearing,
    change_of,
    drafted,
)
from tests.live.test_dry_run import planned, sent, written

pytestmark = pytest.mark.anyio

RECORDS = 6

everywhere = pytest.mark.parametrize("place", PLACES, ids=str)
where_it_changes = pytest.mark.parametrize("place", CHANGING, ids=str)
where_it_deletes = pytest.mark.parametrize("place", DELETING, ids=str)
struck = pytest.mark.parametrize(("fault", "happened"), [("reset_before", 0), ("reset_after", 1)])


def opened_at(opened: Opened, place: Place, kind: str) -> Any:
    """Open the resource of a place."""
    return getattr(opened(place.provider, kind, retry=AT_ONCE), place.accessor)


async def made(box: Sandbox, resource: Any, place: Place) -> Any:
    """Create one and return it; the request log is left empty."""
    record = await settled(resource.create(drafted(box, place)))
    box.requests.clear()
    return record


def writes(box: Sandbox) -> list[LoggedRequest]:
    """Return the requests that may change a record: Nuvio lists by POST, too."""
    return [
        request
        for request in asked(box)
        if request.method != "GET" and "/list-" not in request.path
    ]


async def open_end(call: Any) -> AmbiguousWriteError:
    """Return the error of a write of which nobody knows."""
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(call())
    return caught.value


@everywhere
async def test_a_rehearsed_create_is_what_is_then_sent(
    box: Sandbox, opened: Opened, kind: str, dialect: str, place: Place
) -> None:
    resource, draft = opened_at(opened, place, kind), drafted(box, place)
    rehearsed = await settled(resource.create(draft, dry_run=True))
    assert writes(box) == [], dialect
    await settled(resource.create(draft))
    assert sent(written(box)) == planned(rehearsed)


@where_it_changes
async def test_a_rehearsed_update_is_what_is_then_sent_and_tells_no_other_difference(
    box: Sandbox, opened: Opened, kind: str, dialect: str, place: Place
) -> None:
    resource = opened_at(opened, place, kind)
    record, change = await made(box, resource, place), change_of(place)
    rehearsed = await settled(resource.update(record, **change.given, dry_run=True))
    assert writes(box) == [], dialect
    assert tuple(each.path for each in rehearsed.differences) == change.touches
    await settled(resource.update(record, **change.given))
    assert sent(written(box)) == planned(rehearsed)


@pytest.mark.parametrize(
    "place", [place for place in CHANGING if place.accessor != "bill_refunds"], ids=str
)
async def test_an_update_without_a_change_writes_the_record_as_it_is(
    box: Sandbox, opened: Opened, kind: str, dialect: str, place: Place
) -> None:
    resource = opened_at(opened, place, kind)
    record = await made(box, resource, place)
    rehearsed = await settled(resource.update(record, dry_run=True))
    assert rehearsed.differences == (), dialect
    again = await settled(resource.update(record))
    assert stored(box) == 1
    assert without_line_ids(again) == without_line_ids(record)


def without_line_ids(record: Any) -> dict[str, Any]:
    """Return a record's values; a write gives lines new ids, and a sandbox a later moment."""
    values = {name: getattr(record, name) for name in record.fields() if name != "updated_at"}
    if "lines" in values:
        values["lines"] = [msgspec.structs.replace(line, id=None) for line in record.lines]
    return values


@where_it_changes
async def test_an_update_changes_what_was_asked_and_keeps_every_other_text_and_line(
    box: Sandbox, opened: Opened, kind: str, place: Place
) -> None:
    resource = opened_at(opened, place, kind)
    record, change = await made(box, resource, place), change_of(place)
    after = without_line_ids(await settled(resource.update(record, **change.given)))
    asked_for = {name: value for name, value in change.given.items() if name != "lines"}
    assert after == without_line_ids(record) | asked_for


@everywhere
async def test_texts_come_back_as_they_were_written(
    box: Sandbox, opened: Opened, kind: str, place: Place
) -> None:
    resource, draft = opened_at(opened, place, kind), drafted(box, place)
    record = await settled(resource.create(draft))
    for name in ("description", "name"):
        if getattr(draft, name, None):
            assert getattr(record, name) == getattr(draft, name)
    if "description" in draft.__struct_fields__ and draft.description:
        assert record.description.startswith(NOTE)


@everywhere
async def test_a_create_with_a_reference_run_twice_exists_once(
    box: Sandbox, opened: Opened, kind: str, dialect: str, place: Place
) -> None:
    resource, draft = opened_at(opened, place, kind), bearing(box, place, "order-1001")
    first = await settled(resource.create(draft, once="order-1001"))
    again = await settled(resource.create(draft, once="order-1001"))
    assert first == again, dialect
    assert stored(box) == 1


@everywhere
async def test_a_write_that_is_not_read_back_gives_an_id(
    box: Sandbox, opened: Opened, kind: str, place: Place
) -> None:
    resource, draft = opened_at(opened, place, kind), drafted(box, place)
    identity = await settled(resource.create(draft, reread=False))
    assert type(identity) is str
    record = await settled(resource.get(identity, **place.apart))
    assert record.id == identity
    if place.can_change:
        change = change_of(place).given
        assert await settled(resource.update(record, **change, reread=False)) == identity


@struck
@everywhere
async def test_an_open_create_is_never_told_wrong(
    *, box: Sandbox, opened: Opened, kind: str, place: Place, fault: Any, happened: int
) -> None:
    resource, draft = opened_at(opened, place, kind), drafted(box, place)
    box.faults.add(Fault(fault, method="POST", times=1))
    error = await open_end(lambda: resource.create(draft))
    assert (len(writes(box)), stored(box)) == (1, happened)
    told = await settled(error.resolve())
    assert (len(writes(box)), stored(box)) == (1, happened)
    if not happened:
        assert told.outcome == Outcome.NOT_HAPPENED
    else:
        assert told.outcome in (Outcome.HAPPENED, Outcome.UNKNOWN)
        # What is told of is there: as the record, or among what could be it.
        assert told.record or told.candidates


@struck
@everywhere
async def test_an_open_create_with_a_reference_is_told_for_certain(
    *, box: Sandbox, opened: Opened, kind: str, place: Place, fault: Any, happened: int
) -> None:
    resource, draft = opened_at(opened, place, kind), bearing(box, place, "order-1001")
    # After the look for the reference, which is a POST on Nuvio where lists are.
    looks = 1 if (place.provider, place.accessor) == ("nuvio", "expenses") else 0
    box.faults.add(Fault(fault, method="POST", times=1, after=looks))
    error = await open_end(lambda: resource.create(draft, once="order-1001"))
    told = await settled(error.resolve())
    assert told.outcome == (Outcome.HAPPENED if happened else Outcome.NOT_HAPPENED)
    after = await settled(resource.create(draft, once="order-1001"))
    assert stored(box) == 1
    assert told.record in (None, after)


@struck
@where_it_changes
async def test_an_open_update_is_told_by_what_the_record_says(
    *, box: Sandbox, opened: Opened, kind: str, place: Place, fault: Any, happened: int
) -> None:
    resource = opened_at(opened, place, kind)
    record, change = await made(box, resource, place), change_of(place).given
    box.faults.add(Fault(fault, method="PUT", times=1))
    error = await open_end(lambda: resource.update(record, **change))
    assert (len(asked(box, "PUT")), stored(box)) == (1, happened)
    told = await settled(error.resolve())
    truth = Outcome.HAPPENED if happened else Outcome.NOT_HAPPENED
    # A read shows no lines of a refund: that they are there nobody can say.
    is_hidden = place.accessor == "bill_refunds" and happened
    assert told.outcome == (Outcome.UNKNOWN if is_hidden else truth)


@struck
@where_it_deletes
async def test_an_open_delete_is_told_by_what_is_there(
    *, box: Sandbox, opened: Opened, kind: str, place: Place, fault: Any, happened: int
) -> None:
    resource = opened_at(opened, place, kind)
    record = await made(box, resource, place)
    box.faults.add(Fault(fault, method="DELETE", times=1))
    error = await open_end(lambda: resource.delete(record))
    assert (len(asked(box, "DELETE")), stored(box)) == (1, happened)
    told = await settled(error.resolve())
    assert told.outcome == (Outcome.HAPPENED if happened else Outcome.NOT_HAPPENED)


@where_it_deletes
async def test_what_is_deleted_is_gone(
    box: Sandbox, opened: Opened, kind: str, place: Place
) -> None:
    resource = opened_at(opened, place, kind)
    record = await made(box, resource, place)
    rehearsed = await settled(resource.delete(record, dry_run=True))
    assert asked(box) == []
    await settled(resource.delete(record))
    assert sent(written(box)) == planned(rehearsed)
    with pytest.raises(NotFoundError):
        await settled(resource.get(record.id, **place.apart))


@where_it_changes
async def test_a_record_that_was_changed_meanwhile_is_a_conflict_unless_forced(
    box: Sandbox, opened: Opened, kind: str, place: Place
) -> None:
    resource = opened_at(opened, place, kind)
    known = await made(box, resource, place)
    now = await settled(resource.update(known, **change_of(place, 2).given))
    box.requests.clear()
    with pytest.raises(ConflictError, match="changed since you read it"):
        await settled(resource.update(known, **change_of(place).given))
    assert writes(box) == []
    await settled(resource.update(known, **change_of(place).given, force=True))
    assert stored(box) == 1
    assert now.id == known.id


@everywhere
async def test_a_create_that_gives_no_id_is_rejected(
    box: Sandbox, opened: Opened, kind: str, dialect: str, place: Place
) -> None:
    resource, draft = opened_at(opened, place, kind), drafted(box, place)
    box.faults.add(Fault("null_id"))
    with pytest.raises(RejectedError, match="nothing was created"):
        await settled(resource.create(draft))
    assert (len(writes(box)), stored(box)) == (1, 0), dialect


@everywhere
async def test_a_success_that_says_failed_is_rejected(
    box: Sandbox, opened: Opened, kind: str, place: Place
) -> None:
    resource, draft = opened_at(opened, place, kind), drafted(box, place)
    box.faults.add(Fault("rejected", method="POST"))
    with pytest.raises(RejectedError):
        await settled(resource.create(draft))
    assert (len(writes(box)), stored(box)) == (1, 0)


@everywhere
async def test_a_redirect_of_a_write_is_not_followed(
    box: Sandbox, opened: Opened, kind: str, place: Place
) -> None:
    resource, draft = opened_at(opened, place, kind), drafted(box, place)
    box.faults.add(Fault("status", status=302, method="POST"))
    with pytest.raises(UnexpectedResponseError):
        await settled(resource.create(draft))
    assert (len(writes(box)), stored(box)) == (1, 0)
