"""The recording proxy passes everything on as it is, and serves on this machine alone."""

import json
import socket
import urllib.request
from pathlib import Path
from typing import Any

import httpx
import pytest
from ledgerspan import ConfigurationError, Nuvio, TagDraft
from ledgerspan.cassettes import Cassette, Exchange
from ledgerspan.cassettes.proxy import Proxy
from ledgerspan.cassettes.recorder import Tape
from ledgerspan.cassettes.server import LocalServer
from ledgerspan.sandbox import Fault, Sandbox


def echo(seen: list[httpx.Request], **answer: Any) -> httpx.MockTransport:
    def reply(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(**{"status_code": 200, "json": {"code": 200}, **answer})

    return httpx.MockTransport(reply)


def asked(url: str, **members: Any) -> Exchange:
    return Exchange(method="GET", url=f"http://127.0.0.1:1{url}", status=0, **members)


def proxy(transport: Any, listener: Any = print) -> Proxy:
    targets = {"daftra": "https://acme.daftra.com", "nuvio": "https://api.nuvio.io/base"}
    return Proxy(targets, listener, transport)


def test_a_request_goes_to_its_target_with_its_own_credentials() -> None:
    seen: list[httpx.Request] = []
    shown: list[Exchange] = []
    headers = {"apikey": "invented", "host": "127.0.0.1:1", "connection": "close"}
    url = "/daftra/api2/incomes?filter[date]=2026&page=1"
    told = proxy(echo(seen), shown.append).answer(asked(url, request_headers=headers))
    (request,) = seen
    assert str(request.url) == "https://acme.daftra.com/api2/incomes?filter[date]=2026&page=1"
    assert request.headers["apikey"] == "invented"
    assert request.headers["host"] == "acme.daftra.com"
    assert (told.status, told.body) == (200, b'{"code":200}')
    assert shown == [told]


def test_a_prefix_of_the_target_stays() -> None:
    seen: list[httpx.Request] = []
    proxy(echo(seen), list).answer(asked("/nuvio/v1/tags"))
    assert str(seen[0].url) == "https://api.nuvio.io/base/v1/tags"


def test_what_has_no_target_is_refused_and_not_shown() -> None:
    shown: list[Exchange] = []
    told = proxy(echo([]), shown.append).answer(asked("/api2/incomes"))
    assert told.status == 404
    assert b"/daftra, /nuvio and nothing else" in (told.body or b"")
    assert shown == []


def test_an_answer_that_does_not_come_is_502_and_not_shown() -> None:
    def away(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("away")

    shown: list[Exchange] = []
    told = proxy(httpx.MockTransport(away), shown.append).answer(asked("/nuvio/v1/tags"))
    assert (told.status, shown) == (502, [])
    assert b"away" in (told.body or b"")


def test_a_recording_that_fails_does_not_disturb_the_program(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def full(_: Exchange) -> None:
        raise OSError("no space left")

    assert proxy(echo([]), full).answer(asked("/nuvio/v1/tags")).status == 200
    assert "could not be recorded: OSError" in caplog.text


def test_a_program_in_any_language_is_recorded_through_the_port(tmp_path: Path) -> None:
    tape = Tape(tmp_path / "tape.ndjson")
    with Sandbox(seed=7, records=3) as box, LocalServer() as server:
        through = Proxy({"daftra": f"{box.url}/daftra"}, tape.take)
        server.start(through.answer)
        key = box.daftra_companies[0].api_key
        request = urllib.request.Request(  # noqa: S310
            f"{server.url}/daftra/api2/incomes?limit=2", headers={"apikey": key}
        )
        with urllib.request.urlopen(request, timeout=5) as told:  # noqa: S310
            assert len(json.load(told)["data"]) == 2
        through.close()
        tape.close()
    (take,) = Cassette.read(tape.path).takes
    assert (take.request.path, take.request.query) == ("/api2/incomes", [("limit", "2")])
    assert key not in tape.path.read_text(encoding="utf-8")


def test_a_client_of_ours_works_through_the_port(tmp_path: Path) -> None:
    tape = Tape(tmp_path / "tape.ndjson")
    with Sandbox(seed=7, records=3) as box, LocalServer() as server:
        box.faults.add(Fault("status", status=500, times=1, method="GET"))
        through = Proxy({"nuvio": f"{box.url}/nuvio"}, tape.take)
        server.start(through.answer)
        with Nuvio(token=box.nuvio_companies[0].token, base_url=f"{server.url}/nuvio") as nuvio:
            made = nuvio.tags.create(TagDraft(name="عاجل جدا"))
            assert nuvio.tags.get(made.id).name == "عاجل جدا"
        through.close()
        tape.close()
    assert 500 in [take.response.status for take in Cassette.read(tape.path).takes]


def test_every_method_is_served_and_a_body_of_unknown_length_is_refused() -> None:
    def answer(exchange: Exchange) -> Exchange:
        said = f"{exchange.method} {len(exchange.request_body)}".encode()
        return Exchange(method="", url="", status=200, headers={"x-a": "1"}, body=said)

    with LocalServer() as server, httpx.Client(base_url=server.url) as client:
        server.start(answer)
        for method in ("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
            assert client.request(method, "/x", content=b"ab").text == f"{method} 2"
        head = client.head("/x")
        assert (head.headers["x-a"], head.content) == ("1", b"")
        assert client.post("/x", content=iter([b"a", b"b"])).status_code == 411


def test_it_listens_on_loopback_and_its_port_is_free_afterwards() -> None:
    with LocalServer() as server:
        server.start(lambda exchange: exchange)
        host, _, port = server.url.removeprefix("http://").partition(":")
        assert host == "127.0.0.1"
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", int(port))) != 0


def test_a_port_that_somebody_has_is_refused_in_words() -> None:
    with LocalServer() as server:
        port = int(server.url.rpartition(":")[2])
        with pytest.raises(ConfigurationError, match=f"port {port} cannot be used"):
            LocalServer(port)
