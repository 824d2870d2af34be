"""A cassette is a line for each exchange, exact, and readable as far as it was written."""

import stat
from decimal import Decimal
from pathlib import Path

import httpx
import msgspec
import pytest
from ledgerspan import ConfigurationError, __version__, cassettes
from ledgerspan.cassettes import Cassette, CassetteError, Recorder
from ledgerspan.sandbox import Sandbox

HEAD = b'{"cassette":1,"by":"x","masked":true,"kept":[]}\n'
LINE = b'{"api":"nuvio","request":{"method":"GET","path":"/v1/tags"},"response":{"status":200}}\n'


def written(tmp_path: Path, content: bytes) -> Path:
    file = tmp_path / "tape.ndjson"
    file.write_bytes(content)
    return file


def recorded(tmp_path: Path, answer: httpx.Response, *, raw: bool = False) -> Cassette:
    """Record one answer to one question of Nuvio."""
    file = tmp_path / "tape.ndjson"
    recorder = Recorder(file, httpx.MockTransport(lambda _: answer), raw=raw)
    with httpx.Client(transport=recorder) as client:
        client.get("https://api.nuvio.io/v1/tags")
    return Cassette.read(file)


def test_the_first_line_says_what_the_file_is(seeded: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "tape.ndjson"
    Recorder(file, seeded.transport, keep=["name"]).close()
    assert msgspec.json.decode(file.read_bytes()) == {
        "cassette": 1,
        "by": f"ledgerspan {__version__}",
        "masked": True,
        "kept": ["name"],
    }


def test_the_package_shows_what_it_promises() -> None:
    assert dir(cassettes) == ["Cassette", "CassetteError", "Exchange", "Recorder", "Replay"]
    assert [getattr(cassettes, name).__name__ for name in dir(cassettes)] == dir(cassettes)


def test_numbers_are_exact(tmp_path: Path) -> None:
    body = b'{"amount":12.50,"large":123456789012345678901234567890,"small":1e-7}'
    take = recorded(tmp_path, httpx.Response(200, content=body)).takes[0]
    assert take.response.json["amount"] == Decimal("12.50")
    assert b'"amount":12.50,' in take.response.body
    assert b"123456789012345678901234567890" not in take.response.body
    assert msgspec.json.decode(take.response.body)["small"] == 1e-7


@pytest.mark.parametrize(
    "body", [b"", b'{ "a": 1.50 }', b"<html>", b"\xff\xfe", "ن".encode(), b"null", b'{"a":']
)
def test_a_raw_recording_has_the_very_bytes(tmp_path: Path, body: bytes) -> None:
    cassette = recorded(tmp_path, httpx.Response(200, content=body), raw=True)
    assert cassette.takes[0].response.body == body
    assert cassette.head.masked is False


def test_a_raw_recording_is_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "tape.ndjson"
    file.write_bytes(b"")
    file.chmod(0o666)
    Recorder(file, raw=True, overwrite=True).close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_is_there_is_not_lost(tmp_path: Path) -> None:
    file = written(tmp_path, b"precious")
    with pytest.raises(ConfigurationError, match="is there already"):
        Recorder(file)
    assert file.read_bytes() == b"precious"
    Recorder(file, overwrite=True).close()
    assert Cassette.read(file).takes == ()


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be written"):
        Recorder(tmp_path / "nowhere" / "tape.ndjson")


def test_a_recorder_goes_on_after_it_was_closed(seeded: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "tape.ndjson"
    recorder = Recorder(file, seeded.transport)
    for client in (seeded.daftra(transport=recorder), seeded.nuvio(transport=recorder)):
        with client:
            client.taxes.list().to_list()
    assert [take.api for take in Cassette.read(file).takes] == ["daftra", "nuvio"]


@pytest.mark.anyio
async def test_tasks_are_recorded_too(seeded: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "tape.ndjson"
    async with seeded.async_nuvio(transport=Recorder(file, seeded.transport)) as nuvio:
        await nuvio.tags.list().to_list()
    assert [take.request.path for take in Cassette.read(file).takes] == ["/v1/tags"]


def test_a_line_is_on_the_disk_when_its_answer_is_given(seeded: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "tape.ndjson"
    recorder = Recorder(file, seeded.transport)
    with seeded.nuvio(transport=recorder) as nuvio:
        nuvio.tags.list().to_list()
        assert len(Cassette.read(file).takes) == recorder.tape.taken == 1


def test_a_last_line_that_was_cut_off_is_left_out(tmp_path: Path) -> None:
    assert len(Cassette.read(written(tmp_path, HEAD + LINE + LINE[:30])).takes) == 1


def test_a_broken_line_in_the_middle_is_refused_by_number(tmp_path: Path) -> None:
    with pytest.raises(CassetteError, match="line 3 is no exchange"):
        Cassette.read(written(tmp_path, HEAD + LINE + LINE[:30] + b"\n" + LINE))


@pytest.mark.parametrize("content", [b"", b"{}\n", b'{"log":{}}', b"\xff"])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(CassetteError):
        Cassette.read(written(tmp_path, content))


def test_requests_to_anybody_else_are_not_recorded(tmp_path: Path) -> None:
    file = tmp_path / "tape.ndjson"
    recorder = Recorder(file, httpx.MockTransport(lambda _: httpx.Response(200, content=b"x")))
    with httpx.Client(transport=recorder) as client:
        assert client.get("https://elsewhere.example/page").content == b"x"
    assert Cassette.read(file).takes == ()


def test_a_recording_that_fails_does_not_disturb_the_call(
    seeded: Sandbox, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    recorder = Recorder(tmp_path / "tape.ndjson", seeded.transport)
    recorder.close()
    (tmp_path / "tape.ndjson").unlink()
    tmp_path.joinpath("tape.ndjson").mkdir()
    with seeded.nuvio(transport=recorder) as nuvio:
        assert nuvio.tags.list().to_list()
    assert "could not be shown: IsADirectoryError" in caplog.text
