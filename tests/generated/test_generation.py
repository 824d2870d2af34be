"""`scripts/generate`: the same bytes each time, nothing lost, every drift found."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tooling import generate
from tooling.generate import GENERATED, GenerationError, differences, generate_client, main

from tests.generated.toy import document

ROOT = Path(__file__).resolve().parents[2]


def test_the_tree_holds_what_the_command_writes(fresh: Path) -> None:
    assert list(differences(fresh, GENERATED)) == []


def test_every_hash_seed_writes_the_same_bytes(fresh: Path, tmp_path: Path) -> None:
    write = "import sys; from pathlib import Path; from tooling.generate import write_all; "
    write += "write_all(Path(sys.argv[1]))"
    running = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "scripts")}
        command = [sys.executable, "-c", write, str(folder)]
        running.append((folder, subprocess.Popen(command, env=environment)))  # noqa: S603
    for folder, process in running:
        assert process.wait() == 0
        assert list(differences(fresh, folder)) == []


def test_the_check_passes_on_the_tree() -> None:
    assert main(["--check"]) == 0


@pytest.fixture
def tree(tmp_path: Path, fresh: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of `generated/` to damage; what was generated already is generated again."""
    copied = tmp_path / "generated"
    shutil.copytree(fresh, copied)
    monkeypatch.setattr(generate, "GENERATED", copied)
    monkeypatch.setattr(
        generate, "write_all", lambda folder: shutil.copytree(fresh, folder, dirs_exist_ok=True)
    )
    return copied


def test_an_untouched_copy_passes(tree: Path) -> None:
    assert tree.is_dir()
    assert main(["--check"]) == 0


def test_a_changed_byte_is_found(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed = tree / "daftra_client" / "models" / "income.py"
    changed.write_bytes(changed.read_bytes() + b"\n")
    assert main(["--check"]) == 1
    assert capsys.readouterr().err == (
        "generated/daftra_client/models/income.py is not what scripts/generate writes\n"
    )


def test_a_removed_file_is_found(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "nuvio_client" / "py.typed").unlink()
    assert main(["--check"]) == 1
    assert "generated/nuvio_client/py.typed is not" in capsys.readouterr().err


def test_a_stray_file_is_found(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "nuvio_client" / "models" / "stray.py").write_text("", encoding="utf-8")
    assert main(["--check"]) == 1
    assert "generated/nuvio_client/models/stray.py is not" in capsys.readouterr().err


def test_a_changed_lock_is_found(tree: Path) -> None:
    lock = tree / "LOCK.toml"
    lock.write_text(lock.read_text(encoding="utf-8").replace("models = ", "models = 9"))
    assert main(["--check"]) == 1


def test_caches_of_the_interpreter_are_no_drift(tree: Path) -> None:
    cache = tree / "daftra_client" / "__pycache__"
    cache.mkdir()
    (cache / "client.cpython-311.pyc").write_bytes(b"x")
    assert main(["--check"]) == 0


def answering(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the toy document with another answer of `get_bin`."""
    described = document()
    answer = described["paths"]["/bin"]["get"]["responses"]["200"]
    answer["content"]["application/json"]["schema"] = schema
    return described


def test_a_reference_to_nothing_stops_the_generation(tmp_path: Path) -> None:
    dangling = answering({"$ref": "#/components/schemas/Missing"})
    with pytest.raises(GenerationError, match="Missing"):
        generate_client(dangling, tmp_path / "broken_client", "broken")


def test_a_warning_of_the_generator_stops_the_generation(tmp_path: Path) -> None:
    mixed = answering({"$ref": "#/components/schemas/Mixed"})
    mixed["components"]["schemas"]["Mixed"] = {"enum": ["one", 2, 3.5]}
    with pytest.raises(GenerationError, match=r"Mixed|enum"):
        generate_client(mixed, tmp_path / "broken_client", "broken")


def test_what_the_generator_warns_of_is_an_error_of_the_command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise GenerationError("a schema was dropped")

    monkeypatch.setattr(generate, "write_all", refuse)
    assert main(["--check"]) == 1
    assert capsys.readouterr().err == "scripts/generate: a schema was dropped\n"


def test_an_operation_that_was_lost_is_noticed(toy_package: Path, tmp_path: Path) -> None:
    copied = tmp_path / "toy_client"
    shutil.copytree(toy_package, copied)
    (copied / "api" / "shelves" / "get_bin.py").unlink()
    with pytest.raises(GenerationError, match=r"operations .* became modules"):
        generate.count(document(), copied, "toy")


def test_a_model_that_was_lost_is_noticed(toy_package: Path, tmp_path: Path) -> None:
    copied = tmp_path / "toy_client"
    shutil.copytree(toy_package, copied)
    (copied / "models" / "shelf.py").unlink()
    with pytest.raises(GenerationError, match=r"4 schemas .* became 3 models"):
        generate.count(document(), copied, "toy")


def test_the_order_of_hashing_changes_no_byte(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; sys.path[:0] = sys.argv[2:];"
        "from tooling.generate import generate_client; from tests.generated.toy import document;"
        "generate_client(document(), Path(sys.argv[1]), 'toy')"
    )
    for seed in ("1", "2"):
        subprocess.run(  # noqa: S603
            [sys.executable, "-c", program, str(tmp_path / seed), str(ROOT / "scripts"), str(ROOT)],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            check=True,
            capture_output=True,
        )
    assert (tmp_path / "1" / "models" / "shelf.py").is_file()
    assert list(differences(tmp_path / "1", tmp_path / "2")) == []
