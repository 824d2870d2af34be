"""Whatever goes wrong: a write of ours is stored at most once, and what is told of it is true.

what the caller meets      stored
the record, the id, None   once
AmbiguousWriteError        never or once; `resolve()` never says the opposite of what is so
any other error            never
"""

from typing import Any

import pytest
from ledgerspan import AmbiguousWriteError, LedgerspanError, Outcome
from ledgerspan.sandbox import Sandbox

from tests.live.both import AT_ONCE, Opened, settled, stored
from tests.live.schedules import Schedule, schedules

pytestmark = pytest.mark.anyio

RECORDS = 6
# Four combinations of provider and client: 520 schedules.
EACH = 130


async def met(schedule: Schedule, resource: Any, target: Any) -> Any:
    """Return what the write gives, or the documented error that it raises."""
    try:
        return await settled(schedule.write(resource, target))
    except LedgerspanError as error:
        return error


async def test_a_write_is_stored_at_most_once_and_what_is_told_is_true(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    client = opened(provider, kind, retry=AT_ONCE)
    endings: dict[str, int] = {}
    for schedule in schedules(provider, kind, EACH):
        box.reset()
        resource = getattr(client, schedule.accessor)
        rows = await settled(resource.list().to_list())
        target = next(row for row in rows if row.date)
        box.requests.clear()
        for fault in schedule.faults:
            box.faults.add(fault)
        ending = await met(schedule, resource, target)
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
        if schedule.once:
            again = await settled(schedule.write(resource, target))
            assert stored(box) == 1, schedule
            assert again == await settled(resource.get(again.id)), schedule
        endings[type(ending).__name__] = endings.get(type(ending).__name__, 0) + 1
    # The schedules reach all three rows of the table.
    assert endings["AmbiguousWriteError"] > EACH // 10
    assert endings.keys() >= {"RejectedError", "TransportError"}
    assert endings.get("Income", 0) + endings.get("Expense", 0) + endings.get("str", 0) > EACH // 10
