"""Redocly and Spectral over the bundles, and the list of what they find and we leave."""

import fcntl
import json
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tooling import lint_specs, lint_tools, node_tools, score_specs
from tooling.bundle import APIS
from tooling.finding import Finding
from tooling.lint_tools import Ignored, ignored, remaining, tool_findings
from tooling.node_tools import NodeMissingError

from tests.specs.node import needs_node

FOUND = Finding("daftra", "/paths/~1notes/get", "redocly tag", "No tag")


@needs_node
def test_both_linters_find_nothing_but_what_has_a_reason() -> None:
    assert lint_specs.lint_in_full() == []


@needs_node
def test_both_linters_look_at_a_document(document: dict[str, Any], tmp_path: Path) -> None:
    document["paths"]["/notes"]["post"]["tags"] = ["nowhere"]
    file = tmp_path / "broken.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    rules = {finding.rule for finding in tool_findings("daftra", file)}
    assert {"redocly operation-tag-defined", "spectral operation-tag-defined"} <= rules


@needs_node
def test_the_scores_in_the_readme_are_those_of_the_bundles() -> None:
    assert score_specs.main(["--check"]) == 0


def test_every_ignored_finding_has_a_reason() -> None:
    assert [entry for entry in ignored() if len(entry.reason.split()) < 5] == []


@pytest.mark.parametrize("pointer", ["/paths/~1notes/get", "/paths/*"])
def test_an_entry_covers_a_finding_of_its_rule_and_place(pointer: str) -> None:
    assert remaining([FOUND], [Ignored("redocly tag", "daftra", pointer, "Why.")]) == []


@pytest.mark.parametrize(
    "entry",
    [
        Ignored("redocly tag", "nuvio", "/paths/*", "Why."),
        Ignored("redocly tags", "daftra", "/paths/*", "Why."),
        Ignored("redocly tag", "daftra", "/components/*", "Why."),
    ],
)
def test_an_entry_that_covers_nothing_is_a_finding_itself(entry: Ignored) -> None:
    left = remaining([FOUND], [entry])
    assert left[0] == str(FOUND)
    assert "covers nothing; remove it" in left[1]


def without_node(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> str:
        raise NodeMissingError("there is no Node")

    monkeypatch.setattr(lint_specs, "lint_api", lambda _: [])
    monkeypatch.setattr(lint_tools, "run", missing)
    monkeypatch.setattr(score_specs, "run", missing)


def test_without_node_the_full_lint_says_loudly_what_it_skipped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without_node(monkeypatch)
    monkeypatch.delenv("CI", raising=False)
    assert lint_specs.main(["--full"]) == 0
    assert "*** SKIPPED: Redocly and Spectral did not run" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", [lambda: lint_specs.main(["--full"]), lambda: score_specs.main(["--check"])]
)
def test_in_ci_a_skipped_check_is_a_failure(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    without_node(monkeypatch)
    monkeypatch.setenv("CI", "true")
    assert command() == 1


def test_no_node_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(node_tools.shutil, "which", lambda _: None)
    with pytest.raises(NodeMissingError, match="no Node with npm"):
        node_tools.install()


@pytest.fixture
def npm_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return the runs of an npm that only makes the folder, on pins of a folder of their own."""
    runs: list[object] = []

    def run(command: object, **_: object) -> Any:
        runs.append(command)
        (tmp_path / "node_modules").mkdir(exist_ok=True)
        return SimpleNamespace(returncode=0)

    (tmp_path / "package-lock.json").write_text("{}")
    monkeypatch.setattr(node_tools, "FOLDER", tmp_path)
    monkeypatch.setattr(node_tools.shutil, "which", lambda name: name)
    monkeypatch.setattr(node_tools.subprocess, "run", run)
    return runs


def test_the_tools_are_installed_once_for_each_list_of_pins(
    npm_runs: list[object], tmp_path: Path
) -> None:
    node_tools.install()
    node_tools.install()
    assert len(npm_runs) == 1
    (tmp_path / "package-lock.json").write_text('{"packages": {}}')
    node_tools.install()
    assert len(npm_runs) == 2


def test_who_comes_while_another_process_installs_waits_for_it(
    npm_runs: list[object], tmp_path: Path
) -> None:
    waiting = threading.Thread(target=node_tools.install)
    with (tmp_path / "package-lock.json").open("rb") as pins:
        fcntl.flock(pins, fcntl.LOCK_EX)
        waiting.start()
        waiting.join(0.2)
        assert (waiting.is_alive(), npm_runs) == (True, [])
    waiting.join()
    assert len(npm_runs) == 1


def test_the_lock_of_the_tools_names_no_registry() -> None:
    packages = json.loads((node_tools.FOLDER / "package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, each in packages["packages"].items() if "resolved" in each] == []


def test_the_scores_are_a_table_with_a_column_for_each_api() -> None:
    report = {
        "agentReadiness": 76.84,
        "discoverability": 99,
        "subscores": dict.fromkeys((key for key, _ in score_specs.SUBSCORES), 0.5),
    }
    lines = score_specs.table(dict.fromkeys(APIS, report)).splitlines()
    assert lines[0] == "| score | daftra | nuvio |"
    assert lines[2] == "| agent readiness | 76.8 | 76.8 |"
    assert lines[4] == "| descriptions | 50 % | 50 % |"


def test_only_what_stands_between_the_markers_is_replaced() -> None:
    text = f"before {score_specs.BEGIN}old\n{score_specs.END} after"
    assert (
        score_specs.replaced(text, "new\n")
        == f"before {score_specs.BEGIN}new\n{score_specs.END} after"
    )
