"""No secret and no personal value of the sandbox's companies is in a cassette."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from ledgerspan import LedgerspanError
from ledgerspan.cassettes import Cassette, Recorder
from ledgerspan.sandbox import Fault, Sandbox, vocabulary

from tests.drift.traffic import read_entities, read_everything, signed_in, write_everything
from tests.live.every_draft import NOTE

# Members that hold what is somebody's, in both APIs; whatever the sandbox has there, must not stay.
PERSONAL = re.compile(
    r"(.*_)?(name|email|phone\d?|mobile|fax|address\d?|city|state|district|notes?|description|"
    r"bn[12]|vatNumber|taxOffice|legalName|iban|birth_date|category|vendor|subdomain|item|"
    r"postal_code|postalCode|map_location|accountName|bankAccountName|productName|itemDetail)"
)
SHORTEST = 5


def recorded(box: Sandbox, file: Path) -> str:
    """Record reads and writes of everything, by key and by token; return what was written."""
    recorder = Recorder(file, box.transport)
    with box.daftra(transport=recorder) as daftra, box.nuvio(transport=recorder) as nuvio:
        read_everything("daftra", daftra)
        read_entities(daftra)
        read_everything("nuvio", nuvio)
        list(daftra.contacts.list(role="supplier"))
        daftra.api.get_httpx_client().request(method="get", url="/api2/site_info")
        write_everything(box, "daftra", daftra)
        write_everything(box, "nuvio", nuvio)
    with signed_in(box, transport=recorder) as daftra:
        daftra.taxes.list().to_list()
    return file.read_text(encoding="utf-8")


def secrets_of(box: Sandbox) -> Iterator[str]:
    for daftra in box.daftra_companies[:1]:
        yield from (daftra.api_key, daftra.client_secret, daftra.password, daftra.username)
        yield from (daftra.subdomain, daftra.name)
    for nuvio in box.nuvio_companies[:1]:
        yield from (nuvio.token, nuvio.name)


def texts_of(value: Any, name: str = "") -> Iterator[str]:
    """Yield the texts of members that hold what is somebody's."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts_of(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner, name)
    elif isinstance(value, str) and PERSONAL.fullmatch(name) and len(value) >= SHORTEST:
        yield value


def personal_of(file: Path) -> set[str]:
    """Return what is somebody's in a cassette."""
    cassette = Cassette.read(file)
    bodies = [json.loads(each.body or b"null") for each in cassette.exchanges()]
    return {text for body in bodies for text in texts_of(body)}


def stands_in(text: str, written: str) -> bool:
    """Tell whether a text is there by itself, not as a part of the name of a member."""
    spelled = json.dumps(text, ensure_ascii=False)[1:-1]
    by_itself = rf"(?<!\w){re.escape(spelled)}(?!\w)"
    return spelled in written and re.search(by_itself, written) is not None


def test_nothing_of_a_company_survives(box: Sandbox, tmp_path: Path) -> None:
    written = recorded(box, tmp_path / "masked.ndjson")
    words = {*vocabulary.PEOPLE, *vocabulary.FIRMS, *vocabulary.NOTES, *vocabulary.CATEGORIES}
    words |= {*vocabulary.PRODUCTS, *vocabulary.PROJECTS, *vocabulary.BANKS, NOTE}
    for text in (*secrets_of(box), *words):
        if len(text) >= SHORTEST:
            assert text not in written, text
            assert json.dumps(text)[1:-1] not in written, text


def test_nothing_that_a_raw_recording_has_of_people_is_in_a_masked_one(
    box: Sandbox, tmp_path: Path
) -> None:
    raw = tmp_path / "raw.ndjson"
    with box.daftra(transport=Recorder(raw, box.transport, raw=True)) as daftra:
        read_everything("daftra", daftra)
        read_entities(daftra)
    with box.nuvio(transport=Recorder(tmp_path / "n.ndjson", box.transport, raw=True)) as nuvio:
        read_everything("nuvio", nuvio)
    personal = personal_of(raw) | personal_of(tmp_path / "n.ndjson")
    assert len(personal) > 100
    masked = tmp_path / "masked.ndjson"
    recorder = Recorder(masked, box.transport)
    with box.daftra(transport=recorder) as daftra, box.nuvio(transport=recorder) as nuvio:
        read_everything("daftra", daftra)
        read_entities(daftra)
        read_everything("nuvio", nuvio)
    assert personal & personal_of(masked) == set()
    written = masked.read_text(encoding="utf-8")
    # Dates of birth and figures may be another's dates and figures.
    words = {text for text in personal if not re.fullmatch(r"[\d\s.,:+-]*", text)}
    assert [text for text in words if stands_in(text, written)] == []


def test_credentials_are_named_and_not_told(seeded: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "books.ndjson"
    recorder = Recorder(file, seeded.transport)
    with seeded.daftra(transport=recorder) as daftra, seeded.nuvio(transport=recorder) as nuvio:
        daftra.taxes.list().to_list()
        nuvio.tags.list().to_list()
    first, second = Cassette.read(file).takes
    assert first.request.headers == {"accept": "application/json", "apikey": "***"}
    assert second.request.headers == {"accept": "application/json", "authorization": "***"}


def test_a_token_is_masked_in_question_and_answer(box: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "token.ndjson"
    with signed_in(box, transport=Recorder(file, box.transport)) as daftra:
        daftra.taxes.list().to_list()
    take = Cassette.read(file).takes[0]
    assert take.request.json == {
        "client_id": "masked",
        "client_secret": "masked",
        "grant_type": "password",
        "username": "masked",
        "password": "masked",
    }
    assert take.response.json["access_token"] == "masked"
    assert take.response.json["refresh_token"] == "masked"
    assert take.response.json["token_type"] == "Bearer"
    assert isinstance(take.response.json["expires_in"], int)


def test_a_credential_that_a_server_echoes_is_masked_wherever_it_stands(
    seeded: Sandbox, tmp_path: Path
) -> None:
    file = tmp_path / "echo.ndjson"

    def echo(request: httpx.Request) -> httpx.Response:
        told = {
            "result": "successful",
            "code": 200,
            "data": [],
            "status": request.headers["apikey"],
        }
        return httpx.Response(200, json=told)

    with seeded.daftra(
        api_key="Invented-Key-77", transport=Recorder(file, httpx.MockTransport(echo))
    ) as daftra:
        daftra.taxes.list().to_list()
    assert "Invented-Key-77" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("fault", "kept"),
    [
        (Fault("html"), "<!DOCTYPE html>"),
        (Fault("truncate"), '{"masked": '),
    ],
)
def test_a_body_that_is_no_json_keeps_nothing_but_its_kind(
    box: Sandbox, tmp_path: Path, fault: Fault, kept: str
) -> None:
    file = tmp_path / "faults.ndjson"
    box.faults.add(fault)
    with (
        box.daftra(transport=Recorder(file, box.transport), retry=1) as daftra,
        pytest.raises(LedgerspanError, match="JSON"),
    ):
        daftra.incomes.list().to_list()
    assert Cassette.read(file).takes[0].response.text.startswith(kept)  # type: ignore[union-attr]


def test_texts_in_queries_and_paths_are_masked_and_said_to_be(
    seeded: Sandbox, tmp_path: Path
) -> None:
    file = tmp_path / "search.ndjson"
    with seeded.daftra(transport=Recorder(file, seeded.transport), retry=1) as daftra:
        session = daftra.api.get_httpx_client()
        session.request(
            method="get",
            url="/api2/invoices",
            params={"page": 1, "keywords": "Amal Nasser", "date_from": "2026-01-01", "no": "INV-7"},
        )
        session.request(
            method="get",
            url="/v2/api/entity/client/list/1",
            params={"filter[business_name][like]": "Amal", "filter[id][in][]": "7"},
        )
    first, second = Cassette.read(file).takes
    query = dict(first.request.query)
    assert (query["page"], query["date_from"], query["no"]) == ("1", "2026-01-01", "INV-7")
    assert re.fullmatch(r"[A-Z][a-z]{3} [A-Z][a-z]{5}", query["keywords"])
    assert first.request.masked == ["query/keywords"]
    assert second.request.masked == ["query/filter[business_name][like]"]
    assert "Amal" not in file.read_text(encoding="utf-8")


def test_members_that_were_asked_to_stay_do(seeded: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "kept.ndjson"
    with seeded.nuvio(transport=Recorder(file, seeded.transport, keep=["tags"])) as nuvio:
        kept = {tag.name for income in nuvio.incomes.list() for tag in income.tags}
    written = file.read_text(encoding="utf-8")
    assert kept
    assert all(str(name) in written for name in kept)
    assert Cassette.read(file).head.kept == ["tags"]


def test_the_same_account_gives_the_same_masks_in_every_recording(
    seeded: Sandbox, tmp_path: Path
) -> None:
    def record(name: str, company: int) -> bytes:
        file = tmp_path / name
        with seeded.daftra(company, transport=Recorder(file, seeded.transport)) as daftra:
            daftra.products.list().to_list()
        return file.read_bytes()

    assert record("one.ndjson", 0) == record("two.ndjson", 0)
    assert record("other.ndjson", 1) != record("one-again.ndjson", 0)


def test_amounts_are_masked_on_demand_and_keep_their_form(seeded: Sandbox, tmp_path: Path) -> None:
    plain, masked = tmp_path / "plain.ndjson", tmp_path / "masked.ndjson"
    for file, amounts in ((plain, False), (masked, True)):
        recorder = Recorder(file, seeded.transport, amounts=amounts)
        with seeded.daftra(transport=recorder) as daftra:
            daftra.incomes.list().to_list()

    def amounts_of(file: Path) -> list[str]:
        rows = Cassette.read(file).takes[0].response.json["data"]
        return [row["Income"]["amount"] for row in rows]

    before, after = amounts_of(plain), amounts_of(masked)
    assert [re.sub(r"\d", "9", text) for text in before] == [
        re.sub(r"\d", "9", text) for text in after
    ]
    assert not set(before) & set(after)
