"""The layers of DESIGN hold: who may import whom."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

WRAPPER = Path(__file__).resolve().parents[2] / "wrapper" / "ledgerspan"
PURE = ("errors", "retry", "throttle", "paging")


def imports_of(path: Path) -> Iterator[str]:
    """Yield the absolute names of all modules that a file imports, lazily or not."""
    package = ["ledgerspan", *path.relative_to(WRAPPER).parent.parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            yield ".".join([*base, *([node.module] if node.module else [])])


def modules(folder: str = "") -> list[Path]:
    return sorted((WRAPPER / folder).rglob("*.py"))


def test_the_pure_modules_import_nothing_of_ours_but_each_other_in_order() -> None:
    order = ["ledgerspan.models", *(f"ledgerspan.{name}" for name in PURE)]
    for place, name in enumerate(PURE, start=1):
        ours = {
            found for found in imports_of(WRAPPER / f"{name}.py") if found.startswith("ledgerspan")
        }
        assert ours <= set(order[:place]), name


def test_the_models_import_nothing_of_ours() -> None:
    for path in modules("models"):
        for found in imports_of(path):
            fine = ("ledgerspan.models", "ledgerspan._lazy")
            assert not found.startswith("ledgerspan") or found.startswith(fine), path


def test_httpx_is_named_where_http_is_spoken_and_nowhere_else() -> None:
    naming = {
        str(path.relative_to(WRAPPER)) for path in modules() if "httpx" in set(imports_of(path))
    }
    # A cassette's is what clients take as their transport: it has to be one of httpx's.
    assert naming == {
        "session.py",
        "transport.py",
        "sandbox/transport.py",
        "cassettes/transport.py",
    }


def test_generated_code_is_imported_by_the_provider_packages_only() -> None:
    importing = {
        path.relative_to(WRAPPER).parts[0]
        for path in modules()
        for found in imports_of(path)
        if found.split(".")[0] in ("daftra_client", "nuvio_client")
    }
    assert importing == {"daftra", "nuvio"}


@pytest.mark.parametrize(("provider", "other"), [("daftra", "nuvio"), ("nuvio", "daftra")])
def test_a_provider_knows_nothing_of_the_other(provider: str, other: str) -> None:
    for path in modules(provider):
        for found in imports_of(path):
            assert not found.startswith((f"ledgerspan.{other}", f"{other}_client")), path


def test_the_sandbox_shares_nothing_with_the_clients_but_their_front_door() -> None:
    allowed = ("ledgerspan.sandbox", "ledgerspan.daftra.client", "ledgerspan.nuvio.client")
    for path in modules("sandbox"):
        for found in imports_of(path):
            fine = not found.startswith("ledgerspan.") or found.startswith(allowed)
            assert fine, f"{path.name} imports {found}"


# What looks at answers from outside, each on those before it; nothing but commands stands on them.
OUTSIDE = ("specs", "cassettes", "drift")


def test_specs_cassettes_and_drift_stand_on_each_other_in_that_order() -> None:
    for place, name in enumerate(OUTSIDE):
        above = tuple(f"ledgerspan.{each}" for each in OUTSIDE[place + 1 :])
        for path in modules(name):
            for found in imports_of(path):
                assert not above or not found.startswith(above), f"{path.name} imports {found}"


def test_no_client_stands_on_them() -> None:
    named = tuple(f"ledgerspan.{each}" for each in OUTSIDE)
    for path in modules():
        if path.relative_to(WRAPPER).parts[0] not in (*OUTSIDE, "cli"):
            for found in imports_of(path):
                assert not found.startswith(named), f"{path.name} imports {found}"
