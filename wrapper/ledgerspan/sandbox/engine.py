"""One background thread with one event loop: everything of a sandbox happens there.

Since the database, the request log and the server live on the same loop, and a request is
worked through without awaiting, nothing needs a lock.
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

Result = TypeVar("Result")


class ClosedError(RuntimeError):
    """The sandbox has been closed."""


class Engine:
    """The thread and its loop; started at once, ended by `close`."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(
            target=self._loop.run_forever, name="ledgerspan-sandbox", daemon=True
        )
        self._thread.start()

    @property
    def closed(self) -> bool:
        """Whether `close` has been called."""
        return self._loop.is_closed()

    def submit(self, work: Coroutine[Any, Any, Result]) -> Future[Result]:
        """Start `work` on the loop."""
        if self._loop.is_closed():
            work.close()
            raise ClosedError("this sandbox is closed: make a new one")
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def run(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """Call `work` on the loop's thread and wait for what it returns."""

        async def call() -> Result:
            return work(*arguments)

        return self.submit(call()).result()

    def close(self) -> None:
        """Cancel what still runs, end the thread, close the loop. Calling it twice is fine."""
        if self._loop.is_closed():
            return
        self.submit(_cancel_everything_else()).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


async def _cancel_everything_else() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
