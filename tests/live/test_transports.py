"""What lies between a client and the network: a transport of one's own, a proxy, or neither."""

import asyncio
import gzip
import threading
from collections.abc import Iterator
from socketserver import StreamRequestHandler, ThreadingTCPServer

import httpx
import pytest
from ledgerspan import AsyncDaftra, ConfigurationError, Daftra
from ledgerspan.sandbox import Sandbox

from tests.live.both import AT_ONCE

BODY = b'{"code":200,"result":"successful","data":{"Income":{"id":"7"}}}'


class _Proxy(StreamRequestHandler):
    """Answer every request itself, and note what it was asked for."""

    asked: list[bytes]

    def handle(self) -> None:
        self.asked.append(self.rfile.readline().strip())
        while self.rfile.readline().strip():
            pass
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
        self.wfile.write(head + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY)


@pytest.fixture
def proxied(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """Run a proxy, name it in the environment, and return what it is asked for."""
    asked: list[bytes] = []
    answering = type("Answering", (_Proxy,), {"asked": asked})
    with ThreadingTCPServer(("127.0.0.1", 0), answering) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{server.server_address[1]}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        yield asked
        server.shutdown()
        thread.join()


def test_a_proxy_of_the_environment_is_used(proxied: list[bytes]) -> None:
    with Daftra("http://books.test", api_key="invented", retry=AT_ONCE) as daftra:
        assert daftra.incomes.get(7).id == "7"
    assert proxied == [b"GET http://books.test/api2/incomes/7 HTTP/1.1"]


def test_a_proxy_of_the_environment_is_used_by_tasks_too(proxied: list[bytes]) -> None:
    async def read() -> str:
        async with AsyncDaftra("http://books.test", api_key="invented", retry=AT_ONCE) as daftra:
            return (await daftra.incomes.get(7)).id

    assert asyncio.run(read()) == "7"
    assert proxied == [b"GET http://books.test/api2/incomes/7 HTTP/1.1"]


def test_an_exception_from_the_proxy_is_honoured(
    proxied: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with Sandbox(records=3) as box:
        key = box.daftra_companies[0].api_key
        with Daftra(f"{box.url}/daftra", api_key=key) as daftra:
            assert len(daftra.incomes.list().to_list()) == 3
    assert proxied == []


def test_a_transport_of_the_other_kind_is_refused_before_any_request() -> None:
    with pytest.raises(ConfigurationError, match="AsyncBaseTransport, not HTTPTransport"):
        AsyncDaftra("acme", api_key="invented", transport=httpx.HTTPTransport())


def test_a_compressed_answer_is_unpacked() -> None:
    packed = gzip.compress(BODY)
    transport = httpx.MockTransport(
        lambda _: httpx.Response(200, headers={"Content-Encoding": "gzip"}, content=packed)
    )
    with Daftra("acme", api_key="invented", transport=transport) as daftra:
        assert daftra.incomes.get(7).id == "7"
