"""Look at a real account: one page of each list, read and never written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from ledgerspan.errors import AuthenticationError, LedgerspanError, ResponseError
from ledgerspan.specs.bundle import Api
from ledgerspan.specs.operations import Operation, operations

PAGE = 20
"""Records of a page; what sizes a page differs between the versions of Daftra."""
_SIZES = ("limit", "per_page")
# Levels of v2: 1 shows what is embedded.
_GIVEN = {"{level}": "1"}
_READ = "READ"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Hold what became of one list: `status` of the answer, None where none came."""

    operation: str
    status: int | None
    problem: str = ""


def lists(api: Api) -> list[Operation]:
    """Return the lists of an API that can be asked for without knowing any id."""
    return [each for each in operations(api) if _is_list(each) and "{" not in _path(each)]


def ask_all(api: Api, client: Any) -> Iterator[Asked]:
    """Ask a client for one page of each list, in turn; yield what became of each.

    What an account may not see is answered 403, which says something about the description too. A
    login that is refused raises AuthenticationError: then nothing can be learnt.
    """
    session = client.api.get_httpx_client()
    for operation in lists(api):
        try:
            session.request(**_call(operation))
        except AuthenticationError:
            raise
        except ResponseError as refusal:
            yield Asked(operation=operation.id, status=refusal.status, problem=refusal.message)
        except LedgerspanError as fault:
            yield Asked(operation=operation.id, status=None, problem=str(fault))
        else:
            yield Asked(operation=operation.id, status=200)


def _is_list(operation: Operation) -> bool:
    """Tell whether an operation lists records and changes nothing."""
    node = operation.node
    reads = operation.method == "get" or (
        operation.api == "nuvio" and operation.method == "post" and node.get("x-scope") == _READ
    )
    return (
        reads and not node.get("x-changes-data") and operation.id.startswith(("list_", "get_site"))
    )


def _path(operation: Operation) -> str:
    path = operation.path
    for parameter, value in _GIVEN.items():
        path = path.replace(parameter, value)
    return path


def _call(operation: Operation) -> Mapping[str, Any]:
    params = {name: PAGE for name in _SIZES if name in operation.parameters()}
    call: dict[str, Any] = {"method": operation.method, "url": _path(operation)}
    if params:
        call["params"] = params
    if operation.method == "post":
        call |= {"content": b"{}", "headers": {"Content-Type": "application/json"}}
    return call
