"""Do what the pipeline decides, in a thread or in an event loop.

`Session` and `AsyncSession` stand line by line beside each other.
"""

from __future__ import annotations

import threading
import time
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

import httpx

from .auth import Header
from .call import Call, Flow
from .errors import AmbiguousWriteError, LedgerspanError
from .pipeline import Authorize, Pipeline, Send, Steps
from .pool import Pool
from .transport import (
    open_async_transport,
    open_transport,
    refuse_transport,
    request_of,
    time_limits,
    transport_error,
)

if TYPE_CHECKING:
    from .dry_run import DryRun

T = TypeVar("T")


class Session:
    """Send calls from threads; one connection pool, made when it is first needed."""

    def __init__(self, pipeline: Pipeline) -> None:
        refuse_transport(pipeline.options.transport, httpx.BaseTransport)
        self.pipeline = pipeline
        self._pool: Pool[httpx.BaseTransport] = Pool(pipeline.options.transport, open_transport)
        self._token_lock = threading.Lock()
        self._shared_lock = threading.Lock()
        self._limits = time_limits(pipeline.options.timeout)

    def sibling(self, pipeline: Pipeline) -> Session:
        """Return a session with other policies over the same connections and the same token."""
        other = Session(pipeline)
        other._pool, other._token_lock = self._pool, self._token_lock
        other._shared_lock = self._shared_lock
        return other

    def run(self, flow: Flow[T]) -> T:
        """Drive a resource operation to its result."""
        try:
            call = next(flow)
            while True:
                try:
                    answer = self.send(call)
                except LedgerspanError as fault:
                    call = flow.throw(fault)
                else:
                    call = flow.send(answer)
        except StopIteration as end:
            result: T = end.value
            return result
        except AmbiguousWriteError as error:
            if (lookup := error.lookup) is not None:
                error._look = lambda: self.run(lookup())  # noqa: SLF001
            raise

    def rehearse(self, flow: Flow[Any]) -> DryRun:
        """Drive a resource operation up to its write; return what that would send."""
        from . import rehearsal  # noqa: PLC0415  # few programs rehearse

        try:
            call = next(flow)
            while call.read:
                try:
                    answer = self.send(call)
                except LedgerspanError as fault:
                    call = flow.throw(fault)
                else:
                    call = flow.send(answer)
        except StopIteration as end:
            return rehearsal.nothing_to_send(end.value)
        flow.close()
        return rehearsal.planned(self.pipeline, call)

    def send(self, call: Call) -> httpx.Response:
        """Send one call through the pipeline."""
        answer: httpx.Response
        if (shared := call.shared) is None:
            answer = self._drive(self.pipeline.exchange(call))
            return answer
        with self._shared_lock:
            if shared.answer is None:
                shared.answer = self._drive(self.pipeline.exchange(call))
            answer = shared.answer
            return answer

    def request(self, **kwargs: Any) -> httpx.Response:
        """Serve the generated functions, which call this as if it were an `httpx.Client`."""
        call = self.pipeline.call_of(kwargs)
        answer = self.send(call)
        answer.extensions["on_mismatch"] = self.pipeline.mismatch_reporter(call.operation)
        return answer

    def close(self) -> None:
        """Close the connections; a later call opens new ones."""
        transport = self._pool.taken_out()
        if transport is not None:
            transport.close()

    def _drive(self, steps: Steps) -> Any:
        try:
            step = next(steps)
            while True:
                if isinstance(step, Send):
                    step = steps.send(self._transmit(step))
                elif isinstance(step, Authorize):
                    step = steps.send(self._authorize())
                else:
                    time.sleep(step.seconds)
                    step = next(steps)
        except StopIteration as end:
            return end.value

    def _authorize(self) -> Header:
        header = self.pipeline.auth.header()
        if header is not None:
            return header
        with self._token_lock:
            fetched: Header = self._drive(self.pipeline.fetch_token())
            return fetched

    def _transmit(self, step: Send) -> httpx.Response | LedgerspanError:
        try:
            request = request_of(self.pipeline, step, self._limits)
            answer = self._pool.opened().handle_request(request)
            answer.request = request
            try:
                answer.read()
            finally:
                answer.close()
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            return transport_error(fault)
        return answer


class AsyncSession:
    """Send calls from tasks of an asyncio loop; the twin of Session."""

    def __init__(self, pipeline: Pipeline) -> None:
        refuse_transport(pipeline.options.transport, httpx.AsyncBaseTransport)
        self.pipeline = pipeline
        self._pool: Pool[httpx.AsyncBaseTransport] = Pool(
            pipeline.options.transport, open_async_transport
        )
        # Imported late: asyncio takes as long to import as msgspec, and threads need none of it.
        self._asyncio = import_module("asyncio")
        self._token_lock = self._asyncio.Lock()
        self._shared_lock = self._asyncio.Lock()
        self._limits = time_limits(pipeline.options.timeout)

    def sibling(self, pipeline: Pipeline) -> AsyncSession:
        """Return a session with other policies over the same connections and the same token."""
        other = AsyncSession(pipeline)
        other._pool, other._token_lock = self._pool, self._token_lock
        other._shared_lock = self._shared_lock
        return other

    async def run(self, flow: Flow[T]) -> T:
        """Drive a resource operation to its result."""
        try:
            call = next(flow)
            while True:
                try:
                    answer = await self.send(call)
                except LedgerspanError as fault:
                    call = flow.throw(fault)
                else:
                    call = flow.send(answer)
        except StopIteration as end:
            result: T = end.value
            return result
        except AmbiguousWriteError as error:
            if (lookup := error.lookup) is not None:
                error._look = lambda: self.run(lookup())  # noqa: SLF001
            raise

    async def rehearse(self, flow: Flow[Any]) -> DryRun:
        """Drive a resource operation up to its write; return what that would send."""
        from . import rehearsal  # noqa: PLC0415  # few programs rehearse

        try:
            call = next(flow)
            while call.read:
                try:
                    answer = await self.send(call)
                except LedgerspanError as fault:
                    call = flow.throw(fault)
                else:
                    call = flow.send(answer)
        except StopIteration as end:
            return rehearsal.nothing_to_send(end.value)
        flow.close()
        return rehearsal.planned(self.pipeline, call)

    async def send(self, call: Call) -> httpx.Response:
        """Send one call through the pipeline."""
        answer: httpx.Response
        if (shared := call.shared) is None:
            answer = await self._drive(self.pipeline.exchange(call))
            return answer
        async with self._shared_lock:
            if shared.answer is None:
                shared.answer = await self._drive(self.pipeline.exchange(call))
            answer = shared.answer
            return answer

    async def request(self, **kwargs: Any) -> httpx.Response:
        """Serve the generated functions, which call this as if it were an `httpx.AsyncClient`."""
        call = self.pipeline.call_of(kwargs)
        answer = await self.send(call)
        answer.extensions["on_mismatch"] = self.pipeline.mismatch_reporter(call.operation)
        return answer

    async def close(self) -> None:
        """Close the connections; a later call opens new ones."""
        transport = self._pool.taken_out()
        if transport is not None:
            await transport.aclose()

    async def _drive(self, steps: Steps) -> Any:
        try:
            step = next(steps)
            while True:
                if isinstance(step, Send):
                    step = steps.send(await self._transmit(step))
                elif isinstance(step, Authorize):
                    step = steps.send(await self._authorize())
                else:
                    await self._asyncio.sleep(step.seconds)
                    step = next(steps)
        except StopIteration as end:
            return end.value

    async def _authorize(self) -> Header:
        header = self.pipeline.auth.header()
        if header is not None:
            return header
        async with self._token_lock:
            fetched: Header = await self._drive(self.pipeline.fetch_token())
            return fetched

    async def _transmit(self, step: Send) -> httpx.Response | LedgerspanError:
        try:
            request = request_of(self.pipeline, step, self._limits)
            answer = await self._pool.opened().handle_async_request(request)
            answer.request = request
            try:
                await answer.aread()
            finally:
                await answer.aclose()
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            return transport_error(fault)
        return answer
