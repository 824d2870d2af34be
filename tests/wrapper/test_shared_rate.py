"""One rate for many clients and processes: pyrate-limiter decides, the session waits."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import fakeredis
import pytest
from ledgerspan import ConfigurationError, RateLimit, SharedRateLimit, TransportError
from pyrate_limiter import (
    GCRA,
    AbstractBucket,
    InMemoryBucket,
    Limiter,
    Rate,
    RateItem,
    SingleBucketFactory,
    StateBucket,
)
from redis import exceptions

ONE = RateLimit(calls=1, seconds=60)


class Clock:
    """A clock of milliseconds that only moves when told."""

    def __init__(self) -> None:
        self.now_ms = 1_000_000

    def now(self) -> int:
        return self.now_ms


def limiter(bucket: AbstractBucket) -> Limiter:
    """Make a limiter without pyrate-limiter's thread that sweeps buckets."""
    return Limiter(SingleBucketFactory(bucket, schedule_leak=False))


def in_memory(clock: Clock, calls: int, seconds: int) -> SharedRateLimit:
    bucket = InMemoryBucket([Rate(calls, seconds * 1000)])
    bucket._clock = clock  # type: ignore[assignment]
    return SharedRateLimit(limiter(bucket))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Start a Redis of this test's own, whose clients see a clock that stands still."""
    clock = Clock()
    monkeypatch.setattr("pyrate_limiter.buckets.redis_state.WallClock.now", lambda _: clock.now())
    return SimpleNamespace(server=fakeredis.FakeServer(), clock=clock)


def client_of(server: Any) -> Any:
    return fakeredis.FakeRedis(server=server.server)


def test_a_call_within_the_rate_does_not_wait() -> None:
    shared = in_memory(Clock(), calls=2, seconds=10)
    assert [shared.reserve(), shared.reserve()] == [0.0, 0.0]


def test_a_call_too_many_takes_nothing_and_is_told_how_long() -> None:
    clock = Clock()
    shared = in_memory(clock, calls=1, seconds=10)
    assert shared.reserve() == 0.0
    assert [shared.reserve(), shared.reserve()] == [10.001, 10.001]
    clock.now_ms += 10_001
    assert shared.reserve() == 0.0


def test_it_is_asked_again_after_each_wait_until_it_says_yes() -> None:
    clock = Clock()
    shared = in_memory(clock, calls=1, seconds=10)
    shared.reserve()
    waits = shared.waits()
    assert next(waits) == 10.001
    # Woken too early, as when another process took the call first.
    clock.now_ms += 4_000
    assert next(waits) == 6.001
    clock.now_ms += 6_001
    assert list(waits) == []


def test_threads_take_no_call_twice() -> None:
    shared = in_memory(Clock(), calls=30, seconds=60)
    taken: list[float] = []
    threads = [
        threading.Thread(target=lambda: taken.extend(shared.reserve() for _ in range(25)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (taken.count(0.0), len(taken)) == (30, 100)


def test_a_call_and_its_wait_are_asked_under_the_locks_of_the_limiter() -> None:
    told: list[str] = []

    class Told(InMemoryBucket):
        def put(self, item: RateItem) -> bool:
            told.append("put")
            return super().put(item)

        def waiting(self, item: RateItem) -> int:
            told.append("waiting")
            return int(super().waiting(item))  # type: ignore[arg-type]

    @contextmanager
    def lock(name: str) -> Iterator[None]:
        told.append(f"{name} taken")
        yield
        told.append(f"{name} given back")

    shared = SharedRateLimit(limiter(Told([Rate(1, 60_000)])))
    shared._limiter.lock = (lock("outer"), lock("inner"))
    shared.reserve()
    told.clear()
    shared._limiter.lock = (lock("outer"), lock("inner"))
    shared.reserve()
    assert told == [
        "outer taken",
        "inner taken",
        "put",
        "waiting",
        "inner given back",
        "outer given back",
    ]


def test_a_bucket_alone_will_do() -> None:
    bucket = StateBucket([Rate(1, 60_000)], algorithm=GCRA())
    shared = SharedRateLimit(bucket)
    assert [shared.reserve(), shared.reserve() > 0] == [0.0, True]
    shared._limiter.close()


def test_the_clients_of_one_key_share_a_rate_in_redis(server: Any) -> None:
    limit = RateLimit(calls=4, seconds=2)
    one, other = (
        SharedRateLimit.over_redis(client_of(server), limit, key="daftra:acme") for _ in range(2)
    )
    assert [one.reserve(), other.reserve(), one.reserve(), other.reserve()] == [0.0] * 4
    assert [one.reserve(), other.reserve()] == [0.5, 0.5]
    server.clock.now_ms += 500
    assert [other.reserve(), one.reserve()] == [0.0, 0.5]


def test_keys_do_not_touch_each_other(server: Any) -> None:
    for key in ("daftra:acme", "daftra:oasis"):
        assert SharedRateLimit.over_redis(client_of(server), ONE, key=key).reserve() == 0.0


def test_a_redis_that_forgot_its_scripts_is_given_them_again(server: Any) -> None:
    shared = SharedRateLimit.over_redis(client_of(server), RateLimit(calls=2), key="k")
    shared.reserve()
    client_of(server).script_flush()
    assert shared.reserve() == 0.0


def test_a_redis_that_is_away_sends_nothing(server: Any) -> None:
    shared = SharedRateLimit.over_redis(client_of(server), ONE, key="k")
    server.server.connected = False
    with pytest.raises(TransportError, match=r"could not be asked \(ConnectionError\)") as caught:
        shared.reserve()
    assert caught.value.sent is False
    assert isinstance(caught.value.__cause__, exceptions.ConnectionError)


def test_an_async_redis_is_refused() -> None:
    redis: Any = fakeredis.FakeAsyncRedis()
    with pytest.raises(ConfigurationError, match=r"give a redis\.Redis"):
        SharedRateLimit.over_redis(redis, ONE, key="k")


def test_a_bucket_that_answers_later_is_refused() -> None:
    class Later(InMemoryBucket):
        is_async = True

        async def put(self, item: RateItem) -> bool:  # type: ignore[override]
            return super().put(item)

    with pytest.raises(ConfigurationError, match="answers with awaitables"):
        SharedRateLimit(limiter(Later([Rate(1, 1000)]))).reserve()


def test_a_limiter_that_never_says_yes_is_refused() -> None:
    class Shut(InMemoryBucket):
        def put(self, item: RateItem) -> bool:  # noqa: ARG002
            self.failing_rate = self.rates[0]
            return False

        def waiting(self, item: RateItem) -> int:  # noqa: ARG002
            return -1

    with pytest.raises(ConfigurationError, match="never lets a call through"):
        SharedRateLimit(limiter(Shut([Rate(1, 1000)]))).reserve()


@pytest.mark.parametrize("seconds", [0.0001, 0.0015])
def test_a_rate_finer_than_milliseconds_is_refused(server: Any, seconds: float) -> None:
    with pytest.raises(ConfigurationError, match="counts whole milliseconds"):
        SharedRateLimit.over_redis(client_of(server), RateLimit(calls=1, seconds=seconds), key="k")


def test_what_is_no_limiter_is_refused() -> None:
    wrong: Any = RateLimit(calls=1)
    with pytest.raises(ConfigurationError, match="not RateLimit"):
        SharedRateLimit(wrong)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyrate_limiter", None)
    anything: Any = None
    with pytest.raises(ConfigurationError, match=r"install ledgerspan\[redis\]"):
        SharedRateLimit(anything)
