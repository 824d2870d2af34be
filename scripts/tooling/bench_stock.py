"""Generate the clients that people get without our templates: the peer to beat.

The same generator, the same view of the same spec, its own templates and defaults.
"""

import importlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tooling.bundle import APIS, bundle, view

Load = Callable[[str], Any]


@contextmanager
def stock_clients() -> Iterator[Load]:
    """Give a function that imports from them: `load("stock_daftra.models.income_page")`.

    They live in a temporary directory until the block ends.
    """
    with tempfile.TemporaryDirectory(prefix="bench-stock-") as folder:
        for api in APIS:
            _generate(api, Path(folder))
        sys.path.insert(0, folder)
        importlib.invalidate_caches()
        try:
            yield importlib.import_module
        finally:
            sys.path.remove(folder)
            for name in [name for name in sys.modules if name.partition(".")[0] in _packages()]:
                del sys.modules[name]


def _packages() -> set[str]:
    return {f"stock_{api}" for api in APIS}


def _generate(api: str, folder: Path) -> None:
    # In a process of its own: `tooling.generate` changes the generator's type for numbers.
    source, options = folder / f"{api}.json", folder / f"{api}-options.json"
    source.write_text(json.dumps(view(bundle(api), "generator")), encoding="utf-8")
    options.write_text(
        json.dumps({"post_hooks": [], "package_name_override": f"stock_{api}"}), encoding="utf-8"
    )
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none"]
    target = folder / f"stock_{api}"
    where = ["--path", str(source), "--config", str(options), "--output-path", str(target)]
    done = subprocess.run(
        [*command, "--fail-on-warning", *where], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"the stock client for {api} was not generated:\n{done.stdout}")
