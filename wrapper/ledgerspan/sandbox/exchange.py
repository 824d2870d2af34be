"""One request and one answer, as plain values: what the two APIs decide with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import parse_qsl

from ledgerspan.sandbox.exactjson import write_json

Provider = Literal["daftra", "nuvio"]
Dialect = Literal["observed", "documented"]


@dataclass(frozen=True, slots=True)
class Call:
    """A request that has arrived whole. `path` is decoded; header names are lower case."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes
    scheme: str = "http"
    named: Mapping[str, str] = field(default_factory=dict)
    """The parts of the path that its template names."""

    @property
    def path_id(self) -> str:
        """The `{id}` of the path; "" where its template has none."""
        return self.named.get("id", "")

    @property
    def parameters(self) -> dict[str, str]:
        """The query parameters; of a repeated one the last counts, as in PHP."""
        return dict(parse_qsl(self.query, keep_blank_values=True))

    @property
    def origin(self) -> str:
        """Scheme and host the caller used, without a closing slash."""
        return f"{self.scheme}://{self.headers.get('host', 'sandbox.invalid')}"


@dataclass(frozen=True, slots=True)
class Answer:
    """A response before it is sent. `stored` says whether the call changed a record."""

    status: int
    body: bytes
    media_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    stored: bool = False


def json_answer(
    status: int,
    value: Any,
    *,
    stored: bool = False,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Answer with `value` as JSON."""
    return Answer(status, write_json(value), headers=headers or {}, stored=stored)


def html_answer(status: int, title: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Answer with a small web page, as a login form or a proxy in between does."""
    page = (
        f"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><h1>{title}</h1></body>"
    )
    return Answer(status, (page + "</html>\n").encode(), "text/html; charset=UTF-8", headers or {})
