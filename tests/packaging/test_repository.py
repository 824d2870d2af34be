"""What is committed can be published: no address of a machine or a registry, no secret."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def tracked() -> list[Path]:
    """Return the files that git knows, and those it would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(  # noqa: S603
        command, cwd=ROOT, capture_output=True, text=True, check=True
    )
    names = filter(None, listed.stdout.split("\0"))
    return [path for name in names if (path := ROOT / name).is_file()]


# Written in pieces, so that this file does not find itself.
HOSTS = ["pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "deb.debian" + ".org"]
PLACES = ["/wo" + "rk/", "/ro" + "ot/", "/opt/" + "pypi", "/home" + "/", "sha" + "red/reference"]


@pytest.mark.parametrize("text", HOSTS + PLACES)
def test_no_file_names_a_registry_or_a_place_of_some_machine(text: str) -> None:
    naming = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if text in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert naming == []


def test_the_top_level_is_what_the_design_says() -> None:
    allowed = {
        "pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE",
        "specs", "generated", "wrapper", "scripts", "tests", "requirements",
    }  # fmt: skip
    found = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert {name for name in found if not name.startswith(".")} == allowed


def test_every_requirement_is_pinned_and_hashed() -> None:
    for name in ("run", "dev", "bench", "mutate"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        pins = re.findall(r"^[a-z0-9][^\s=]*==[^\s;\\]+", text, re.MULTILINE | re.IGNORECASE)
        assert pins
        assert len(pins) == len(re.findall(r"^\S.*\\$", text, re.MULTILINE))
        assert "--hash=sha256:" in text


def test_every_runtime_dependency_is_justified() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [name for group in project["optional-dependencies"].values() for name in group]
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## Dependencies")[1]
    for requirement in [*project["dependencies"], *extras]:
        name = re.split(r"[<>=\[]", requirement)[0]
        assert re.search(rf"^\| .*\b{name}\b.* \|", table, re.MULTILINE), name


def test_the_version_stands_once_and_everywhere_the_same() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module = (ROOT / "wrapper/ledgerspan/_version.py").read_text(encoding="utf-8")
    assert f'__version__ = "{project["version"]}"' in module
