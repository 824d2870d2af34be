"""Clients that must not send anything, for what is to be refused before any request."""

from typing import Any

from ledgerspan import AsyncDaftra, AsyncNuvio, Daftra, Nuvio

from tests.live.both import never_reached

KEY = "invented-key"


def daftra(kind: str, **options: Any) -> Any:
    """Make a Daftra client that must not send anything."""
    maker: Any = Daftra if kind == "sync" else AsyncDaftra
    usual = {"address": "acme", "api_key": KEY, "transport": never_reached()}
    return maker(**{**usual, **options})


def nuvio(kind: str, **options: Any) -> Any:
    """Make a Nuvio client that must not send anything."""
    maker: Any = Nuvio if kind == "sync" else AsyncNuvio
    return maker(**{"token": KEY, "transport": never_reached(), **options})


def client(provider: str, kind: str, **options: Any) -> Any:
    """Make either."""
    return (daftra if provider == "daftra" else nuvio)(kind, **options)
