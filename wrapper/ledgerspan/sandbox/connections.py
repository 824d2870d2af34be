"""Find the connection a request came in on, so that a fault can cut it."""

import asyncio
import socket
import struct
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

# Linger for no time at all: the peer is told with a reset, not with an orderly end.
_NO_LINGER = struct.pack("ii", 1, 0)

Address = tuple[str, int]
_open: dict[Address, asyncio.Transport] = {}


class CuttableProtocol(H11Protocol):
    """The server's HTTP protocol, with its connections listed by the address of the peer."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """List the connection."""
        super().connection_made(transport)
        _open[_peer(transport)] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        _open.pop(_peer(self.transport), None)
        super().connection_lost(exc)


def cut(peer: Address) -> None:
    """Reset the connection of `peer` without an answer; one that hung up itself is gone."""
    transport = _open.get(peer)
    if transport is None:
        return
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
    transport.abort()


def _peer(transport: Any) -> Address:
    host, port = transport.get_extra_info("peername")[:2]
    return str(host), int(port)
