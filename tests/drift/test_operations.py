"""The operation that a request called is found from its address, wherever the API begins."""

from pathlib import Path

import pytest
from ledgerspan import ConfigurationError
from ledgerspan.specs import bundle as module
from ledgerspan.specs.address import ApiAddress, locate
from ledgerspan.specs.bundle import APIS, Api, bundle
from ledgerspan.specs.operations import find, operations


def found(api: Api, method: str, path: str) -> str | None:
    operation = find(api, method, path)
    return None if operation is None else operation.id


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://acme.daftra.com/api2/incomes?page=2", ("daftra", "/api2/incomes", "page=2")),
        ("https://books.acme.example/api2/incomes/7", ("daftra", "/api2/incomes/7", "")),
        ("https://books.acme.com/api2/incomes", ("daftra", "/api2/incomes", "")),
        ("http://127.0.0.1:8026/daftra/v2/oauth/token", ("daftra", "/v2/oauth/token", "")),
        ("https://www.daftra.com/oauth/token", ("daftra", "/oauth/token", "")),
        ("http://127.0.0.1:8026/nuvio/v1/tags", ("nuvio", "/v1/tags", "")),
        ("https://api.nuvio.io/v1/list-incomes", ("nuvio", "/v1/list-incomes", "")),
        ("/v1/tags", ("nuvio", "/v1/tags", "")),
        ("https://acme.daftra.com/v2/api/entity/v1/list/1", ("daftra", "/v2/api/entity/v1/list/1")),
    ],
)
def test_an_address_tells_api_and_path(url: str, expected: tuple[Api, str]) -> None:
    assert locate(url) == ApiAddress(*expected)


@pytest.mark.parametrize(
    "url",
    [
        "https://acme.daftra.com/owner/invoices",
        "https://analytics.shop.com/v1/collect",
        "https://login.shop.com/oauth/token",
        "https://acme.daftra.com/css/api2.css",
        "data:text/html,hello",
    ],
)
def test_what_browsers_ask_beside_is_of_neither_api(url: str) -> None:
    assert locate(url) is None


def test_an_unknown_host_is_taken_where_the_caller_says_so() -> None:
    url = "https://books.shop.com/v1/tags"
    assert locate(url, "nuvio") == locate(url, anywhere=True) == ApiAddress("nuvio", "/v1/tags")


def test_an_api_that_is_not_wanted_is_not_found() -> None:
    assert locate("https://acme.daftra.com/api2/incomes", "nuvio") is None


@pytest.mark.parametrize("api", APIS)
def test_every_operation_is_found_by_its_own_path(api: Api) -> None:
    described = operations(api)
    assert len(described) == {"daftra": 247, "nuvio": 38}[api]
    for operation in described:
        path = operation.path.replace("{level}", "2").replace("{entity}", "thing")
        for part in path.split("/"):
            if "{" in part:
                path = path.replace(part, part.partition("{")[0] + "7")
        assert locate(path) == ApiAddress(api, path)
        assert found(api, operation.method, path) == operation.id


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("POST", "/api2/invoices/add_bulk.json", "bulk_create_invoices"),
        ("POST", "/api2/invoices/12", "update_invoice_by_post"),
        ("get", "/api2/invoices.json", "list_invoices"),
        ("GET", "/api2/invoices/", "list_invoices"),
        ("GET", "/api2/invoices/12.json", "get_invoice"),
        ("GET", "/v2/api/entity/invoice/list/1", "list_advance_payments"),
        ("GET", "/v2/api/entity/client/list/1", "list_entities"),
        ("GET", "/v2/api/entity/client/list", "list_entities"),
        ("GET", "/v2/api/entity/client/7", "get_entity"),
        ("GET", "/v2/api/entity/client/7/show", "get_entity"),
        ("PUT", "/v2/api/entity/client/7", "update_entity"),
        ("GET", "/v2/api/entity/le_workflow-type-entity-3/9/1", "get_workflow_record"),
    ],
)
def test_the_most_literal_template_wins(method: str, path: str, expected: str) -> None:
    assert found("daftra", method, path) == expected


@pytest.mark.parametrize(
    ("method", "path"),
    [("PATCH", "/api2/invoices/12"), ("GET", "/api2/customers"), ("GET", "/api2/invoices/1/2/3")],
)
def test_what_is_not_described_is_not_found(method: str, path: str) -> None:
    assert found("daftra", method, path) is None


def test_a_description_that_is_not_there_is_an_error_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_HERE", tmp_path / "a" / "b" / "c")
    with pytest.raises(ConfigurationError, match="install ledgerspan again"):
        bundle.__wrapped__("daftra")


def test_a_description_is_read_once() -> None:
    assert bundle("nuvio") is bundle("nuvio")
