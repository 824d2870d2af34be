"""A rate that clients share: each wait is a pause of the session, and told as an event."""

import fakeredis
import pytest
from ledgerspan import Event, EventKind, RateLimit, SharedRateLimit, TransportError
from ledgerspan.sandbox import Sandbox
from pyrate_limiter import InMemoryBucket, Limiter, Rate, SingleBucketFactory

from tests.live.both import Opened, asked, settled

pytestmark = pytest.mark.anyio


class Turnstile(SharedRateLimit):
    """A shared rate whose answers are prepared, since no test waits for a clock."""

    def __init__(self, *waits: float) -> None:
        self._waits = list(waits)

    def reserve(self) -> float:
        return self._waits.pop(0)


async def test_every_wait_is_slept_and_told_before_the_request_goes(
    box: Sandbox, opened: Opened, kind: str, naps: list[float]
) -> None:
    events: list[Event] = []
    rate = Turnstile(0.25, 0.5, 0.0)
    client = opened("nuvio", kind, rate_limit=rate, on_event=events.append)
    await settled(client.incomes.get("INV-1"))
    assert naps == [0.25, 0.5]
    assert [(event.kind, event.delay) for event in events[:3]] == [
        (EventKind.THROTTLE, 0.25),
        (EventKind.THROTTLE, 0.5),
        (EventKind.REQUEST, None),
    ]
    assert len(asked(box)) == 1


class Slept:
    """A clock of milliseconds that moves by what was slept."""

    def __init__(self, naps: list[float]) -> None:
        self._naps = naps

    def now(self) -> int:
        return round(sum(self._naps) * 1000)


async def test_two_clients_share_one_rate(
    box: Sandbox, opened: Opened, kind: str, naps: list[float]
) -> None:
    bucket = InMemoryBucket([Rate(2, 1000)])
    bucket._clock = Slept(naps)  # type: ignore[assignment]
    rate = SharedRateLimit(Limiter(SingleBucketFactory(bucket, schedule_leak=False)))
    daftra = opened("daftra", kind, rate_limit=rate, date_format="DD/MM/YYYY")
    nuvio = opened("nuvio", kind, rate_limit=rate)
    await settled(daftra.incomes.get("7"))
    await settled(nuvio.incomes.get("INV-1"))
    assert naps == []
    await settled(daftra.incomes.get("7"))
    assert (naps, len(asked(box))) == ([1.001], 3)


async def test_a_limit_that_cannot_be_asked_stops_a_write_before_it_is_sent(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    server = fakeredis.FakeServer()
    server.connected = False
    redis = fakeredis.FakeRedis(server=server)
    rate = SharedRateLimit.over_redis(redis, RateLimit(calls=2), key="k")
    client = opened("daftra", kind, rate_limit=rate)
    with pytest.raises(TransportError, match="so the request was not sent"):
        await settled(client.incomes.delete("7"))
    assert asked(box) == []
