"""Fetch pages ahead: bytes only, in order, never more than `ahead` at once.

Threads (or tasks) fetch while the consumer decodes: decoding in workers is no faster and takes
half as much memory again, since the interpreter decodes one page at a time anyway.
"""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Generic, TypeVar

A = TypeVar("A")


class ThreadsAhead(Generic[A]):
    """Fetch with threads; `close` drops what was not asked for and lets threads end."""

    def __init__(self, fetch: Callable[[int], A], ahead: int) -> None:
        self._fetch = fetch
        self._ahead = ahead
        self._pool: ThreadPoolExecutor | None = None
        self._waiting: dict[int, Future[A]] = {}

    def get(self, page: int, until: int) -> A:
        """Return a page; start fetching those up to `until` behind it."""
        if self._ahead == 0:
            return self._fetch(page)
        due = self._waiting.pop(page, None)
        for later in range(page + 1, min(until, page + self._ahead) + 1):
            if later not in self._waiting:
                self._waiting[later] = self._start(later)
        return self._fetch(page) if due is None else due.result()

    def close(self) -> None:
        """Cancel what has not begun; what is on its way ends by itself, its result is dropped."""
        self._waiting.clear()
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _start(self, page: int) -> "Future[A]":
        if self._pool is None:
            self._pool = ThreadPoolExecutor(self._ahead, thread_name_prefix="ledgerspan-ahead")
        return self._pool.submit(self._fetch, page)


class TasksAhead(Generic[A]):
    """Fetch with tasks of the running loop; `close` cancels them all and waits until they end."""

    def __init__(self, fetch: Callable[[int], Awaitable[A]], ahead: int) -> None:
        self._fetch = fetch
        self._ahead = ahead
        self._waiting: dict[int, asyncio.Task[A]] = {}

    async def get(self, page: int, until: int) -> A:
        """Return a page; start fetching those up to `until` behind it."""
        if self._ahead == 0:
            return await self._fetch(page)
        due = self._waiting.pop(page, None) or self._start(page)
        for later in range(page + 1, min(until, page + self._ahead) + 1):
            if later not in self._waiting:
                self._waiting[later] = self._start(later)
        try:
            return await due
        except asyncio.CancelledError:
            due.cancel()
            raise

    async def close(self) -> None:
        """Cancel every task and wait for its end."""
        tasks = list(self._waiting.values())
        self._waiting.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _start(self, page: int) -> "asyncio.Task[A]":
        async def fetched() -> Any:
            return await self._fetch(page)

        return asyncio.ensure_future(fetched())
