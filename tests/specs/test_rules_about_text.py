from pathlib import Path

import pytest
from tooling import lint_specs
from tooling.bundle import APIS
from tooling.lint_specs import lint_api, lint_text
from tooling.strict_yaml import load


def broken_lines(text: str) -> list[tuple[str, str]]:
    return [(finding.rule, finding.place) for finding in lint_text(text, "notes.yaml")]


@pytest.mark.parametrize(
    "word",
    ["NO", "yes", "On", "off", "y", "~", "True", "2024-01-01", "0123", "0x1F", "1e3", "1:30"],
)
def test_a_scalar_that_loaders_read_differently_has_to_be_quoted(word: str) -> None:
    assert broken_lines(f"a: x\nb: {word}\n") == [("ambiguous_scalars_are_quoted", "line 2")]


@pytest.mark.parametrize("word", ["NO", "2024-01-01", "0123"])
def test_a_quoted_scalar_is_fine(word: str) -> None:
    assert broken_lines(f'a: "{word}"\n') == []


@pytest.mark.parametrize("word", ["true", "false", "null", "0", "-20", "1.5", "nothing", "5XX"])
def test_a_scalar_that_loaders_agree_on_is_fine(word: str) -> None:
    assert broken_lines(f"a: {word}\n") == []


def test_an_ambiguous_key_has_to_be_quoted() -> None:
    assert broken_lines("on: 1\n") == [("ambiguous_scalars_are_quoted", "line 1")]


def test_a_status_code_has_to_be_quoted() -> None:
    text = "responses:\n  5XX:\n    description: x\n"
    assert broken_lines(text) == [("status_codes_are_quoted", "line 2")]


def test_a_numeric_status_code_is_refused_by_the_loader_too() -> None:
    text = "responses:\n  200:\n    description: x\n"
    assert [rule for rule, _ in broken_lines(text)] == ["status_codes_are_quoted", "strict_yaml"]


@pytest.mark.parametrize("text", ["enum: [a]", "const: a", "example: {a: b}", "default: a"])
def test_literal_text_has_to_be_quoted(text: str) -> None:
    assert broken_lines(text) == [("literal_strings_are_quoted", "line 1")]


@pytest.mark.parametrize(
    "text", ['enum: ["a", 1, true]', "const: null", "properties: {default: a}"]
)
def test_quoted_literals_and_numbers_are_fine(text: str) -> None:
    assert broken_lines(text) == []


@pytest.mark.parametrize("api", APIS)
def test_the_real_specs_are_clean(api: str) -> None:
    assert [str(finding) for finding in lint_api(api)] == []


def test_a_finding_names_file_place_rule_and_reason() -> None:
    (finding,) = lint_text("a: NO\n", "notes/shared.yaml")
    expected = "notes/shared.yaml: line 1: ambiguous_scalars_are_quoted: quote NO"
    assert str(finding) == expected


def test_a_spec_that_cannot_be_bundled_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "openapi.yaml").write_text('paths: {/a: {$ref: "a.yaml#/a"}}\n')
    assert [str(finding) for finding in lint_api("notes", tmp_path)] == [
        "notes: /: bundle: openapi.yaml: a.yaml does not exist"
    ]


def test_the_command_exits_1_on_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for api in APIS:
        (tmp_path / api).mkdir()
        (tmp_path / api / "openapi.yaml").write_text("a: 1\na: 2\n")
    monkeypatch.setattr(lint_specs, "lint_api", lambda api: lint_api(api, tmp_path))
    assert lint_specs.main([]) == 1
    assert "daftra/openapi.yaml: /: strict_yaml" in capsys.readouterr().out


def test_the_command_exits_0_on_the_real_specs() -> None:
    assert lint_specs.main([]) == 0


def test_every_rule_can_be_read_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert lint_specs.main(["--rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    rules = len(lint_specs.DOCUMENT_RULES) + len(lint_specs.TEXT_RULES) + 1
    assert len(lines) == rules
    assert all(": " in line for line in lines)


def test_a_folded_text_has_no_control_characters() -> None:
    assert load("a: >-\n  one\n  two\n") == {"a": "one two"}
