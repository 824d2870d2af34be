"""The stock generator takes the views whole: no warning, nothing lost."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tooling.openapi import operations
from tooling.spec_views import view


@pytest.fixture
def client(published: dict[str, Any], tmp_path: Path) -> Path:
    """Return the package that the generator makes of an API, warnings taken for failures."""
    source, config, target = tmp_path / "view.json", tmp_path / "config.yaml", tmp_path / "client"
    source.write_text(
        json.dumps(view(published, "generator"), ensure_ascii=False), encoding="utf-8"
    )
    config.write_text("post_hooks: []\n")
    options = ["--config", str(config), "--meta", "none", "--fail-on-warning"]
    paths = ["--path", str(source), "--output-path", str(target)]
    run = subprocess.run(  # noqa: S603 - the pinned generator of this very environment
        [sys.executable, "-m", "openapi_python_client", "generate", *paths, *options],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (run.returncode, run.stderr) == (0, "")
    return target


def test_every_operation_and_model_is_generated(client: Path, published: dict[str, Any]) -> None:
    shown = view(published, "generator")
    modules = {
        f"{path.parent.name}.{path.stem}"
        for path in (client / "api").glob("*/*.py")
        if path.stem != "__init__"
    }
    models = [path for path in (client / "models").glob("*.py") if path.stem != "__init__"]
    named = [
        name
        for name, schema in shown["components"]["schemas"].items()
        if schema.get("type") == "object" or "enum" in schema
    ]
    assert modules == {f"{each.node['tags'][0]}.{each.id}" for each in operations(shown)}
    assert len(models) == len(named)
