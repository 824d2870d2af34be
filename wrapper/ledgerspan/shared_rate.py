"""Keep many clients, in many processes, within one rate: the extra `redis`.

    shared = SharedRateLimit.over_redis(redis.Redis(...), RateLimit(calls=5), key="daftra:acme")
    daftra = Daftra("acme", api_key="...", rate_limit=shared)

Every client that is given the same `key` shares one bucket, wherever it runs. Nothing sleeps in
here: a call that has to wait does so in the session, as with `RateLimit`, announces each wait as a
THROTTLE event and then asks again. Unlike with `RateLimit`, nothing is reserved while it waits, so
calls need not start in the order in which they asked. Tested with pyrate-limiter's buckets in
memory and, through its own Lua script, with fakeredis; not with a Redis server.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from importlib import import_module
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any, Self

from .errors import ConfigurationError, TransportError
from .throttle import RateLimit

if TYPE_CHECKING:
    from pyrate_limiter import AbstractBucket, Limiter
    from redis import Redis

# pyrate-limiter counts in whole milliseconds, so a wait of zero is one that just rounded down.
_SHORTEST = 0.001


class SharedRateLimit:
    """Ask a pyrate-limiter 4 `Limiter` or bucket before every request; for `rate_limit=`.

    `name` is the item's name, by which a Limiter with several buckets chooses one. Its bucket must
    answer at once, not with an awaitable: async clients ask too, which stops their loop for one
    question to Redis.

    A bucket that cannot be asked raises TransportError with `sent` False: the request has not
    gone out. Raises ConfigurationError for what is no limiter, for one that can never let a call
    through, for one that answers with awaitables, and when pyrate-limiter is not installed.
    """

    def __init__(self, limiter: Limiter | AbstractBucket, *, name: str = "ledgerspan") -> None:
        pyrate = _pyrate()
        if isinstance(limiter, pyrate.AbstractBucket):
            limiter = pyrate.Limiter(limiter)
        if not isinstance(limiter, pyrate.Limiter):
            raise ConfigurationError(
                f"a shared rate limit is a Limiter or bucket of pyrate-limiter, "
                f"not {type(limiter).__name__}"
            )
        self._limiter = limiter
        self._name = name

    @classmethod
    def over_redis(cls, redis: Redis, limit: RateLimit, *, key: str) -> Self:
        """Share `limit` through a key of a Redis server; bursts and refill are those of RateLimit.

        `redis` is a sync client, `key` what all who share the limit call it. The clocks of the
        machines should agree to a fraction of `limit.seconds`. Raises ConfigurationError for an
        async client and for seconds that are no whole milliseconds.
        """
        pyrate = _pyrate()
        milliseconds = round(limit.seconds * 1000)
        if milliseconds < 1 or abs(milliseconds - limit.seconds * 1000) > 1e-6:  # noqa: PLR2004
            raise ConfigurationError(f"a shared rate counts whole milliseconds, not {limit}")
        if iscoroutinefunction(redis.execute_command):
            raise ConfigurationError("give a redis.Redis, for async clients too, not an async one")
        bucket = pyrate.StateBucket(
            [pyrate.Rate(limit.calls, milliseconds)],
            algorithm=pyrate.TokenBucket(),
            store=pyrate.RedisStateStore(redis, key),
        )
        # Redis forgets the key by itself, so pyrate-limiter's thread that sweeps is not needed.
        factory = pyrate.SingleBucketFactory(bucket, schedule_leak=False)
        return cls(pyrate.Limiter(factory), name=key)

    def reserve(self) -> float:
        """Take one call and return 0.0, or take nothing and return the seconds to wait."""
        try:
            with ExitStack() as held:
                locks = self._limiter.lock
                for lock in locks if isinstance(locks, tuple) else (locks,):
                    held.enter_context(lock)
                factory = self._limiter.bucket_factory
                item = _told(factory.wrap_item(self._name))
                bucket = _told(factory.get(item))
                if _told(bucket.put(item)):
                    return 0.0
                milliseconds: int = _told(bucket.waiting(item))
        except ConfigurationError:
            raise
        except Exception as fault:
            raise TransportError(
                f"the shared rate limit could not be asked ({type(fault).__name__}), so the "
                "request was not sent",
                sent=False,
            ) from fault
        if milliseconds < 0:
            raise ConfigurationError("the shared rate limit never lets a call through")
        return max(_SHORTEST, milliseconds / 1000)

    def waits(self) -> Iterator[float]:
        """Yield waits until a call was taken."""
        while delay := self.reserve():
            yield delay

    def __repr__(self) -> str:
        return f"SharedRateLimit({self._name!r})"


def _pyrate() -> Any:
    try:
        return import_module("pyrate_limiter")
    except ImportError as fault:
        raise ConfigurationError(
            "a shared rate limit needs pyrate-limiter: install ledgerspan[redis]"
        ) from fault


def _told(answer: Any) -> Any:
    """Return an answer; refuse one that is still to come."""
    if hasattr(answer, "__await__"):
        if hasattr(answer, "close"):
            answer.close()
        raise ConfigurationError(
            "this limiter answers with awaitables: give it a sync bucket, such as one over "
            "redis.Redis, for async clients too"
        )
    return answer
