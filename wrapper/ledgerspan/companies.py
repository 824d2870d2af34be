"""Work on many companies at once: `Companies` for threads, `AsyncCompanies` for tasks.

    with Companies.from_file() as companies:
        totals = companies.each(lambda books: sum(i.total or 0 for i in books.incomes.list()))
    for company, error in totals.errors.items(): ...

Each company has its own client, and so its own connections, rate limit and tokens. One that fails
does not stop the others.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, ExitStack
from contextvars import copy_context
from importlib import import_module
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, overload

from .company_results import CompanyOutcome, CompanyResults
from .errors import ConfigurationError
from .profiles import faulty, profile_path, read_profiles

if TYPE_CHECKING:
    from .daftra.client import AsyncDaftra, Daftra
    from .nuvio.client import AsyncNuvio, Nuvio

T = TypeVar("T")
C = TypeVar("C")
# Constraints and not a bound, so that companies of both providers are of Daftra | Nuvio.
S = TypeVar("S", "Daftra", "Nuvio", "Daftra | Nuvio")
A = TypeVar("A", "AsyncDaftra", "AsyncNuvio", "AsyncDaftra | AsyncNuvio")

_CLIENTS = {"daftra": "Daftra", "nuvio": "Nuvio"}


class _Companies(Mapping[str, C]):
    """Map names to clients, in the order in which they were given."""

    def __init__(self, clients: Mapping[str, C]) -> None:
        self._clients = dict(clients)

    def __getitem__(self, name: str) -> C:
        if name not in self._clients:
            raise KeyError(f"there is no company {name!r}, only {', '.join(self._clients)}")
        return self._clients[name]

    def __contains__(self, name: object) -> bool:
        return name in self._clients

    def __iter__(self) -> Iterator[str]:
        return iter(self._clients)

    def __len__(self) -> int:
        return len(self._clients)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(self._clients)})"


class Companies(_Companies[S]):
    """Map names to clients for threads; closes them all when it is closed.

    `Companies({"acme": Daftra(...), "harbour": Nuvio(...)})` takes clients that there are,
    `Companies.from_file()` makes those of a profile file.
    """

    if TYPE_CHECKING:
        # Companies of one provider are of its client; a checker would guess the base class.
        @overload
        def __init__(self: Companies[Daftra], clients: Mapping[str, Daftra]) -> None: ...
        @overload
        def __init__(self: Companies[Nuvio], clients: Mapping[str, Nuvio]) -> None: ...
        @overload
        def __init__(
            self: Companies[Daftra | Nuvio], clients: Mapping[str, Daftra | Nuvio]
        ) -> None: ...
        def __init__(self, clients: Mapping[str, Any]) -> None: ...

    @staticmethod
    def from_file(
        path: str | os.PathLike[str] | None = None, **options: Any
    ) -> Companies[Daftra | Nuvio]:
        """Make a client for each company of a profile file; see `ledgerspan.profiles`.

        `options` go to every client and win over the file. Raises ConfigurationError with all
        faults of all companies at once.
        """
        return Companies(_clients_of(path, options, ""))

    def each(self, function: Callable[[S], T], *, at_once: int = 4) -> CompanyResults[T]:
        """Call `function(client)` for each company, in up to `at_once` threads.

        Errors are kept beside the results. KeyboardInterrupt and their like are raised: calls that
        run are waited for, since they may be writing, and no other begins. Raises
        ConfigurationError for an `at_once` below 1.
        """
        threads = _checked(at_once)
        stopped = threading.Event()

        def one(company: str) -> CompanyOutcome[T] | None:
            if stopped.is_set():
                return None
            try:
                return CompanyOutcome(company=company, result=function(self[company]))
            except Exception as fault:  # noqa: BLE001  # whatever it is, it is the caller's to see
                return _failed(company, fault)
            except BaseException:
                stopped.set()
                raise

        pool = import_module("concurrent.futures").ThreadPoolExecutor(threads, "ledgerspan-each")
        with pool:
            # Each call sees the caller's context, to which a trace or a log record belongs.
            calls = [pool.submit(copy_context().run, one, company) for company in self]
            try:
                outcomes = [call.result() for call in calls]
            except BaseException:
                stopped.set()
                raise
        return CompanyResults(tuple(outcomes))

    def close(self) -> None:
        """Close all clients, even if closing one of them fails."""
        with ExitStack() as closing:
            for client in self.values():
                closing.callback(client.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class AsyncCompanies(_Companies[A]):
    """Map names to clients for tasks; the twin of Companies."""

    if TYPE_CHECKING:
        # Companies of one provider are of its client; a checker would guess the base class.
        @overload
        def __init__(
            self: AsyncCompanies[AsyncDaftra], clients: Mapping[str, AsyncDaftra]
        ) -> None: ...
        @overload
        def __init__(
            self: AsyncCompanies[AsyncNuvio], clients: Mapping[str, AsyncNuvio]
        ) -> None: ...
        @overload
        def __init__(
            self: AsyncCompanies[AsyncDaftra | AsyncNuvio],
            clients: Mapping[str, AsyncDaftra | AsyncNuvio],
        ) -> None: ...
        def __init__(self, clients: Mapping[str, Any]) -> None: ...

    @staticmethod
    def from_file(
        path: str | os.PathLike[str] | None = None, **options: Any
    ) -> AsyncCompanies[AsyncDaftra | AsyncNuvio]:
        """Make a client for each company of a profile file; see `Companies.from_file`."""
        return AsyncCompanies(_clients_of(path, options, "Async"))

    async def each(
        self, function: Callable[[A], Awaitable[T]], *, at_once: int = 4
    ) -> CompanyResults[T]:
        """Await `function(client)` for each company, up to `at_once` at a time.

        Errors are kept beside the results. Cancelling it cancels all calls and waits for their
        end, so that no task is left. Raises ConfigurationError for an `at_once` below 1.
        """
        asyncio = import_module("asyncio")
        places = asyncio.Semaphore(_checked(at_once))

        async def one(company: str) -> CompanyOutcome[T]:
            async with places:
                try:
                    return CompanyOutcome(company=company, result=await function(self[company]))
                except Exception as fault:  # noqa: BLE001  # it is the caller's to see
                    return _failed(company, fault)

        async with asyncio.TaskGroup() as group:
            calls = [group.create_task(one(company)) for company in self]
        # A call that cancelled itself has no outcome: its CancelledError is raised here.
        return CompanyResults(tuple(call.result() for call in calls))

    async def close(self) -> None:
        """Close all clients, even if closing one of them fails."""
        async with AsyncExitStack() as closing:
            for client in self.values():
                closing.push_async_callback(client.close)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()


def _checked(at_once: int) -> int:
    if isinstance(at_once, bool) or not isinstance(at_once, int) or at_once < 1:
        raise ConfigurationError(f"at_once is a number of calls from 1 on, not {at_once!r}")
    return at_once


def _failed(company: str, fault: Exception) -> CompanyOutcome[Any]:
    fault.add_note(f"company: {company}")
    return CompanyOutcome(company=company, error=fault)


def _clients_of(
    path: str | os.PathLike[str] | None, options: Mapping[str, Any], kind: str
) -> dict[str, Any]:
    file = profile_path(path)
    clients: dict[str, Any] = {}
    faults: list[str] = []
    for name, profile in read_profiles(file).items():
        module = import_module(f"ledgerspan.{profile.provider}.client")
        shape = getattr(module, kind + _CLIENTS[profile.provider])
        own: list[str] = []
        clients[name] = profile.open(shape, options, own)
        faults += own
    if faults:
        raise faulty(file, faults)
    return clients
