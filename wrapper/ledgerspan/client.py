"""Hold what all four clients share: configuration, pickling, a repr without secrets.

Options of all four, by keyword:

    base_url    address of another server, such as a sandbox
    timeout     seconds for reading (a number), or a Timeout
    retry       number of attempts, or a RetryPolicy
    rate_limit  a RateLimit for all threads and tasks of the client, or a SharedRateLimit for
                many clients and processes; none by default
    page_size   records a page; Daftra takes 1 to 1000, Nuvio has no pages
    prefetch    pages fetched ahead while you work on the one before; 0 by default
    transport   an httpx transport, for tests
    on_event    called with an Event at each request, response, retry, page and mismatch

Clients are safe to share between threads (the async ones between tasks of one loop), are context
managers, and are pickled by their configuration (which has the secret in it).
"""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from types import TracebackType
from typing import Any, ClassVar, Self, TypedDict, TypeVar, cast

from .config import Options, Timeout, options_of, retry_of, timeout_of
from .errors import ConfigurationError
from .events import Event
from .pipeline import Pipeline
from .retry import RetryPolicy
from .session import AsyncSession, Session
from .throttle import Pace, RateLimit

G = TypeVar("G")


class CommonOptions(TypedDict, total=False):
    """Name the options that all four clients take."""

    timeout: float | Timeout | None
    retry: RetryPolicy | int | None
    rate_limit: RateLimit | Pace | None
    page_size: int | None
    prefetch: int
    transport: Any
    on_event: Callable[[Event], object] | None


def options_from(given: CommonOptions) -> Options:
    """Read the common options.

    Raises TypeError for an option that there is not, ConfigurationError for what cannot work.
    """
    unknown = sorted(given.keys() - CommonOptions.__annotations__.keys())
    if unknown:
        known = ", ".join(CommonOptions.__annotations__)
        raise TypeError(f"there is no option {unknown[0]!r}; common options are {known}")
    return options_of(
        timeout=given.get("timeout"),
        retry=given.get("retry"),
        rate_limit=given.get("rate_limit"),
        page_size=given.get("page_size"),
        prefetch=given.get("prefetch", 0),
        transport=given.get("transport"),
        on_event=given.get("on_event"),
    )


class Client:
    """Keep what a client was made with, to pickle it and to show it without its secrets."""

    _provider: ClassVar[str]
    _made_with: dict[str, Any]
    _pipeline: Pipeline
    _session: Any

    def with_options(
        self, *, timeout: float | Timeout | None = None, retry: RetryPolicy | int | None = None
    ) -> Self:
        """Return a client with other policies: `daftra.with_options(timeout=90).invoices.get(7)`.

        It shares everything else with this one, connections, token and rate limit included, so
        closing either closes both.
        """
        now = self._pipeline.options
        pipeline = self._pipeline.with_policies(
            timeout=timeout_of(timeout) or now.timeout, retry=retry_of(retry) or now.retry
        )
        other = object.__new__(type(self))
        # What is cached under a public name was made for the policies of before.
        other.__dict__.update(
            {name: value for name, value in self.__dict__.items() if name.startswith("_")}
        )
        other._pipeline = pipeline
        other._session = self._session.sibling(pipeline)
        other._made_with = {
            **self._made_with,
            "timeout": pipeline.options.timeout,
            "retry": pipeline.options.retry,
        }
        return other

    @classmethod
    def from_profile(
        cls, name: str, path: str | PathLike[str] | None = None, **options: Any
    ) -> Self:
        """Make the client of a company in a profile file; options given here win over the file.

        See `ledgerspan.profiles` for the file and where it is. Raises ConfigurationError naming
        file, table and key, with all faults of this company at once.
        """
        from .profiles import open_profile  # noqa: PLC0415  # most clients need no file

        return open_profile(cls, cls._provider, name, path, options)

    def _open(self, pipeline: Pipeline) -> None:
        """Open a session over the pipeline; threads and tasks have one each."""
        raise NotImplementedError

    def __reduce__(self) -> tuple[Any, ...]:
        return _remake, (type(self), self._made_with)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._pipeline.base_url!r}, {self._pipeline.auth!r})"


class SyncClient(Client):
    """Own a session for threads."""

    _session: Session

    def _open(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self._session = Session(pipeline)

    def close(self) -> None:
        """Close the connections; the client opens new ones if it is used again."""
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _bind(self, generated: G) -> G:
        """Put the session under a generated client, whose functions only call `.request`."""
        bound = cast("Any", generated)
        bound.set_httpx_client(self._session)
        bound.set_async_httpx_client(_WrongKind("asyncio functions", f"Async{type(self).__name__}"))
        return generated


class AsyncClient(Client):
    """Own a session for tasks; the twin of SyncClient."""

    _session: AsyncSession

    def _open(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self._session = AsyncSession(pipeline)

    async def close(self) -> None:
        """Close the connections; the client opens new ones if it is used again."""
        await self._session.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    def _bind(self, generated: G) -> G:
        """Put the session under a generated client, whose functions only call `.request`."""
        bound = cast("Any", generated)
        bound.set_async_httpx_client(self._session)
        bound.set_httpx_client(
            _WrongKind("sync functions", type(self).__name__.removeprefix("Async"))
        )
        return generated


class _WrongKind:
    """Refuse the generated functions of the other kind, which would go out without credentials."""

    def __init__(self, what: str, instead: str) -> None:
        self._text = f"the {what} of the low-level client need {instead}(...).api"

    def request(self, **_: Any) -> Any:
        """Raise the error that names the right client."""
        raise ConfigurationError(self._text)


def _remake(shape: type[Client], made_with: dict[str, Any]) -> Client:
    return shape(**made_with)
