"""One request of the fuzzer and its answer, as plain values: what the laws judge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from schemathesis import Case, Response

from tooling.fuzz_place import Aim, aim_of
from tooling.fuzz_probe import NOT_JSON, read_json

Finding = str
"""What is wrong, for people; a law yields one for each thing that is."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """`operation` is the operationId, "" when the method is not the operation's own.

    `aim` says what the path is about, None where it is no kind of record or the method is not the
    operation's own. `path` starts below the address of the service, undecoded. `sent` and `body`
    are read JSON or NOT_JSON. `scope` is what a token must allow, "" where the spec names none.
    """

    operation: str
    method: str
    path: str
    aim: Aim | None
    query: Mapping[str, Sequence[str]]
    sent: Any
    status: int
    media_type: str
    body: Any
    content: bytes = field(repr=False)
    headers: Mapping[str, Sequence[str]] = field(default_factory=dict, repr=False)
    scope: str = ""

    @property
    def succeeded(self) -> bool:
        """Whether the HTTP status says so."""
        return 200 <= self.status < 300  # noqa: PLR2004 - the class of statuses

    @property
    def refused(self) -> bool:
        """Whether the server says that the caller is wrong."""
        return 400 <= self.status < 500  # noqa: PLR2004 - the class of statuses

    def single(self, name: str) -> str | None:
        """Return a query parameter that was sent exactly once."""
        values = self.query.get(name, ())
        return values[0] if len(values) == 1 else None

    def at(self, *path: str) -> Any:
        """Return a member of the answer, None where there is none."""
        node = self.body
        for name in path:
            node = node.get(name) if isinstance(node, dict) else None
        return node


def exchange_of(case: Case[Any], response: Response, base: str) -> Exchange:
    """Read what was really sent from the request, not from the generated case.

    `base` is the path of the service's address, which stands before every path.
    """
    request = response.request
    url = urlsplit(request.url or "")
    query: dict[str, list[str]] = {}
    for name, value in parse_qsl(url.query, keep_blank_values=True):
        query.setdefault(name, []).append(value)
    # The fuzzer's transport sends bytes, or text for a form.
    sent = request.body
    sent = sent.encode() if isinstance(sent, str) else sent
    own_method = case.method.lower() == case.operation.method
    path = url.path.removeprefix(base)
    media_types = response.headers.get("content-type") or [""]
    return Exchange(
        operation=str(case.operation.definition.raw.get("operationId", "")) if own_method else "",
        method=case.method,
        path=path,
        aim=aim_of(unquote(path), case.method) if own_method else None,
        query=query,
        sent=read_json(sent) if isinstance(sent, bytes) and sent else NOT_JSON,
        status=response.status_code,
        media_type=media_types[0].partition(";")[0].strip(),
        body=read_json(response.content),
        content=response.content,
        headers=response.headers,
        scope=str(case.operation.definition.raw.get("x-scope", "")) if own_method else "",
    )
