"""What a run reached of a spec: operations, parameters, response codes and schema properties.

    published document ──> everything documented ┐
    archive of the run ──> everything reached    ┴─> what is missing

Requests are matched to path templates, the most literal first. A status counts for its own code or
for its class ("5XX"), a 405 for every operation of the path. What was not 405 or 404 without a
fault's doing shows that an operation is answered at all.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tooling.fuzz_har import FAULT, Entry
from tooling.fuzz_probe import read_json
from tooling.fuzz_properties import Properties, Root
from tooling.openapi import Node, Operation, operations

Parameter = tuple[str, str, str]
"""Operation, place and name."""
Code = tuple[str, str]
"""Operation and documented code."""
_ABSENT = ("404", "405")


@dataclass(slots=True)
class Kinds:
    """Things of a spec by kind; operations are named by their operationId."""

    operations: set[str] = field(default_factory=set)
    parameters: set[Parameter] = field(default_factory=set)
    codes: set[Code] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Coverage:
    """What one API documents, and what of it was reached.

    `sent` and `seen` are properties of bodies and of answers, by pointer. `by_fault` are the codes
    that only a fault of the sandbox brought about.
    """

    api: str
    documented: Kinds
    reached: Kinds
    by_fault: set[Code]

    @property
    def unanswered(self) -> set[str]:
        """The operations that nothing answers, so that nothing else of them can be reached."""
        return self.documented.operations - self.reached.operations

    @property
    def missing_parameters(self) -> list[Parameter]:
        """The parameters of answered operations that were never sent."""
        missing = self.documented.parameters - self.reached.parameters
        return sorted(each for each in missing if each[0] not in self.unanswered)

    @property
    def missing_codes(self) -> list[Code]:
        """The codes of answered operations that never came."""
        missing = self.documented.codes - self.reached.codes
        return sorted(each for each in missing if each[0] not in self.unanswered)


class Atlas:
    """One published document, and what is found of it on the way."""

    def __init__(self, api: str, document: Node) -> None:
        self._properties = Properties(document)
        self._described = {each.id: each for each in operations(document)}
        self._paths = sorted(
            {each.path for each in self._described.values()}, key=_by_literal_parts
        )
        self._patterns = [(path, _pattern(path)) for path in self._paths]
        self._named = {
            each.id: [(one["in"], one["name"]) for one in each.parameters(document)]
            for each in self._described.values()
        }
        self._codes = {each.id: dict(each.responses(document)) for each in self._described.values()}
        self._by_request: set[Code] = set()
        self._looked_at: set[int] = set()
        self.coverage = Coverage(api, self._documented(), Kinds(), set())

    def take(self, entry: Entry, base: str) -> None:
        """Look at one entry; `base` is the path of the service's address."""
        url = urlsplit(entry.url)
        path = url.path.removeprefix(base)
        template = next((name for name, fits in self._patterns if fits.fullmatch(path)), None)
        if template is None or not entry.status:
            return
        on_path = [each for each in self._described.values() if each.path == template]
        own = next((each for each in on_path if each.method.upper() == entry.method), None)
        if own is None:
            for each in on_path if entry.status == 405 else ():  # noqa: PLR2004 - the status
                self._take_code(each, entry)
            return
        if str(entry.status) not in _ABSENT and entry.sender != FAULT:
            self.coverage.reached.operations.add(own.id)
        self._take_code(own, entry)
        self._take_parameters(own, url.query)
        self._take_bodies(own, entry)

    def finish(self) -> Coverage:
        """Give what was reached by all entries taken so far."""
        self.coverage.by_fault = self.coverage.reached.codes - self._by_request
        return self.coverage

    def _take_code(self, operation: Operation, entry: Entry) -> None:
        code = _documented_code(entry.status, self._codes[operation.id])
        if code is None:
            return
        self.coverage.reached.codes.add((operation.id, code))
        if entry.sender != FAULT:
            self._by_request.add((operation.id, code))

    def _take_parameters(self, operation: Operation, query: str) -> None:
        names = {name for name, _ in parse_qsl(query, keep_blank_values=True)}
        for place, name in self._named[operation.id]:
            # A deep object is sent as name[member]; a template that fits has all of its own.
            if place == "path" or any(
                each == name or each.startswith(f"{name}[") for each in names
            ):
                self.coverage.reached.parameters.add((operation.id, place, name))

    def _take_bodies(self, operation: Operation, entry: Entry) -> None:
        code = _documented_code(entry.status, self._codes[operation.id])
        reached = self.coverage.reached
        answer = self._codes[operation.id].get(code or "")
        for side, root, content, headers in (
            (reached.sent, _request(operation), entry.request_body, entry.request_headers),
            (reached.seen, (f"{operation.id} {code}", answer or {}), entry.body, entry.headers),
        ):
            key = hash((*root[:1], content))
            if not content or key in self._looked_at:
                continue
            self._looked_at.add(key)
            side.update(self._properties.within(root, _read_body(content, headers)))

    def _documented(self) -> Kinds:
        every = self._described.values()
        return Kinds(
            operations=set(self._described),
            parameters={(name, *one) for name, named in self._named.items() for one in named},
            codes={(name, code) for name, codes in self._codes.items() for code in codes},
            sent=self._properties.of(_request(each) for each in every),
            seen=self._properties.of(
                (f"{name} {code}", response)
                for name, codes in self._codes.items()
                for code, response in codes.items()
            ),
        )


def _request(operation: Operation) -> Root:
    return f"{operation.id} request", operation.node.get("requestBody", {})


def _read_body(content: bytes, headers: Mapping[str, str]) -> Any:
    """Read JSON, or the names of a form."""
    kinds = [value for name, value in headers.items() if name.lower() == "content-type"]
    kind = kinds[0] if kinds else ""
    if kind.startswith("multipart/form-data"):
        return dict.fromkeys(re.findall(r' name="([^"]*)"', content.decode("utf-8", "replace")))
    if kind.startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(content.decode("utf-8", "replace"), keep_blank_values=True))
    return read_json(content)


def _documented_code(status: int, codes: Iterable[str]) -> str | None:
    known = set(codes)
    return next((each for each in (str(status), f"{status // 100}XX") if each in known), None)


def _by_literal_parts(path: str) -> tuple[int, str]:
    return path.count("{"), path


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{[^}]*\\}", "[^/]+", re.escape(path)))


def coverage_of(api: str, document: Node, taken: Iterable[tuple[Entry, str]]) -> Coverage:
    """Hold the entries of some runs, each with the path of its service, against one document."""
    atlas = Atlas(api, document)
    for entry, base in taken:
        atlas.take(entry, base)
    return atlas.finish()
