"""The reference pages: all of both documents, linked, escaped, and nothing but shown."""

import ast
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox
from ledgerspan.sandbox.pages import documents
from ledgerspan.sandbox.pages.documents import read_bytes
from ledgerspan.sandbox.pages.prose import prose
from ledgerspan.sandbox.pages.reference import tag_of
from ledgerspan.sandbox.pages.schemas import parts_of, type_of

ROOT = Path(__file__).resolve().parents[2]
APIS = ("daftra", "nuvio")
METHODS = ("get", "post", "put", "delete")
LINK = re.compile(r'<a [^>]*?href="([^"]*)"')


@pytest.fixture(scope="module")
def reader() -> Iterator[httpx.Client]:
    with (
        Sandbox(records=1) as box,
        httpx.Client(transport=box.transport, base_url="http://any.host") as client,
    ):
        yield client


def document(api: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / f"specs/dist/{api}.json").read_bytes())
    return found


def operations(api: str) -> list[dict[str, Any]]:
    return [
        {**item[method], "path": path, "method": method.upper()}
        for path, item in document(api)["paths"].items()
        for method in METHODS
        if method in item
    ]


def texts(page: str) -> str:
    """Give what a page says, without its markup."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", page)))


@pytest.mark.parametrize("api", APIS)
def test_the_document_is_served_as_it_is_published(reader: httpx.Client, api: str) -> None:
    answer = reader.get(f"/openapi/{api}.json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.content == (ROOT / f"specs/dist/{api}.json").read_bytes()


@pytest.mark.parametrize("api", APIS)
def test_the_first_page_lists_every_operation_under_its_tag(reader: httpx.Client, api: str) -> None:
    page = reader.get(f"/docs/{api}").text
    listed = re.findall(rf'href="/docs/{api}/([a-z_]+)#([a-z_0-9]+)"', page)
    expected = {(tag, each["operationId"]) for each in operations(api) for tag in each["tags"]}
    assert (set(listed), len(listed)) == (expected, len(expected))


@pytest.mark.parametrize("api", APIS)
def test_the_page_of_a_tag_tells_all_of_its_operations(reader: httpx.Client, api: str) -> None:
    pages = {tag["name"]: reader.get(f"/docs/{api}/{tag['name']}") for tag in document(api)["tags"]}
    assert {page.status_code for page in pages.values()} == {200}
    said = {name: texts(page.text) for name, page in pages.items()}
    for each in operations(api):
        page = said[each["tags"][0]]
        assert f'id="{each["operationId"]}"' in pages[each["tags"][0]].text
        for part in (
            f"{each['method']} {each['path']}",
            each["summary"],
            f"{each['operationId']} {each['x-provenance']}",
            *each["responses"],
        ):
            assert part in page, (each["operationId"], part)


@pytest.mark.parametrize("api", APIS)
def test_every_link_leads_somewhere_and_stays_here(reader: httpx.Client, api: str) -> None:
    waiting, seen, missing = [f"/docs/{api}"], {f"/docs/{api}"}, []
    targets: dict[str, set[str]] = {}
    wanted: set[tuple[str, str]] = set()
    while waiting:
        place = waiting.pop()
        answer = reader.get(place)
        if answer.status_code != 200:
            missing.append(place)
            continue
        targets[place] = set(re.findall(r'\bid="([^"]+)"', answer.text))
        for link in map(html.unescape, LINK.findall(answer.text)):
            path, _, fragment = link.partition("#")
            assert path.startswith("/") or not path, link
            path = path or place
            if fragment:
                wanted.add((path, fragment))
            if path not in seen:
                seen.add(path)
                waiting.append(path)
    assert missing == []
    assert [each for each in wanted if each[1] not in targets.get(each[0], ())] == []
    schemas = document(api)["components"]["schemas"]
    assert {f"/docs/{api}/schemas/{name}" for name in schemas} <= seen


@pytest.mark.parametrize("api", APIS)
def test_the_page_of_a_schema_tells_its_members(reader: httpx.Client, api: str) -> None:
    for name, schema in document(api)["components"]["schemas"].items():
        page = texts(reader.get(f"/docs/{api}/schemas/{name}").text)
        assert schema.get("x-provenance", "") in page
        assert [member for member in schema.get("properties", {}) if member not in page] == []


def test_examples_keep_their_digits_and_their_script(reader: httpx.Client) -> None:
    page = html.unescape(reader.get("/docs/daftra/estimates").text)
    assert '"summary_total": 920.0,' in page
    assert '"client_business_name": "شركة الأمل للتجارة"' in page


def test_what_is_not_there_is_told(reader: httpx.Client) -> None:
    for place in (
        "/docs/sage",
        "/docs/daftra/nothing",
        "/docs/daftra/schemas/Nothing",
        "/docs/sage/schemas/Income",
        "/openapi/sage.json",
    ):
        answer = reader.get(place)
        assert (answer.status_code, answer.json()["error"][:19]) == (404, "there is nothing at")


def test_a_file_elsewhere_cannot_be_asked_for() -> None:
    assert read_bytes("../../pyproject") is None


def test_an_installed_package_without_documents_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(documents, "_FOLDERS", (tmp_path,))
    assert read_bytes("nuvio") is None
    (tmp_path / "nuvio.json").write_bytes(b"{}")
    assert read_bytes("nuvio") == b"{}"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("One\ntwo\n\nthree", '<p dir="auto">One two</p>\n<p dir="auto">three</p>'),
        ("`a<b` **so**", '<p dir="auto"><code>a&lt;b</code> <strong>so</strong></p>'),
        (
            "* one\n  more\n* two",
            '<ul><li dir="auto">one more</li><li dir="auto">two</li></ul>',
        ),
        ("<script>", '<p dir="auto">&lt;script&gt;</p>'),
        ("2 * 3 ` 4", '<p dir="auto">2 * 3 ` 4</p>'),
    ],
)
def test_descriptions_are_written_as_html(text: str, written: str) -> None:
    assert prose(text) == written


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "string"}, "string"),
        ({"type": ["string", "null"]}, "string or null"),
        ({"$ref": "#/components/schemas/Income"}, "Income"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Tag"}}, "list of Tag"),
        ({"anyOf": [{"type": "string"}, {"type": "integer"}]}, "string or integer"),
        ({"allOf": [{"$ref": "#/components/schemas/A"}, {"type": "object"}]}, "A and object"),
        ({"type": "string", "enum": ["a", "b"]}, 'string: "a", "b"'),
        ({"type": "object", "additionalProperties": {"type": "number"}}, "map of number"),
        ({"type": "object", "additionalProperties": False}, "object"),
        ({"properties": {}}, "object"),
        ({}, "anything"),
    ],
)
def test_a_type_is_told_in_words(schema: dict[str, Any], words: str) -> None:
    assert "".join(text for text, _ in type_of(schema)) == words


def test_members_inside_members_are_rows_of_their_own() -> None:
    schema = {
        "type": "object",
        "required": ["data"],
        "properties": {
            "data": {
                "type": "array",
                "items": {"type": "object", "properties": {"id": {"type": "string"}}},
            }
        },
    }
    (part,) = parts_of(schema)
    assert [(row["name"], row["required"]) for row in part["rows"]] == [
        ("data", True),
        ("data[].id", False),
    ]


def test_a_tag_that_is_not_there_has_no_page() -> None:
    assert tag_of({"tags": [], "paths": {}}, "incomes") is None


def test_what_answers_calls_knows_nothing_of_the_documents() -> None:
    sandbox = ROOT / "wrapper/ledgerspan/sandbox"
    for path in [*sandbox.glob("daftra/**/*.py"), *sandbox.glob("nuvio/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert not str(node.module).startswith("ledgerspan.sandbox.pages"), path
