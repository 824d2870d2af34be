"""Writes that a provider refuses, or that never left: named, and sent at most once."""

from typing import Any

import pytest
from ledgerspan import AmbiguousWriteError, RejectedError, TransportError
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import AT_ONCE, Opened, asked, settled, stored
from tests.live.drafts import plain_draft
from tests.live.fault_table import TABLE, Raised, name_of

pytestmark = pytest.mark.anyio

RECORDS = 12

# Answers that prove that nothing was stored.
REFUSED = [
    (row.fault, row.write)
    for row in TABLE
    if row.write is not AmbiguousWriteError and not row.written_again
]
METHODS = {"create": "POST", "update": "PUT"}


@pytest.mark.parametrize(("fault", "raised"), REFUSED, ids=name_of)
@pytest.mark.parametrize("verb", ["create", "update"])
async def test_a_refused_write_is_sent_once_and_named(
    *,
    box: Sandbox,
    opened: Opened,
    provider: str,
    kind: str,
    verb: str,
    fault: dict[str, Any],
    raised: Raised,
) -> None:
    incomes = opened(provider, kind, retry=AT_ONCE).incomes
    old = await settled(incomes.create(plain_draft()))
    box.requests.clear()
    box.faults.add(Fault(**fault, method=METHODS[verb]))
    writing = {
        "create": lambda: incomes.create(plain_draft()),
        "update": lambda: incomes.update(old.id, description="seen"),
    }
    with pytest.raises(raised) as caught:
        await settled(writing[verb]())
    assert type(caught.value) is raised
    assert (len(asked(box, METHODS[verb])), stored(box)) == (1, 0)


async def test_a_create_without_an_id_is_rejected(
    box: Sandbox, opened: Opened, provider: str, kind: str, dialect: str
) -> None:
    box.faults.add(Fault("null_id"))
    with pytest.raises(RejectedError, match="nothing was created"):
        await settled(opened(provider, kind, retry=AT_ONCE).incomes.create(plain_draft()))
    assert (len(asked(box)), stored(box)) == (1, 0), dialect


async def test_a_write_that_provably_never_left_is_sent_again(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    box.faults.add(Fault("refuse", times=2, method="POST"))
    income = await settled(opened(provider, kind, retry=AT_ONCE).incomes.create(plain_draft()))
    assert income.date == plain_draft().date
    assert (len(asked(box, "POST")), stored(box)) == (3, 1)


async def test_a_write_that_can_never_leave_is_no_riddle(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    box.faults.add(Fault("refuse"))
    with pytest.raises(TransportError) as caught:
        await settled(opened(provider, kind, retry=AT_ONCE).incomes.create(plain_draft()))
    assert (caught.value.sent, caught.value.attempts) == (False, 3)
