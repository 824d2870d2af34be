import json
from pathlib import Path
from typing import Any

import pytest
from tooling import bundle as bundling
from tooling.bundle import APIS, SPECS, bundle, rendered
from tooling.openapi import at, references
from tooling.spec_files import BundleError

INDEX = """
openapi: "3.1.0"
info: {title: "Notes", version: "1"}
paths:
  /notes:
    $ref: "paths/notes.yaml#/notes"
"""
PATHS = """
notes:
  get:
    operationId: "list_notes"
    parameters:
      - $ref: "../shared.yaml#/PageNumber"
    responses:
      "200":
        description: "Notes."
        headers:
          Age: {$ref: "../shared.yaml#/Age"}
        content:
          application/json:
            schema: {$ref: "../schemas.yaml#/Note"}
            examples:
              one:
                value: {$ref: "../examples/list_notes.one.json"}
      "401":
        $ref: "../shared.yaml#/Refused"
"""
SHARED = """
PageNumber: {name: "page", in: "query", schema: {type: "integer"}}
Age: {schema: {type: "integer"}}
Refused: {description: "No."}
"""
SCHEMAS = """
Note:
  type: "object"
  properties:
    parent: {$ref: "#/Note"}
    text: {$ref: "#/Text", description: "Words."}
Text: {type: "string"}
"""


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    """Return a folder with one small API, `notes`."""
    folder = tmp_path / "notes"
    (folder / "paths").mkdir(parents=True)
    (folder / "examples").mkdir()
    (folder / "openapi.yaml").write_text(INDEX)
    (folder / "paths" / "notes.yaml").write_text(PATHS)
    (folder / "shared.yaml").write_text(SHARED)
    (folder / "schemas.yaml").write_text(SCHEMAS)
    (folder / "examples" / "list_notes.one.json").write_text('{"$ref": "kept", "text": "حليب"}')
    return tmp_path


def test_references_become_components_named_by_their_last_token(specs: Path) -> None:
    components = bundle("notes", specs)["components"]
    assert {section: sorted(members) for section, members in components.items()} == {
        "schemas": ["Note", "Text"],
        "responses": ["Refused"],
        "parameters": ["PageNumber"],
        "headers": ["Age"],
    }


def test_a_path_item_is_copied_in_place(specs: Path) -> None:
    item = bundle("notes", specs)["paths"]["/notes"]
    assert item["get"]["operationId"] == "list_notes"


def test_a_schema_may_refer_to_itself(specs: Path) -> None:
    note = bundle("notes", specs)["components"]["schemas"]["Note"]
    assert note["properties"]["parent"] == {"$ref": "#/components/schemas/Note"}


def test_a_description_beside_a_reference_stays(specs: Path) -> None:
    note = bundle("notes", specs)["components"]["schemas"]["Note"]
    assert note["properties"]["text"]["description"] == "Words."


def test_an_example_file_is_copied_as_data_and_never_looked_into(specs: Path) -> None:
    pointer = "/paths/~1notes/get/responses/200/content/application~1json/examples/one/value"
    assert at(bundle("notes", specs), pointer) == {"$ref": "kept", "text": "حليب"}


def test_two_definitions_of_one_name_are_refused(specs: Path) -> None:
    (specs / "notes" / "more.yaml").write_text('Note: {type: "object"}\n')
    schemas = specs / "notes" / "schemas.yaml"
    schemas.write_text(
        SCHEMAS.replace('parent: {$ref: "#/Note"}', 'parent: {$ref: "more.yaml#/Note"}')
    )
    with pytest.raises(
        BundleError, match=r"schemas/Note is defined twice: schemas\.yaml.*more\.yaml"
    ):
        bundle("notes", specs)


def test_a_missing_target_is_refused_by_name(specs: Path) -> None:
    (specs / "notes" / "shared.yaml").write_text(SHARED.replace("Refused", "Denied"))
    with pytest.raises(
        BundleError, match=r"paths/notes\.yaml: shared\.yaml#/Refused does not exist"
    ):
        bundle("notes", specs)


def test_a_missing_file_is_refused_by_name(specs: Path) -> None:
    (specs / "notes" / "shared.yaml").unlink()
    with pytest.raises(BundleError, match=r"shared\.yaml does not exist"):
        bundle("notes", specs)


def test_a_reference_out_of_the_api_is_refused(specs: Path) -> None:
    (specs / "notes" / "openapi.yaml").write_text(INDEX.replace("paths/notes", "../other"))
    with pytest.raises(BundleError, match="leaves the folder of the API"):
        bundle("notes", specs)


def test_an_unknown_top_level_member_is_refused(specs: Path) -> None:
    (specs / "notes" / "openapi.yaml").write_text(INDEX + "webhooks: {}\n")
    with pytest.raises(BundleError, match=r"no place for \['webhooks'\]"):
        bundle("notes", specs)


def test_no_file_reference_is_left_in_a_bundle(published: dict[str, Any]) -> None:
    assert [target for _, target in references(published) if not target.startswith("#/")] == []


def test_every_reference_of_a_bundle_resolves(published: dict[str, Any]) -> None:
    assert all(at(published, target[1:]) for _, target in references(published))


@pytest.mark.parametrize("api", APIS)
def test_bundling_twice_gives_the_same_bytes(api: str) -> None:
    assert rendered(bundle(api)) == rendered(bundle(api))


def test_bundling_a_bundle_changes_nothing(tmp_path: Path, published: dict[str, Any]) -> None:
    (tmp_path / "again").mkdir()
    # JSON is YAML, and all references of a bundle are local.
    (tmp_path / "again" / "openapi.yaml").write_text(rendered(published))
    assert rendered(bundle("again", tmp_path)) == rendered(published)


@pytest.mark.parametrize("api", APIS)
def test_the_committed_bundle_is_up_to_date(api: str) -> None:
    committed = (SPECS / "dist" / f"{api}.json").read_text(encoding="utf-8")
    assert committed == rendered(bundle(api))


def test_a_bundle_keeps_text_readable_and_ends_with_a_line(published: dict[str, Any]) -> None:
    text = rendered(published)
    assert "\\u06" not in text
    assert text.endswith("}\n")
    assert json.loads(text) == published


def test_check_passes_on_fresh_bundles() -> None:
    assert bundling.main(["--check"]) == 0


def test_check_names_what_is_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "dist").mkdir()
    for api in APIS:
        text = rendered(bundle(api))
        (tmp_path / "dist" / f"{api}.json").write_text(text.replace("ISO 4217", "ISO 0"))
    monkeypatch.setattr(bundling, "SPECS", tmp_path)
    assert bundling.main(["--check"]) == 1
    assert "dist/nuvio.json is stale" in capsys.readouterr().out


def test_views_are_written_beside_each_other(tmp_path: Path) -> None:
    assert bundling.main(["--check", "--views", str(tmp_path)]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"{api}.{kind}.json" for api in APIS for kind in sorted(bundling.KINDS)
    ]
