"""The sandbox itself: two APIs, one database, one thread; everything else hangs on it."""

from datetime import date, datetime
from importlib import import_module
from os import PathLike
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

# The front door only, and found late: it imports a client when one is asked for.
import ledgerspan
from ledgerspan.sandbox.admin import Admin
from ledgerspan.sandbox.application import build_application
from ledgerspan.sandbox.clock import duration
from ledgerspan.sandbox.companies import DaftraCompany, NuvioCompany
from ledgerspan.sandbox.daftra.api import DaftraService
from ledgerspan.sandbox.engine import Engine
from ledgerspan.sandbox.exchange import Dialect
from ledgerspan.sandbox.nuvio.api import NuvioService
from ledgerspan.sandbox.pages.routes import Pages
from ledgerspan.sandbox.plan import Plan
from ledgerspan.sandbox.state import Snapshot, State
from ledgerspan.sandbox.transport import SandboxTransport

if TYPE_CHECKING:
    from ledgerspan import AsyncDaftra, AsyncNuvio, Daftra, Nuvio
    from ledgerspan.sandbox.requestlog import LoggedRequest

IN_PROCESS = "http://sandbox.invalid"
CLOCK = date(2026, 7, 1)


class Sandbox:
    """Both APIs, stateful and seeded, until `close`; a context manager.

    `records` counts the incomes of each of the four companies. `dialect` is "observed" (what
    client code has seen) or "documented" (the published shapes). `database` is a file that
    outlives the sandbox, or ":memory:"; one sandbox at a time has it, and it opens only for the
    seed, records, dialect and clock it was made with. `clock` is the day that the clock starts
    with: the newest seeded date, and the date of a record created without one. `port` is where
    `url` will listen, 0 for any free port.

    The start page is at `url`: companies with their keys, faults, requests, reference pages.
    """

    def __init__(
        self,
        *,
        seed: int = 0,
        records: int = 150,
        dialect: Dialect = "observed",
        database: str | PathLike[str] = ":memory:",
        clock: date = CLOCK,
        port: int = 0,
    ) -> None:
        self._plan = Plan(seed=seed, records=records, dialect=dialect, clock=clock)
        self._port = port
        self._wire: Any = None
        self._engine = Engine()
        try:
            self._state = self._engine.run(State, database, self._plan)
        except BaseException:
            self._engine.close()
            raise
        state = self._state
        self.faults = state.faults
        self.requests: list[LoggedRequest] = state.requests
        """What was asked of both APIs, oldest first: the last 10,000."""
        self._application = build_application(
            (
                DaftraService(state.connection, self._plan, state.keyring, state.clock),
                NuvioService(state.connection, self._plan, state.clock),
            ),
            (*Admin(state).resources(), *Pages(state).resources()),
            self.faults,
            self.requests,
        )
        self.transport = SandboxTransport(self._application, self._engine)

    @property
    def daftra_companies(self) -> tuple[DaftraCompany, ...]:
        """The Daftra accounts with their invented credentials."""
        return self._plan.daftra

    @property
    def nuvio_companies(self) -> tuple[NuvioCompany, ...]:
        """The Nuvio workspaces with their invented tokens."""
        return self._plan.nuvio

    @property
    def companies(self) -> tuple[DaftraCompany | NuvioCompany, ...]:
        """All four."""
        return (*self._plan.daftra, *self._plan.nuvio)

    @property
    def url(self) -> str:
        """Where the server listens; the first use starts it."""
        if self._wire is None:
            # The server is slow to import, and most tests stay in-process.
            server = import_module("ledgerspan.sandbox.server").WireServer
            self._wire = self._engine.submit(server.start(self._application, self._port)).result()
        url: str = self._wire.url
        return url

    @property
    def daftra_url(self) -> str:
        """What stands before `/api2`; names the server only once `url` has started it."""
        return f"{self.url if self._wire else IN_PROCESS}/daftra"

    @property
    def nuvio_url(self) -> str:
        """What stands before `/v1`; names the server only once `url` has started it."""
        return f"{self.url if self._wire else IN_PROCESS}/nuvio"

    def daftra(self, company: int = 0, **options: Any) -> "Daftra":
        """Make a `ledgerspan.Daftra` for one of the companies; `options` go to it."""
        return ledgerspan.Daftra(self.daftra_url, **self._daftra_options(company, options))

    def async_daftra(self, company: int = 0, **options: Any) -> "AsyncDaftra":
        """Make a `ledgerspan.AsyncDaftra` for one of the companies; `options` go to it."""
        return ledgerspan.AsyncDaftra(self.daftra_url, **self._daftra_options(company, options))

    def nuvio(self, company: int = 0, **options: Any) -> "Nuvio":
        """Make a `ledgerspan.Nuvio` for one of the companies; `options` go to it."""
        return ledgerspan.Nuvio(**self._nuvio_options(company, options))

    def async_nuvio(self, company: int = 0, **options: Any) -> "AsyncNuvio":
        """Make a `ledgerspan.AsyncNuvio` for one of the companies; `options` go to it."""
        return ledgerspan.AsyncNuvio(**self._nuvio_options(company, options))

    def reset(self) -> None:
        """Go back to the seeded records and the first day; forget faults, requests, tokens, codes.

        The seeded state of up to some 30,000 records is kept in memory; more are seeded anew.
        """
        self._engine.run(self._state.reset)

    def snapshot(self) -> Snapshot:
        """Keep the state of now for `restore`: records, ids given, tokens, codes and the clock.

        It takes as much memory as the database, one mebibyte for the usual plan.
        """
        return self._engine.run(self._state.snapshot)

    def restore(self, snapshot: Snapshot) -> None:
        """Go back to `snapshot`, as often as you like; faults and requests stay as they are.

        It may be of another sandbox with the same seed, records, dialect and clock; any other
        raises ValueError.
        """
        self._engine.run(self._state.restore, snapshot)

    @property
    def clock(self) -> datetime:
        """What time it is in there: a moment without a zone, that stands still until you move it.

        It is the date of a record created without one, the moment in `created` and `modified`,
        and what access tokens end by. Seeded records do not move.
        """
        return self._engine.run(lambda: self._state.clock.now)

    def set_clock(self, moment: date) -> None:
        """Go to a moment, or to the noon of a day; forwards or back."""
        self._engine.run(self._state.clock.set, moment)

    def advance(
        self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> None:
        """Move the clock on; a negative number moves it back."""
        step = duration(days=days, hours=hours, minutes=minutes, seconds=seconds)
        self._engine.run(self._state.clock.advance, step)

    def expire_tokens(self) -> None:
        """End every OAuth access token issued so far; refresh tokens stay good."""
        self._engine.run(self._state.keyring.expire)

    def new_authorization_code(self, company: int = 0) -> str:
        """Let the merchant of a Daftra company agree to the marketplace app: a code, good once.

        The first one is the company's own `authorization_code`.
        """
        return self._engine.run(self._state.keyring.new_code, self.daftra_companies[company])

    def close(self) -> None:
        """End the server, the thread and the connection. Calling it twice is fine."""
        if self._engine.closed:
            return
        if self._wire is not None:
            self._engine.submit(self._wire.stop()).result()
        self._engine.run(self._state.close)
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        plan = self._plan
        return f"Sandbox(seed={plan.seed}, records={plan.records}, dialect={plan.dialect!r})"

    def _daftra_options(self, company: int, options: dict[str, Any]) -> dict[str, Any]:
        if not {"api_key", "token", "oauth"} & options.keys():
            options["api_key"] = self.daftra_companies[company].api_key
        return {"transport": self.transport, **options}

    def _nuvio_options(self, company: int, options: dict[str, Any]) -> dict[str, Any]:
        return {
            "token": self.nuvio_companies[company].token,
            "base_url": self.nuvio_url,
            "transport": self.transport,
            **options,
        }
