"""Serve the sandbox over the wire: uvicorn on the sandbox's own loop, loopback only."""

import asyncio
import socket
from functools import partial
from typing import Self

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from ledgerspan.sandbox.connections import CuttableProtocol, cut
from ledgerspan.sandbox.desk import CUT

LOOPBACK = "127.0.0.1"
_POLL = 0.002


class WireServer:
    """A running server; `url` is where it listens."""

    def __init__(self, server: uvicorn.Server, task: asyncio.Task[None], port: int) -> None:
        self._server = server
        self._task = task
        self.url = f"http://{LOOPBACK}:{port}"

    @classmethod
    async def start(cls, app: ASGIApp, port: int) -> Self:
        """Listen on `port` (0: any free one) and return once requests are accepted."""
        listener = _listener(port)
        config = uvicorn.Config(
            _cuttable(app),
            http=CuttableProtocol,
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            # The address of the peer names the connection to cut: no header may change it.
            proxy_headers=False,
            # An address of 64 KiB can still be answered; the default ends it in plain text.
            h11_max_incomplete_event_size=1 << 20,
            # A request held up by a latency fault must not hold up the end of a test.
            timeout_graceful_shutdown=0,
        )
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve(sockets=[listener]))
        # uvicorn announces its start by a flag and nothing else.
        while not server.started and not task.done():  # noqa: ASYNC110
            await asyncio.sleep(_POLL)
        if task.done():
            await task
        return cls(server, task, listener.getsockname()[1])

    async def stop(self) -> None:
        """Close the port and every connection."""
        self._server.should_exit = True
        await self._task


def _listener(port: int) -> socket.socket:
    """Listen on loopback.

    The protocol is named because asyncio turns Nagle's algorithm off for sockets that name it
    only; with it on, the body of an answer waits 40 ms for the caller to acknowledge the head.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


def _cuttable(app: ASGIApp) -> ASGIApp:
    async def served(scope: Scope, receive: Receive, send: Send) -> None:
        await app({**scope, CUT: partial(cut, scope["client"])}, receive, send)

    return served
