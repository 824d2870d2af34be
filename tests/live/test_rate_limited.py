"""429: a wait that the server names is waited for in full, or not at all when it is too long."""

import pytest
from ledgerspan import RateLimitedError, RetryPolicy
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import AT_ONCE, Opened, asked, settled
from tests.live.drafts import plain_draft

pytestmark = pytest.mark.anyio

RECORDS = 12


async def test_a_named_wait_is_waited_for_in_full(
    box: Sandbox, opened: Opened, provider: str, kind: str, naps: list[float]
) -> None:
    box.faults.add(Fault("status", status=429, retry_after="7", times=2))
    found = await settled(opened(provider, kind, retry=AT_ONCE).incomes.list().to_list())
    assert len(found) == RECORDS
    assert naps == [7.0, 7.0]


async def test_a_named_wait_of_a_503_counts_as_well(
    box: Sandbox, opened: Opened, kind: str, naps: list[float]
) -> None:
    box.faults.add(Fault("status", status=503, retry_after="3", times=1))
    await settled(opened("nuvio", kind, retry=AT_ONCE).incomes.list().to_list())
    assert naps == [3.0]


async def test_a_named_moment_that_has_passed_is_no_wait(
    box: Sandbox, opened: Opened, kind: str, naps: list[float]
) -> None:
    past = "Wed, 21 Oct 2015 07:28:00 GMT"
    box.faults.add(Fault("status", status=429, retry_after=past, times=1))
    await settled(opened("daftra", kind, retry=AT_ONCE).incomes.list().to_list())
    assert naps == [0.0]


async def test_a_wait_that_cannot_be_read_is_backed_off_from(
    box: Sandbox, opened: Opened, kind: str, naps: list[float]
) -> None:
    box.faults.add(Fault("status", status=429, retry_after="soon", times=1))
    await settled(opened("daftra", kind, retry=AT_ONCE).incomes.list().to_list())
    assert naps == [0.0]


async def test_a_wait_that_is_too_long_is_told_at_once(
    box: Sandbox, opened: Opened, provider: str, kind: str, naps: list[float]
) -> None:
    box.faults.add(Fault("status", status=429, retry_after="61"))
    with pytest.raises(RateLimitedError) as caught:
        await settled(opened(provider, kind).incomes.list().to_list())
    assert (caught.value.retry_after, caught.value.attempts) == (61.0, 1)
    assert (naps, len(asked(box))) == ([], 1)


async def test_the_longest_wait_is_the_policys(
    box: Sandbox, opened: Opened, kind: str, naps: list[float]
) -> None:
    patient = RetryPolicy(base=0, cap=0, retry_after_cap=3600)
    box.faults.add(Fault("status", status=429, retry_after="3600", times=1))
    await settled(opened("daftra", kind, retry=patient).incomes.list().to_list())
    assert naps == [3600.0]


async def test_a_write_that_comes_too_early_is_told_and_not_repeated(
    box: Sandbox, opened: Opened, provider: str, kind: str, naps: list[float]
) -> None:
    box.faults.add(Fault("status", status=429, retry_after="1"))
    with pytest.raises(RateLimitedError) as caught:
        await settled(opened(provider, kind).incomes.create(plain_draft()))
    assert caught.value.retry_after == 1.0
    assert (naps, len(asked(box))) == ([], 1)
