"""Open the books of a Daftra company: Daftra and AsyncDaftra."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, Self, Unpack

import daftra_client

from ledgerspan.accessors import Accessors
from ledgerspan.async_accessors import AsyncAccessors
from ledgerspan.auth import Auth, FixedHeader, Grant
from ledgerspan.client import AsyncClient, Client, CommonOptions, SyncClient, options_from
from ledgerspan.config import Secret, from_environment
from ledgerspan.dates import DateFormat
from ledgerspan.errors import ConfigurationError
from ledgerspan.pipeline import Pipeline

from .address import daftra_base_url
from .catalogue import JOINED, KINDS, MISSING, kind_at
from .envelope import is_read, judge
from .page_size import checked_page_size

if TYPE_CHECKING:
    from ledgerspan.resources.entities import AsyncEntities, Entities

    from .entity_flows import EntityFlows
    from .site import SiteDates

_ENVIRONMENT = {
    "address": "DAFTRA_SUBDOMAIN",
    "base_url": "DAFTRA_BASE_URL",
    "api_key": "DAFTRA_API_KEY",
    "token": "DAFTRA_TOKEN",
}
_ALTERNATIVES: tuple[tuple[str, ...], ...] = (
    ("address", "base_url"),
    ("api_key", "token", "oauth"),
)


class _DaftraClient(Client):
    """Read the configuration of both Daftra clients.

    `address` is the subdomain, host or any pasted URL of the site; `base_url` the same by
    keyword. One of `api_key` (sent as header `apikey`), `token` (an OAuth access token) and
    `oauth` (a PasswordGrant or CodeGrant) proves who you are: Daftra refuses two at once.
    `date_format` ("DD/MM/YYYY") saves the one read of site_info that a non-ISO date would need;
    `branch_id` is sent as request_branch_id with every call, `site_id` as the header Site-Id
    (marketplace apps). The common options are described in `ledgerspan.client`.

    Raises ConfigurationError for anything that cannot work, before any request.
    """

    _provider = "daftra"

    def __init__(
        self,
        address: str | None = None,
        *,
        api_key: str | None = None,
        token: str | None = None,
        oauth: Grant | None = None,
        base_url: str | None = None,
        date_format: str | None = None,
        branch_id: int | None = None,
        site_id: str | None = None,
        **options: Unpack[CommonOptions],
    ) -> None:
        self._made_with = {
            "address": address,
            "api_key": api_key,
            "token": token,
            "oauth": oauth,
            "base_url": base_url,
            "date_format": date_format,
            "branch_id": branch_id,
            "site_id": site_id,
            **options,
        }
        if (address is None) == (base_url is None):
            raise ConfigurationError("give Daftra one address: the subdomain, the host or base_url")
        common = options_from(options)
        pipeline = Pipeline(
            base_url=daftra_base_url(address or base_url or ""),
            auth=_auth(api_key, token, oauth),
            judge=judge,
            is_read=is_read,
            options=common,
            params={} if branch_id is None else {"request_branch_id": _branch(branch_id)},
            headers={} if site_id is None else {"Site-Id": Secret.of("site_id", site_id).reveal()},
        )
        if date_format is not None:
            DateFormat(date_format)
        self._date_format = date_format
        self._page_size = checked_page_size(common.page_size)
        self._opened: dict[str, Any] = {}
        self._prefetch = common.prefetch
        self._open(pipeline)

    def _flows(self, name: str) -> Any:
        """Return the flows of a resource; made once, with the site's dates in common."""
        if name not in self._opened:
            self._opened[name] = self._open_flows(name)
        return self._opened[name]

    @cached_property
    def _dates(self) -> SiteDates:
        """The dates of the site, whose format all resources learn together."""
        from .site import SiteDates  # noqa: PLC0415  # as lazy as the flows

        return SiteDates(self._date_format, self._pipeline.mismatch_reporter("site_info"))

    def _open_flows(self, name: str) -> Any:
        if name in MISSING:
            from ledgerspan.unsupported import UnsupportedFlows  # noqa: PLC0415  # as lazy as flows

            return UnsupportedFlows("Daftra", name, MISSING[name])
        from .flows import V1Flows  # noqa: PLC0415  # a client is imported before it is used

        report = self._pipeline.mismatch_reporter(name)
        dates = self._dates.reporting_to(report)
        if name in JOINED:
            parts = {
                part: V1Flows(kind_at(place), dates, report, self._page_size)
                for part, place in JOINED[name].items()
            }
            join: Any = import_module(f"ledgerspan.daftra.{name}").joined
            return join(parts)
        return V1Flows(kind_at(KINDS[name]), dates, report, self._page_size)

    def _entity_flows(self, name: str) -> EntityFlows:
        from .entity_flows import EntityFlows  # noqa: PLC0415  # few programs need any

        return EntityFlows(
            name, self._pipeline.mismatch_reporter(f"entity.{name}"), self._page_size
        )

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None, **options: Any) -> Self:
        """Read DAFTRA_SUBDOMAIN or DAFTRA_BASE_URL, and DAFTRA_API_KEY or DAFTRA_TOKEN.

        Options given here win over the environment. Raises ConfigurationError naming the
        variables that are missing or that exclude each other.
        """
        found: dict[str, Any] = dict(from_environment(_ENVIRONMENT, environment))
        for group in _ALTERNATIVES:
            if any(options.get(name) is not None for name in group):
                found = {name: value for name, value in found.items() if name not in group}
        for group, missing in zip(
            _ALTERNATIVES,
            ("DAFTRA_SUBDOMAIN or DAFTRA_BASE_URL", "DAFTRA_API_KEY or DAFTRA_TOKEN"),
            strict=True,
        ):
            set_now = [name for name in group if name in found or options.get(name) is not None]
            if len(set_now) != 1:
                problem = "neither is" if not set_now else "both are"
                raise ConfigurationError(f"set one of {missing} in the environment: {problem} set")
        return cls(**{**found, **options})


class Daftra(SyncClient, _DaftraClient, Accessors):
    """Open the books of a Daftra company, from threads."""

    @cached_property
    def api(self) -> daftra_client.Client:
        """Give the low-level client: `list_incomes.sync(client=daftra.api)`, same session."""
        return self._bind(daftra_client.Client(base_url=self._pipeline.base_url))

    def entity(self, name: str) -> Entities:
        """Read and write any entity of v2 by its name: `daftra.entity("journal").list(...)`.

        Names are singular and in snake_case (invoice, journal_transaction, purchase_order);
        modules of an account are such as "le_workflow-type-entity-3". Raises ConfigurationError
        for what cannot be a name.
        """
        from ledgerspan.resources.entities import Entities  # noqa: PLC0415

        return Entities(self._entity_flows(name), self._session, self._prefetch)


class AsyncDaftra(AsyncClient, _DaftraClient, AsyncAccessors):
    """Open the books of a Daftra company, from tasks."""

    @cached_property
    def api(self) -> daftra_client.Client:
        """Give the low-level client: `list_incomes.asyncio(client=daftra.api)`, same session."""
        return self._bind(daftra_client.Client(base_url=self._pipeline.base_url))

    def entity(self, name: str) -> AsyncEntities:
        """Read and write any entity of v2 by its name; see `Daftra.entity`."""
        from ledgerspan.resources.entities import AsyncEntities  # noqa: PLC0415

        return AsyncEntities(self._entity_flows(name), self._session, self._prefetch)


def _auth(api_key: str | None, token: str | None, oauth: Grant | None) -> Auth:
    if sum(given is not None for given in (api_key, token, oauth)) != 1:
        raise ConfigurationError(
            "give one of api_key, token and oauth: Daftra refuses an API key together with a "
            "bearer token"
        )
    if oauth is not None:
        return oauth
    if token is not None:
        return FixedHeader("Authorization", Secret.of("token", token), "Bearer")
    return FixedHeader("apikey", Secret.of("api_key", api_key))


def _branch(branch_id: object) -> str:
    if isinstance(branch_id, bool) or not isinstance(branch_id, int) or branch_id < 1:
        raise ConfigurationError(f"branch_id is the id of a branch, from 1 on, not {branch_id!r}")
    return str(branch_id)
