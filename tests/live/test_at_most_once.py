"""Whatever goes wrong: a write of ours is stored at most once, and what is told of it is true.

what the caller meets      stored
the record, the id, None   once
AmbiguousWriteError        never or once; `resolve()` never says the opposite of what is so
any other error            never
"""

from collections import Counter
from typing import Any

import pytest
from ledgerspan import AmbiguousWriteError, LedgerspanError, Outcome
from ledgerspan.sandbox import Sandbox

from tests.live.both import AT_ONCE, Opened, settled, stored
from tests.live.schedules import Schedule, schedules

pytestmark = pytest.mark.anyio

RECORDS = 6
# Four combinations of provider and client: 680 schedules.
EACH = 170


async def met(schedule: Schedule, resource: Any, subject: Any) -> Any:
    """Return what the write gives, or the documented error that it raises."""
    try:
        return await settled(schedule.write(resource, subject))
    except LedgerspanError as error:
        return error


async def subject_of(schedule: Schedule, box: Sandbox, resource: Any) -> Any:
    """Return the draft to create, or make the record to change or delete."""
    target = schedule.target(box)
    if target is None:
        return schedule.draft(box)
    return await settled(resource.create(target))


async def test_a_write_is_stored_at_most_once_and_what_is_told_is_true(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    client = opened(provider, kind, retry=AT_ONCE)
    endings: Counter[str] = Counter()
    done: set[str] = set()
    for schedule in schedules(provider, kind, EACH):
        box.reset()
        resource = getattr(client, schedule.place.accessor)
        subject = await subject_of(schedule, box, resource)
        box.requests.clear()
        for fault in schedule.faults:
            box.faults.add(fault)
        ending = await met(schedule, resource, subject)
        writes = stored(box)
        box.faults.clear()
        if isinstance(ending, AmbiguousWriteError):
            assert writes <= 1, schedule
            looked = await settled(ending.resolve())
            truth = Outcome.HAPPENED if writes else Outcome.NOT_HAPPENED
            assert looked.outcome in (truth, Outcome.UNKNOWN), (schedule, looked)
        elif isinstance(ending, LedgerspanError):
            assert writes == 0, (schedule, ending)
        else:
            assert writes == 1, schedule
            done.add(str(schedule.place))
        if schedule.once:
            again = await settled(schedule.write(resource, subject))
            assert stored(box) == 1, schedule
            read = await settled(resource.get(again.id, **schedule.place.apart))
            assert again == read, schedule
        endings[type(ending).__name__ if isinstance(ending, LedgerspanError) else "done"] += 1
    # The schedules reach all three rows of the table, and every place ends well some time.
    assert endings["AmbiguousWriteError"] > EACH // 20
    assert endings.keys() >= {"RejectedError", "TransportError"}
    assert endings["done"] > EACH // 20
    assert done == {str(schedule.place) for schedule in schedules(provider, kind, EACH)}
