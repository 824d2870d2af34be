"""Run a script of this folder with a headless Chromium: an npm package brings it along."""

import fcntl
import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tooling import node_tools

HERE = Path(__file__).resolve().parent
_UNPACKED = node_tools.FOLDER / "node_modules" / ".chromium"
# The package is made for a machine that has nothing but a C library: by this name of one it
# unpacks the other libraries of the browser as well, and lets them be found.
_BARE = {"AWS_LAMBDA_JS_RUNTIME": "nodejs20.x"}
_LONGEST = 180
# The package's own configuration looks for fonts below /tmp alone, and without any font Chromium
# ends itself (SIGTRAP in Skia) as soon as a page has a letter to draw.
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}/fonts</dir>
  <cachedir>{folder}/cache</cachedir>
</fontconfig>
"""

needs_browser = pytest.mark.skipif(
    (shutil.which("npm") is None or (sys.platform, platform.machine()) != ("linux", "x86_64"))
    and not os.environ.get("CI"),
    reason="*** there is no Node here, or no Linux on x86-64: Chromium cannot run ***",
)


def look(script: str, *arguments: str) -> Any:
    """Run a script of this folder and give what it prints, decoded from JSON."""
    node_tools.install()
    _unpack()
    return json.loads(_node(script, *arguments))


def _unpack() -> None:
    """Unpack the browser once for each installation; tests run in several processes."""
    with (node_tools.FOLDER / "package-lock.json").open("rb") as pins:
        fcntl.flock(pins, fcntl.LOCK_EX)
        stamp = _UNPACKED / "whole"
        if not stamp.exists():
            shutil.rmtree(_UNPACKED, ignore_errors=True)
            _UNPACKED.mkdir()
            place = _node("unpack.mjs")
            folder = _UNPACKED / "fonts"
            (folder / "fonts.conf").write_text(_FONTS.format(folder=folder), encoding="utf-8")
            stamp.write_text(place, encoding="utf-8")


def _node(script: str, *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603
        ["node", HERE / script, *arguments],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
        timeout=_LONGEST,
        env={**os.environ, **_BARE, "TMPDIR": str(_UNPACKED)},
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout
