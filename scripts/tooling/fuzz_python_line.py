"""A line of Python that sends a request again through ledgerspan, beside its curl line.

Wherever the arguments fit it is the generated function of the operation; else the same client's
bare request, with the bytes as they were sent. The key stays in the environment, where
`scripts/fuzz` looks for that of a live account too.
"""

import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tooling.fuzz_probe import NOT_JSON, read_json

_CLIENTS = {
    "daftra": 'Daftra(base_url=os.environ["LEDGERSPAN_FUZZ_DAFTRA_URL"],'
    ' api_key=os.environ["LEDGERSPAN_FUZZ_DAFTRA_API_KEY"], retry=1)',
    "nuvio": 'Nuvio(base_url=os.environ["LEDGERSPAN_FUZZ_NUVIO_URL"],'
    ' token=os.environ["LEDGERSPAN_FUZZ_NUVIO_TOKEN"], retry=1)',
}
_PLAIN_TYPES: dict[str, type[int | str]] = {"int": int, "str": str}


@dataclass(frozen=True, slots=True)
class Sent:
    """A request as it went out; `path` starts below the address of the service, undecoded."""

    api: str
    operation: str
    template: str
    method: str
    path: str
    query: str = ""
    media_type: str = ""
    body: bytes | None = field(default=None, repr=False)


def python_line(sent: Sent) -> str:
    """Write the line; running it prints the status, or raises what ledgerspan makes of it."""
    return _generated(sent) or _bare(sent)


def _generated(sent: Sent) -> str | None:
    """Call the generated function, if that sends just what was sent."""
    module = _modules(sent.api).get(sent.operation)
    if module is None:
        return None
    arguments = dict(_arguments(sent, module))
    if not _sends(module, arguments, sent):
        return None
    package = f"{sent.api}_client"
    folder, _, name = module.__name__.rpartition(".")
    written = [f"{argument}={each.code}" for argument, each in arguments.items()]
    needed = [f"from {folder} import {name}"]
    if body := arguments.get("body"):
        needed.append(f"from {package}.codec import decode")
        needed.append(f"from {package}.models import {type(body.value).__name__}")
    call = f"{name}.sync_detailed({', '.join([*written, 'client=client.api'])})"
    return _line(sent.api, needed, call)


@dataclass(frozen=True, slots=True)
class _Argument:
    """A value, and the code that makes it."""

    value: Any
    code: str


def _arguments(sent: Sent, module: ModuleType) -> Iterator[tuple[str, _Argument]]:
    """Read the arguments out of a request; what is not among them makes another request."""
    hints = {
        name: str(parameter.annotation).partition(" | ")[0]
        for name, parameter in inspect.signature(module.get_kwargs).parameters.items()
    }
    pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]*)", re.escape(sent.template))
    found = re.fullmatch(pattern, sent.path)
    texts = {name: unquote(text) for name, text in (found.groupdict() if found else {}).items()}
    texts |= dict(parse_qsl(sent.query, keep_blank_values=True))
    for name, text in texts.items():
        shape = _PLAIN_TYPES.get(hints.get(name, ""))
        if shape is str or (shape is int and re.fullmatch(r"-?\d{1,18}", text)):
            value: Any = shape(text)
            yield name, _Argument(value, repr(value))
    if "body" in hints and sent.body is not None:
        package = import_module(f"{sent.api}_client.models")
        model = getattr(package, hints["body"], None)
        if model is not None:
            codec = import_module(f"{sent.api}_client.codec")
            body = codec.decode(sent.body, model) if _is_json(sent.body) else None
            yield "body", _Argument(body, f"decode({sent.body!r}, {hints['body']})")


def _is_json(content: bytes) -> bool:
    return read_json(content) is not NOT_JSON


def _sends(module: ModuleType, arguments: Mapping[str, _Argument], sent: Sent) -> bool:
    """Tell whether the function would send what was sent."""
    try:
        request = module.get_kwargs(**{name: each.value for name, each in arguments.items()})
    except (TypeError, ValueError, AttributeError):
        return False
    content, asked = request.get("content"), request.get("params") or {}
    pairs = asked.items() if isinstance(asked, dict) else asked
    return (
        request["method"].upper() == sent.method
        and request["url"] == sent.path
        and [(name, str(value)) for name, value in pairs]
        == parse_qsl(sent.query, keep_blank_values=True)
        and (content is None) == (sent.body is None)
        and (content is None or read_json(content) == read_json(sent.body or b""))
    )


def _bare(sent: Sent) -> str:
    query = f"?{sent.query}" if sent.query else ""
    parts = [f"method={sent.method!r}", f"url={sent.path + query!r}"]
    if sent.body is not None:
        parts += [f"content={sent.body!r}", f"headers={{'Content-Type': {sent.media_type!r}}}"]
    return _line(sent.api, [], f"client.api.get_httpx_client().request({', '.join(parts)})")


def _line(api: str, needed: list[str], call: str) -> str:
    statements = [
        "import os",
        f"from ledgerspan import {api.title()}",
        *needed,
        f"client = {_CLIENTS[api]}",
        f"print({call}.status_code)",
    ]
    return "; ".join(statements)


@cache
def _modules(api: str) -> Mapping[str, ModuleType]:
    """Give the generated module of each operation."""
    root = import_module(f"{api}_client.api")
    names = (
        each.name
        for each in pkgutil.walk_packages(root.__path__, f"{root.__name__}.")
        if not each.ispkg
    )
    return {name.rpartition(".")[2]: import_module(name) for name in names}


def path_of(url: str, base: str) -> tuple[str, str]:
    """Cut an address into the path below the address of the service, and the query."""
    parts = urlsplit(url)
    return parts.path.removeprefix(urlsplit(base).path), parts.query
