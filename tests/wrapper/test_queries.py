"""What stands in the query of a request: flags as JSON writes them, filters of v2, the branch."""

from typing import Any

import httpx
from daftra_client.api.entities import list_entities
from ledgerspan import Daftra, Nuvio
from nuvio_client.api.business_entities import list_business_entities


def listening(seen: list[str], body: Any) -> httpx.MockTransport:
    """Answer everything with one body, and keep the queries."""

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.query.decode())
        return httpx.Response(200, json=body)

    return httpx.MockTransport(answer)


def test_a_flag_is_written_as_json_writes_it() -> None:
    seen: list[str] = []
    body: Any = {"success": True, "errors": None, "data": []}
    with Nuvio(token="invented-token", transport=listening(seen, body)) as nuvio:
        list_business_entities.sync(client=nuvio.api, is_customer=True, is_supplier=False)
    assert seen == ["isCustomer=true&isSupplier=false"]


def test_a_branch_stands_beside_the_filters_of_v2() -> None:
    seen: list[str] = []
    transport = listening(seen, {"current_page": 1, "data": [], "last_page": 1})
    with Daftra("acme", api_key="invented-key", branch_id=2, transport=transport) as daftra:
        list_entities.sync(client=daftra.api, entity="client", level=1, filter_={"id": {"gt": 3}})
    assert seen == ["filter[id][gt]=3&request_branch_id=2"]


def test_the_branch_of_the_client_replaces_that_of_a_call() -> None:
    seen: list[str] = []
    body: Any = {"result": "successful", "code": 200, "data": []}
    transport = listening(seen, body)
    with Daftra("acme", api_key="invented-key", branch_id=2, transport=transport) as daftra:
        daftra.api.get_httpx_client().request(
            method="get", url="/api2/taxes", params={"page": 1, "request_branch_id": "7"}
        )
    assert seen == ["page=1&request_branch_id=2"]
