"""Fetch pages ahead: bytes only, in order, never more than `ahead` at once.

Threads (or tasks) fetch while the consumer decodes: decoding in workers is no faster and takes
half as much memory again, since the interpreter decodes one page at a time anyway.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar

# Both are imported late: they take longer to import than the rest of ledgerspan, and most
# listings need neither.
if TYPE_CHECKING:
    import asyncio
    from concurrent.futures import Future, ThreadPoolExecutor

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
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    def _start(self, page: int) -> Future[A]:
        if self._pool is None:
            futures = import_module("concurrent.futures")
            self._pool = futures.ThreadPoolExecutor(self._ahead, "ledgerspan-ahead")
        return self._pool.submit(self._fetch, page)


class TasksAhead(Generic[A]):
    """Fetch with tasks of the running loop; `close` cancels them all and waits until they end."""

    def __init__(self, fetch: Callable[[int], Awaitable[A]], ahead: int) -> None:
        self._asyncio = import_module("asyncio")
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
        except self._asyncio.CancelledError:
            due.cancel()
            raise

    async def close(self) -> None:
        """Cancel every task and wait for its end."""
        tasks = list(self._waiting.values())
        self._waiting.clear()
        for task in tasks:
            task.cancel()
        await self._asyncio.gather(*tasks, return_exceptions=True)

    def _start(self, page: int) -> asyncio.Task[A]:
        async def fetched() -> Any:
            return await self._fetch(page)

        task: asyncio.Task[A] = self._asyncio.ensure_future(fetched())
        return task
