"""Open the books of a Nuvio company: Nuvio and AsyncNuvio."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Self, Unpack

import nuvio_client

from ledgerspan.accessors import Accessors
from ledgerspan.address import clean_base_url
from ledgerspan.async_accessors import AsyncAccessors
from ledgerspan.auth import FixedHeader
from ledgerspan.client import AsyncClient, Client, CommonOptions, SyncClient, options_from
from ledgerspan.config import Secret, from_environment
from ledgerspan.errors import ConfigurationError
from ledgerspan.pipeline import Pipeline

from .catalogue import KINDS, MISSING, kind_at
from .envelope import is_read, judge

# The host of all endpoint samples (published docs); the Authentication page shows another one,
# which `base_url` can name.
ADDRESS = "https://api.nuvio.io"
_ENVIRONMENT = {"token": "NUVIO_TOKEN", "base_url": "NUVIO_BASE_URL"}


class _NuvioClient(Client):
    """Read the configuration of both Nuvio clients.

    `token` is made in the company's settings and belongs to one company. It is sent as
    `Authorization: Bearer <token>`; with `auth_scheme=""` it is sent as it is, which the endpoint
    pages show. The common options are described in `ledgerspan.client`; there is no `page_size`,
    since Nuvio gives whole lists.

    Raises ConfigurationError for anything that cannot work, before any request.
    """

    _provider = "nuvio"

    def __init__(
        self,
        *,
        token: str,
        auth_scheme: str = "Bearer",
        base_url: str | None = None,
        **options: Unpack[CommonOptions],
    ) -> None:
        self._made_with = {
            "token": token,
            "auth_scheme": auth_scheme,
            "base_url": base_url,
            **options,
        }
        common = options_from(options)
        if common.page_size is not None:
            raise ConfigurationError("Nuvio gives whole lists and takes no page_size")
        if auth_scheme and not auth_scheme.isalpha():
            raise ConfigurationError(f"auth_scheme is a word such as Bearer, not {auth_scheme!r}")
        pipeline = Pipeline(
            base_url=clean_base_url(ADDRESS if base_url is None else base_url, cut=("v1",)),
            auth=FixedHeader("Authorization", Secret.of("token", token), auth_scheme),
            judge=judge,
            is_read=is_read,
            options=common,
        )
        self._opened: dict[str, Any] = {}
        self._prefetch = common.prefetch
        self._open(pipeline)

    def _flows(self, name: str) -> Any:
        """Return the flows of a resource, made once."""
        if name not in self._opened:
            self._opened[name] = self._open_flows(name)
        return self._opened[name]

    def _open_flows(self, name: str) -> Any:
        if name in MISSING:
            from ledgerspan.unsupported import UnsupportedFlows  # noqa: PLC0415  # as lazy as flows

            return UnsupportedFlows("Nuvio", name, MISSING[name])
        from .flows import NuvioFlows  # noqa: PLC0415  # a client is imported before it is used

        report = self._pipeline.mismatch_reporter(name)
        if name == "payments":
            from .payments import PaymentFlows  # noqa: PLC0415  # as lazy as the kinds

            return PaymentFlows(report)
        return NuvioFlows(kind_at(KINDS[name]), report)

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None, **options: Any) -> Self:
        """Read NUVIO_TOKEN, and NUVIO_BASE_URL if it is set; options given here win.

        Raises ConfigurationError when there is no token.
        """
        made_with: dict[str, Any] = {**from_environment(_ENVIRONMENT, environment), **options}
        if made_with.get("token") is None:
            raise ConfigurationError("set NUVIO_TOKEN in the environment")
        return cls(**made_with)


class Nuvio(SyncClient, _NuvioClient, Accessors):
    """Open the books of a Nuvio company, from threads."""

    @cached_property
    def api(self) -> nuvio_client.Client:
        """Give the low-level client: `list_incomes.sync(client=nuvio.api)`, same session."""
        return self._bind(nuvio_client.Client(base_url=self._pipeline.base_url))


class AsyncNuvio(AsyncClient, _NuvioClient, AsyncAccessors):
    """Open the books of a Nuvio company, from tasks."""

    @cached_property
    def api(self) -> nuvio_client.Client:
        """Give the low-level client: `list_incomes.asyncio(client=nuvio.api)`, same session."""
        return self._bind(nuvio_client.Client(base_url=self._pipeline.base_url))
