"""Find the tools that are written for Node, and install them when they are missing.

They are pinned by `scripts/node/package-lock.json` and live in `scripts/node/node_modules`. Only
linting in full, comparing bundles, the score and the reference pages need them. The peer of the
sandbox in `scripts/bench` has a folder and a lock file of its own.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "node"
QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "NO_COLOR": "1"}


class NodeMissingError(Exception):
    """Say that there is no Node on this machine, and what that costs."""


class NodeToolError(Exception):
    """Say which tool failed, with what it printed."""


def run(tool: str, arguments: Sequence[str], *, allowed: Sequence[int] = (0,)) -> str:
    """Run a tool of `scripts/node` and return what it prints.

    `allowed` are the exit codes that are answers. Raises NodeMissingError without Node, and
    NodeToolError for any other exit code.
    """
    install()
    done = subprocess.run(
        [FOLDER / "node_modules" / ".bin" / tool, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **QUIET},
        # Redocly reads a redocly.yaml of the folder it runs in, which turns its diff rules off.
        cwd=FOLDER / "node_modules",
    )
    if done.returncode not in allowed:
        raise NodeToolError(f"{tool} ended with {done.returncode}:\n{done.stderr or done.stdout}")
    return done.stdout


def install(folder: Path | None = None) -> None:
    """Install what the lock file of a folder pins, once for each of its contents."""
    folder = folder or FOLDER
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise NodeMissingError("there is no Node with npm on this machine (20 or newer is needed)")
    stamp = folder / "node_modules" / "stamp"
    with (folder / "package-lock.json").open("rb") as pins:
        # Tests run in several processes, and npm ci begins by removing what another one installs.
        fcntl.flock(pins, fcntl.LOCK_EX)
        wanted = hashlib.sha256(pins.read()).hexdigest()
        if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
            return
        done = subprocess.run(
            [npm, "ci", "--no-progress"], cwd=folder, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise NodeToolError(f"npm ci ended with {done.returncode}:\n{done.stderr}")
        stamp.write_text(wanted, encoding="utf-8")
