"""How a case of the fuzzer is sent again: by curl, and through ledgerspan."""

from typing import Any

from schemathesis import Case
from schemathesis.engine.recorder import Request

from tooling.fuzz_har import masked
from tooling.fuzz_python_line import Sent, path_of, python_line
from tooling.fuzz_target import Target


def python_of(case: Case[Any], request: Request | None, target: Target) -> str:
    """Give the line of Python for a request; "" where ledgerspan would send another one.

    It signs in always, and as itself: what came without credentials or with others is curl's.
    """
    if request is None:
        return ""
    headers = {name.lower(): values for name, values in request.headers.items()}
    own = {name.lower(): [value] for name, value in target.headers.items()}
    if any(headers.get(name) != own.get(name) for name in ("apikey", "authorization")):
        return ""
    path, query = path_of(request.uri, target.url)
    sent = Sent(
        api=target.api,
        operation=str(case.operation.definition.raw.get("operationId", "")),
        template=case.operation.path,
        method=request.method.upper(),
        path=path,
        query=query,
        media_type=(headers.get("content-type") or [""])[0],
        body=request.body,
    )
    return masked(python_line(sent), target.secrets)


def curl_of(case: Case[Any], headers: dict[str, str], target: Target) -> str:
    """Give the curl line of a case that was called by itself."""
    return masked(case.as_curl_command(headers=headers), target.secrets)
