"""Make an environment with the wheel in it as pip would, from what is installed here.

There is no network, so what the wheel requires is linked from this environment: exactly that, by
the metadata of the distributions, so that a requirement nobody declared is missing there too.
"""

import importlib.metadata
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]


def environment(folder: Path, wheel: Path, *, extras: Sequence[str], beside: Iterable[str]) -> Path:
    """Install the wheel with `extras`, and what is named `beside` it; return the interpreter."""
    venv.create(folder, symlinks=True, with_pip=False)
    python = folder / "bin" / "python"
    (packages,) = (folder / "lib").glob("python*/site-packages")
    wanted = [*_required_by_us(extras), *beside]
    for source in sorted(set(_parts(wanted))):
        (packages / source.name).symlink_to(source)
    target = f"{wheel}[{','.join(extras)}]" if extras else str(wheel)
    options = ["--no-index", "--quiet", "--disable-pip-version-check"]
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", "pip", "--python", str(python), "install", *options, target],
        check=True,
    )
    return python


def _required_by_us(extras: Iterable[str]) -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: list[str] = list(project["dependencies"])
    for extra in extras:
        found += project["optional-dependencies"][extra]
    return found


def _parts(wanted: Iterable[str]) -> Iterator[Path]:
    """Yield the files and folders of all that is wanted, and of all that it requires in turn."""
    waiting = [Requirement(text) for text in wanted]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        requirement = waiting.pop()
        key = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if key in seen:
            continue
        seen.add(key)
        found = importlib.metadata.distribution(requirement.name)
        for file in found.files or ():
            if file.parts[0] not in ("..", "__pycache__"):
                yield Path(str(found.locate_file(file.parts[0])))
        chosen = requirement.extras or {""}
        waiting += [
            needed
            for needed in map(Requirement, found.requires or ())
            if needed.marker is None
            or any(needed.marker.evaluate({"extra": extra}) for extra in chosen)
        ]
