"""What the sandbox answers is no drift, in either dialect, whatever is asked."""

import pytest
from ledgerspan import AuthenticationError, LedgerspanError
from ledgerspan.drift import DriftReporter, Report
from ledgerspan.sandbox import Sandbox

from tests.drift.traffic import read_entities, read_everything, signed_in, write_everything


def fitting(reporter: DriftReporter) -> Report:
    """Return the report of a reporter that must have found nothing."""
    report = reporter.report()
    assert not report.drifted, report.table()
    assert (report.failed, report.passed_over) == (0, 0)
    return report


@pytest.mark.parametrize("company", [0, 1])
def test_reads_of_every_resource_fit(box: Sandbox, company: int) -> None:
    reporter = DriftReporter()
    through = {"transport": reporter.transport(box.transport), "on_event": reporter}
    with box.daftra(company, **through) as daftra, box.nuvio(company, **through) as nuvio:
        assert len(read_everything("daftra", daftra)) > 150
        assert len(read_everything("nuvio", nuvio)) > 50
    assert len(fitting(reporter).operations) >= 45


def test_writes_of_every_resource_fit(box: Sandbox) -> None:
    reporter = DriftReporter()
    through = {"transport": reporter.transport(box.transport), "on_event": reporter}
    with box.daftra(**through) as daftra, box.nuvio(**through) as nuvio:
        write_everything(box, "daftra", daftra)
        write_everything(box, "nuvio", nuvio)
    operations = fitting(reporter).operations
    writes = {name for name in operations if not name.split()[1].startswith(("get", "list"))}
    assert len(writes) >= 60, sorted(writes)


def test_entities_of_v2_fit(box: Sandbox) -> None:
    reporter = DriftReporter()
    with box.daftra(transport=reporter.transport(box.transport)) as daftra:
        assert len(read_entities(daftra)) > 50
    fitting(reporter)


def test_tokens_and_refusals_fit(box: Sandbox) -> None:
    reporter = DriftReporter()
    transport = reporter.transport(box.transport)
    with signed_in(box, transport=transport) as daftra:
        daftra.taxes.list().to_list()
        for call in (daftra.incomes.get, daftra.invoices.delete, daftra.bills.get):
            with pytest.raises(LedgerspanError):
                call("999999")
    with box.nuvio(transport=transport) as nuvio, pytest.raises(LedgerspanError):
        nuvio.incomes.get("00000000-0000-4000-8000-000000000000")
    stranger = box.daftra(api_key="nobody", transport=transport)
    with stranger, pytest.raises(AuthenticationError):
        stranger.incomes.list().first()
    assert "daftra create_access_token" in fitting(reporter).operations
