"""Every answer that the bundles show goes through the session; what says no is raised."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from ledgerspan import Daftra, LedgerspanError, Nuvio, RetryPolicy
from tooling.bundle import APIS, bundle
from tooling.openapi import operations

ONCE = RetryPolicy(attempts=1)
SERVER_ERROR = 503


def shown(api: str) -> Iterator[tuple[str, str, str, int, Any]]:
    """Yield name, method, path, status and body of every JSON answer with an example."""
    document = bundle(api)
    for operation in operations(document):
        for status, response in operation.responses(document):
            media = response.get("content", {}).get("application/json", {})
            for case, example in media.get("examples", {}).items():
                code = int(status) if status.isdigit() else SERVER_ERROR
                path = operation.path.replace("{", "").replace("}", "")
                name = f"{operation.id} {status} {case}"
                yield name, operation.method, path, code, example["value"]


def outcome(api: str, method: str, path: str, status: int, body: Any) -> str:
    """Return "answered", or the name of the error that was raised."""
    transport = httpx.MockTransport(lambda _: httpx.Response(status, json=body))
    client: Any = (
        Daftra("acme", api_key="invented-key", transport=transport, retry=ONCE)
        if api == "daftra"
        else Nuvio(token="invented-token", transport=transport, retry=ONCE)
    )
    try:
        client.api.get_httpx_client().request(method=method, url=path)
    except LedgerspanError as error:
        return type(error).__name__
    return "answered"


@pytest.mark.parametrize("api", APIS)
def test_what_says_yes_is_answered_and_what_says_no_is_raised(api: str) -> None:
    wrong = []
    for name, method, path, status, body in shown(api):
        is_success = status < 400 and not name.endswith(" refused")
        if (outcome(api, method, path, status, body) == "answered") is not is_success:
            wrong.append(name)
    assert wrong == []


def test_a_v2_answer_that_holds_nothing_but_an_error_is_a_refusal() -> None:
    assert (
        outcome(
            "daftra", "get", "/v2/api/entity/nothing/list/1", 200, {"error": "Entity Not exists"}
        )
        == "RejectedError"
    )


def test_a_code_among_the_members_of_a_v2_record_is_no_verdict() -> None:
    body = {"id": 7, "code": "4040", "name": "Warehouse"}
    assert outcome("daftra", "get", "/v2/api/entity/cost_center/7/1", 200, body) == "answered"


def test_v2s_reasons_by_field_reach_the_error() -> None:
    refused = {"message": "Entity not saved", "errors": {"name": ["Write the name"]}}
    transport = httpx.MockTransport(lambda _: httpx.Response(422, json=refused))
    daftra = Daftra("acme", api_key="invented-key", transport=transport, retry=ONCE)
    with pytest.raises(LedgerspanError, match="name: Write the name"):
        daftra.api.get_httpx_client().request(method="post", url="/v2/api/entity/brand")
