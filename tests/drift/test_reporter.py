"""A reporter watches clients at work, of threads and of tasks, and never disturbs them."""

import logging
import threading
from typing import Any

import httpx
import pytest
from ledgerspan import ConfigurationError, Event, EventKind, TransportError
from ledgerspan.drift import DriftReporter, Kind, examiner, reporter
from ledgerspan.sandbox import Sandbox

TAX = {"id": "1", "name": "VAT", "value": "15", "colour": "red"}


def answering(content: Any) -> httpx.MockTransport:
    """Return a transport that answers the same to everything."""
    return httpx.MockTransport(lambda _: httpx.Response(200, json=content))


def one_tax(**members: Any) -> dict[str, Any]:
    return {"result": "successful", "code": 200, "data": {"Tax": {**TAX, **members}}}


def test_what_a_client_is_answered_is_examined(seeded: Sandbox) -> None:
    watching = DriftReporter()
    inner = answering(one_tax())
    with seeded.daftra(transport=watching.transport(inner)) as daftra:
        assert daftra.taxes.get(1).name == "VAT"
    (finding,) = watching.report().findings
    assert (finding.operation, finding.kind, finding.pointer) == (
        "get_tax",
        Kind.FIELD,
        "/data/Tax/colour",
    )


@pytest.mark.anyio
async def test_what_a_task_is_answered_is_examined(seeded: Sandbox) -> None:
    watching = DriftReporter()
    async with seeded.async_nuvio(transport=watching.transport(seeded.transport)) as nuvio:
        assert await nuvio.tags.list().to_list()
    assert watching.report().operations == {"nuvio list_tags": 1}
    assert not watching.report().drifted


def test_over_the_wire_it_opens_what_a_client_would_open() -> None:
    watching = DriftReporter()
    with Sandbox(seed=7, records=3) as box:
        key = box.daftra_companies[0].api_key
        address = f"{box.url}/daftra"
        transport = watching.transport()
        with box.daftra(transport=transport) as first:
            assert first.taxes.list().to_list()
        # A client that was closed opens its connections again.
        response = httpx.Client(transport=transport, headers={"apikey": key}).get(
            f"{address}/api2/taxes"
        )
        transport.close()
    assert response.status_code == 200
    assert watching.report().operations == {"daftra list_taxes": 2}


def test_traffic_of_a_client_counts_whatever_its_host() -> None:
    watching = DriftReporter()
    inner = answering({"success": True, "errors": None, "data": [], "extra": 1})
    with httpx.Client(transport=watching.transport(inner)) as client:
        client.get("https://books.somewhere.com/v1/tags")
    assert [each.pointer for each in watching.report().findings] == ["/extra"]


def test_members_that_a_client_could_not_read_are_counted_without_their_values(
    seeded: Sandbox,
) -> None:
    watching = DriftReporter()
    inner = answering(one_tax(value=["Amal"], colour="blue"))
    with seeded.daftra(transport=inner, on_event=watching) as daftra:
        daftra.taxes.get(1)
    (finding,) = watching.report().findings
    assert (finding.api, finding.operation, finding.kind) == (None, "taxes", Kind.MISMATCH)
    assert finding.pointer.endswith("/Tax/value")
    assert "Amal" not in watching.report().table()
    assert "told by clients" in watching.report().table()


def test_a_mismatch_of_a_low_level_call_names_its_api() -> None:
    watching = DriftReporter()
    watching(Event(kind=EventKind.MISMATCH, operation="GET /v1/tags", path="$.data[3].name"))
    (finding,) = watching.report().findings
    assert (finding.api, finding.pointer) == ("nuvio", "/data/*/name")


def test_other_events_pass() -> None:
    watching = DriftReporter()
    for kind in set(EventKind) - {EventKind.MISMATCH}:
        watching(Event(kind=kind, operation="incomes"))
    assert not watching.report().drifted


def test_a_fault_of_the_reporter_is_logged_and_counted_and_goes_no_further(
    seeded: Sandbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ValueError("invented-secret")

    monkeypatch.setattr(reporter, "examine", broken)
    watching = DriftReporter()
    with (
        caplog.at_level(logging.WARNING, "ledgerspan.drift"),
        seeded.daftra(transport=watching.transport(seeded.transport)) as daftra,
    ):
        assert daftra.taxes.list().to_list()
    assert watching.report().failed == 1
    assert [record.getMessage() for record in caplog.records] == [
        "an exchange could not be examined: ValueError"
    ]
    assert watching.report().table().endswith("1 could not be examined")


def test_a_sample_examines_its_share(seeded: Sandbox) -> None:
    draws = iter([0.05, 0.5, 0.09, 0.1])
    watching = DriftReporter(sample=0.1, draw=lambda: next(draws))
    with seeded.nuvio(transport=watching.transport(seeded.transport)) as nuvio:
        for _ in range(4):
            nuvio.tags.list().to_list()
    assert watching.report().exchanges == 2


@pytest.mark.parametrize(
    "options", [{"sample": 0}, {"sample": 1.5}, {"api": "quickbooks"}], ids=str
)
def test_options_that_cannot_work_are_refused(options: Any) -> None:
    with pytest.raises(ConfigurationError):
        DriftReporter(**options)


def test_one_api_alone_may_be_looked_at(seeded: Sandbox) -> None:
    watching = DriftReporter(api="nuvio")
    transport = watching.transport(seeded.transport)
    with seeded.daftra(transport=transport) as daftra, seeded.nuvio(transport=transport) as nuvio:
        daftra.taxes.list().to_list()
        nuvio.tags.list().to_list()
    assert watching.report().operations == {"nuvio list_tags": 1}
    assert watching.report().passed_over == 1


def test_threads_share_a_reporter_and_lose_no_count(seeded: Sandbox) -> None:
    watching = DriftReporter()
    inner = answering(one_tax())

    def work() -> None:
        with seeded.daftra(transport=watching.transport(inner)) as daftra:
            for _ in range(20):
                daftra.taxes.get(1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (finding,) = watching.report().findings
    assert (finding.count, watching.report().exchanges) == (80, 80)


def test_a_page_in_which_everything_fits_is_looked_at_once(
    seeded: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The errors are asked for where there are any: that is what makes watching cheap."""
    asked: list[str] = []

    class Counting:
        def of(self, _: Any) -> "Counting":
            return self

        def is_valid(self, _: Any) -> bool:
            asked.append("is it valid")
            return True

    monkeypatch.setattr(examiner, "validators", lambda _: Counting())
    watching = DriftReporter()
    with seeded.nuvio(transport=watching.transport(seeded.transport)) as nuvio:
        nuvio.tags.list().to_list()
    assert asked == ["is it valid"]


def test_a_connection_that_breaks_reaches_the_client_as_it_would_without(seeded: Sandbox) -> None:
    def away(_: httpx.Request) -> httpx.Response:
        raise httpx.ReadError("away")

    watching = DriftReporter()
    through = {"transport": watching.transport(httpx.MockTransport(away)), "retry": 1}
    with seeded.daftra(**through) as daftra, pytest.raises(TransportError, match="away"):
        daftra.taxes.get(1)
    assert watching.report().exchanges == 0
