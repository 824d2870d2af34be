"""A live account is read, one page of each list, and never written."""

import httpx
import pytest
from ledgerspan import AuthenticationError
from ledgerspan.drift import DriftReporter
from ledgerspan.drift.live import ask_all, lists
from ledgerspan.sandbox import Sandbox
from ledgerspan.specs.bundle import APIS, Api


@pytest.mark.parametrize("api", APIS)
def test_only_reads_of_lists_are_asked(api: Api) -> None:
    chosen = lists(api)
    assert len(chosen) == {"daftra": 55, "nuvio": 9}[api]
    for operation in chosen:
        assert operation.id.startswith(("list_", "get_site_info"))
        assert operation.method == "get" or operation.node["x-scope"] == "READ"
        assert not operation.node.get("x-changes-data")


@pytest.mark.parametrize("api", APIS)
def test_each_list_of_an_account_is_asked_for_once(api: Api, box: Sandbox) -> None:
    reporter = DriftReporter()
    with getattr(box, api)(transport=reporter.transport(box.transport)) as client:
        asked = list(ask_all(api, client))
    assert [each.operation for each in asked] == [each.id for each in lists(api)]
    assert not any(request.stored for request in box.requests)
    assert len(box.requests) == len(asked)


def test_the_lists_that_the_sandbox_has_fit(box: Sandbox) -> None:
    reporter = DriftReporter()
    with box.nuvio(transport=reporter.transport(box.transport)) as nuvio:
        assert {each.status for each in ask_all("nuvio", nuvio)} == {200}
    assert not reporter.report().drifted


def test_pages_are_small(seeded: Sandbox) -> None:
    asked: list[httpx.Request] = []

    def note(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return seeded.transport.handle_request(request)

    with seeded.daftra(transport=httpx.MockTransport(note)) as daftra:
        list(ask_all("daftra", daftra))
    version = {"limit=20": "/daftra/api2/", "per_page=20": "/daftra/v2/", "": "/daftra/api2/site_"}
    assert {request.url.query.decode() for request in asked} == set(version)
    for request in asked:
        assert request.url.path.startswith(version[request.url.query.decode()])


def test_a_list_that_is_refused_is_told_and_the_others_are_asked(seeded: Sandbox) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/tags"):
            told = {"success": False, "errors": ["The token lacks READ"], "data": None}
            return httpx.Response(403, json=told)
        if request.url.path.endswith("/taxes"):
            raise httpx.ConnectError("away")
        return seeded.transport.handle_request(request)

    with seeded.nuvio(transport=httpx.MockTransport(answer), retry=1) as nuvio:
        asked = {each.operation: each for each in ask_all("nuvio", nuvio)}
    assert (asked["list_tags"].status, asked["list_tags"].problem) == (403, "The token lacks READ")
    assert asked["list_taxes"].status is None
    assert asked["list_projects"].status == 200


def test_a_refused_login_ends_it(seeded: Sandbox) -> None:
    told = {"success": False, "errors": ["no"], "data": None}
    never = httpx.MockTransport(lambda _: httpx.Response(401, json=told))
    with seeded.nuvio(transport=never) as nuvio, pytest.raises(AuthenticationError):
        list(ask_all("nuvio", nuvio))
