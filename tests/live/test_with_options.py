"""`with_options` gives a client of other policies that shares all the rest with the first."""

import pickle
from typing import Any

import pytest
from ledgerspan import NO_RETRY, ConfigurationError, RateLimit, RetryPolicy, ServerError, Timeout
from ledgerspan import TimeoutError as ReadTimeoutError
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import AT_ONCE, Opened, asked, settled
from tests.live.drafts import plain_draft

pytestmark = pytest.mark.anyio

RECORDS = 12


async def test_other_policies_hold_for_the_calls_of_that_client_alone(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    client = opened(provider, kind, retry=AT_ONCE)
    box.faults.add(Fault("status", status=503, times=3))
    with pytest.raises(ServerError) as caught:
        await settled(client.with_options(retry=1).incomes.list().to_list())
    assert caught.value.attempts == 1
    # Two faults are left, and the first client still asks three times.
    assert len(await settled(client.incomes.list().to_list())) == RECORDS
    assert len(asked(box)) == 4


async def test_a_shorter_time_limit_holds_for_one_call(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    client = opened(provider, kind, retry=NO_RETRY)
    box.faults.add(Fault("latency", seconds=30, times=1))
    hasty = client.with_options(timeout=Timeout(read=0.05))
    with pytest.raises(ReadTimeoutError):
        await settled(hasty.incomes.list().to_list())
    assert len(await settled(client.incomes.list().to_list())) == RECORDS


async def test_what_is_not_named_stays_as_it_was(opened: Opened, provider: str, kind: str) -> None:
    client = opened(provider, kind, timeout=7, retry=AT_ONCE)
    patient, hasty = client.with_options(timeout=90), client.with_options(retry=2)
    told = [
        (each._pipeline.options.timeout.read, each._pipeline.options.retry)
        for each in (client, patient, hasty, patient.with_options(retry=2))
    ]
    two = RetryPolicy(attempts=2)
    assert told == [(7, AT_ONCE), (90, AT_ONCE), (7, two), (90, two)]


async def test_connections_token_and_rate_limit_are_shared(
    opened: Opened, provider: str, kind: str
) -> None:
    client = opened(provider, kind, rate_limit=RateLimit(calls=100))
    other = client.with_options(timeout=90)
    assert other._session._pool is client._session._pool
    assert other._session._token_lock is client._session._token_lock
    assert other._pipeline.auth is client._pipeline.auth
    assert other._pipeline._throttle is client._pipeline._throttle


async def test_resources_and_the_low_level_client_follow_the_new_policies(
    opened: Opened, provider: str, kind: str
) -> None:
    client = opened(provider, kind)
    old = (client.incomes, client.api)
    other = client.with_options(timeout=90)
    assert (other.incomes is old[0], other.api is old[1]) == (False, False)
    assert other.incomes._session is other._session
    bound: Any = (
        other.api.get_httpx_client() if kind == "sync" else other.api.get_async_httpx_client()
    )
    assert bound is other._session


async def test_closing_either_closes_both_and_both_can_be_used_again(
    opened: Opened, provider: str, kind: str
) -> None:
    client = opened(provider, kind)
    other = client.with_options(timeout=90)
    await settled(other.incomes.list().first())
    assert client._session._pool._transport is not None
    await settled(client.close())
    assert other._session._pool._transport is None
    assert len(await settled(other.incomes.list().to_list())) == RECORDS


async def test_a_pickled_client_keeps_the_new_policies(box: Sandbox, provider: str) -> None:
    # A transport cannot be pickled, so this one would go over the wire.
    client: Any = box.daftra(transport=None) if provider == "daftra" else box.nuvio(transport=None)
    patient = client.with_options(timeout=Timeout(read=90), retry=NO_RETRY)
    copied = pickle.loads(pickle.dumps(patient))  # noqa: S301
    assert copied._pipeline.options.timeout == Timeout(read=90)
    assert copied._pipeline.options.retry == NO_RETRY
    assert repr(copied) == repr(client)


async def test_policies_that_cannot_work_are_refused_at_once(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    with pytest.raises(ConfigurationError, match="positive seconds"):
        opened(provider, kind).with_options(timeout=0)
    assert asked(box) == []


async def test_a_write_through_other_policies_is_stored_once(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    client = opened(provider, kind)
    made = await settled(client.with_options(timeout=90).incomes.create(plain_draft()))
    assert made == await settled(client.incomes.get(made.id))
    assert len(asked(box, "POST")) == 1
