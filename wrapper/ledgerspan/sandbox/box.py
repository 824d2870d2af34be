"""The sandbox itself: two APIs, one database, one thread; everything else hangs on it."""

from datetime import date
from importlib import import_module
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

# The front door only, and found late: it imports a client when one is asked for.
import ledgerspan
from ledgerspan.sandbox.application import build_application
from ledgerspan.sandbox.companies import DaftraCompany, NuvioCompany
from ledgerspan.sandbox.daftra.access import Keyring
from ledgerspan.sandbox.daftra.api import DaftraService
from ledgerspan.sandbox.database import open_database, reset_database
from ledgerspan.sandbox.engine import Engine
from ledgerspan.sandbox.exchange import Dialect
from ledgerspan.sandbox.faults import FaultPlan
from ledgerspan.sandbox.nuvio.api import NuvioService
from ledgerspan.sandbox.plan import Plan
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
    outlives the sandbox, or ":memory:". `clock` is the sandbox's today: the newest seeded
    date, and the date of a record created without one. `port` is where `url` will listen, 0
    for any free port.
    """

    def __init__(
        self,
        *,
        seed: int = 0,
        records: int = 150,
        dialect: Dialect = "observed",
        database: str = ":memory:",
        clock: date = CLOCK,
        port: int = 0,
    ) -> None:
        self._plan = Plan(seed=seed, records=records, dialect=dialect, clock=clock)
        self._port = port
        self._wire: Any = None
        self.faults = FaultPlan(seed)
        self.requests: list[LoggedRequest] = []
        self._keyring = Keyring(seed, self._plan.daftra)
        self._engine = Engine()
        try:
            self._connection = self._engine.run(open_database, database, self._plan)
        except BaseException:
            self._engine.close()
            raise
        self._application = build_application(
            (
                DaftraService(self._connection, self._plan, self._keyring),
                NuvioService(self._connection, self._plan),
            ),
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
        """Go back to the seeded records; forget faults, requests, tokens and codes."""
        self._engine.run(reset_database, self._connection, self._plan)
        self._engine.run(self._keyring.reset)
        self.faults.clear()
        self.requests.clear()

    def expire_tokens(self) -> None:
        """End every OAuth access token issued so far; refresh tokens stay good."""
        self._engine.run(self._keyring.expire)

    def new_authorization_code(self, company: int = 0) -> str:
        """Let the merchant of a Daftra company agree to the marketplace app: a code, good once.

        The first one is the company's own `authorization_code`.
        """
        return self._engine.run(self._keyring.new_code, self.daftra_companies[company])

    def close(self) -> None:
        """End the server, the thread and the connection. Calling it twice is fine."""
        if self._engine.closed:
            return
        if self._wire is not None:
            self._engine.submit(self._wire.stop()).result()
        self._engine.run(self._connection.close)
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
