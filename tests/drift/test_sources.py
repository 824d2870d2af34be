"""Exchanges are read from what browsers, proxies and fuzzers write, and from cassettes."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from ledgerspan.cassettes import CassetteError, Exchange, Recorder
from ledgerspan.cassettes.har import exchanges_of_har
from ledgerspan.drift.sources import SourceError, exchanges_of
from ledgerspan.sandbox import Sandbox


def har(*entries: dict[str, Any]) -> bytes:
    return json.dumps({"log": {"version": "1.2", "entries": entries}}).encode()


def entry(content: dict[str, Any], *, status: int = 200, **response: Any) -> dict[str, Any]:
    """Return an entry as a browser writes it."""
    return {
        "request": {
            "method": "POST",
            "url": "https://api.nuvio.io/v1/tags",
            "headers": [{"name": "Authorization", "value": "Bearer x"}],
            "postData": {"mimeType": "application/json", "text": '{"name":"عاجل"}'},
        },
        "response": {"status": status, "headers": [], "content": content, **response},
    }


def only(content: bytes) -> Exchange:
    (exchange,) = exchanges_of_har(content)
    return exchange


def test_an_entry_becomes_an_exchange() -> None:
    headers = [{"name": "X-A", "value": "1"}, {"name": "x-a", "value": "2"}]
    told = only(har(entry({"text": "{}", "mimeType": "application/json"}, headers=headers)))
    assert told == Exchange(
        method="POST",
        url="https://api.nuvio.io/v1/tags",
        status=200,
        request_headers={"authorization": "Bearer x"},
        request_body='{"name":"عاجل"}'.encode(),
        headers={"x-a": "1, 2", "content-type": "application/json"},
        body=b"{}",
    )


def test_a_body_in_base64_is_decoded() -> None:
    text = base64.b64encode(b'{"a":1}').decode()
    assert only(har(entry({"text": text, "encoding": "base64"}))).body == b'{"a":1}'


def test_a_body_that_the_browser_dropped_is_told_apart_from_an_empty_one() -> None:
    assert only(har(entry({"size": 99}))).body is None
    assert only(har(entry({"size": 0}))).body == b""
    assert only(har(entry({"text": "", "size": 0}))).body == b""


def test_a_request_without_an_answer_is_left_out() -> None:
    assert list(exchanges_of_har(har(entry({}, status=0)))) == []


def test_a_har_with_a_mark_of_its_byte_order_is_read() -> None:
    assert only(b"\xef\xbb\xbf" + har(entry({"text": "{}"}))).body == b"{}"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"log":{}}',
        b"<html>",
        har({"request": {}}),
        har(entry({"text": "%", "encoding": "base64"})),
    ],
)
def test_a_file_that_is_neither_is_refused_by_name(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "session.har"
    file.write_bytes(content)
    with pytest.raises(SourceError, match=r"session\.har is neither a cassette nor a HAR"):
        list(exchanges_of(file))


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nothing\.har cannot be read"):
        list(exchanges_of(tmp_path / "nothing.har"))


def test_a_cassette_is_known_by_its_first_line_whatever_its_name(
    seeded: Sandbox, tmp_path: Path
) -> None:
    file = tmp_path / "traffic.har"
    with seeded.nuvio(transport=Recorder(file, seeded.transport)) as nuvio:
        nuvio.tags.list().to_list()
    (exchange,) = exchanges_of(file)
    assert (exchange.method, exchange.url, exchange.status) == ("GET", "/v1/tags", 200)


def test_a_cassette_of_another_version_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "old.ndjson"
    file.write_bytes(b'{"cassette":9}\n')
    with pytest.raises(CassetteError, match="version 9; this ledgerspan reads 1"):
        list(exchanges_of(file))
