"""The mark of tests that need Node: they are skipped where there is none, but never in CI."""

import os
import shutil

import pytest

needs_node = pytest.mark.skipif(
    shutil.which("npm") is None and not os.environ.get("CI"),
    reason="*** there is no Node here: Redocly, Spectral and Prism cannot run ***",
)
