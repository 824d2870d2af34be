"""Tests of what goes wrong."""

import pytest
from invoice_mirror import mirror
from ledgerspan import AmbiguousWriteError, Daftra, Nuvio
from ledgerspan.sandbox import Fault, Sandbox


@pytest.mark.ledgerspan_faults(Fault("status", status=503, provider="daftra", times=1))
def test_a_refused_page_is_asked_for_again(
    daftra: Daftra, nuvio: Nuvio, ledgerspan_sandbox: Sandbox
) -> None:
    assert mirror(daftra, nuvio) > 0
    assert [request.status for request in ledgerspan_sandbox.requests[:2]] == [503, 200]


@pytest.mark.ledgerspan_faults(Fault("reset_after", path="/v1/income", method="POST", times=1))
def test_a_lost_answer_is_told_and_the_next_run_books_it_once(daftra: Daftra, nuvio: Nuvio) -> None:
    with pytest.raises(AmbiguousWriteError):
        mirror(daftra, nuvio)
    before = len(nuvio.incomes.list().to_list())
    owed = mirror(daftra, nuvio)
    assert len(nuvio.incomes.list().to_list()) == before + owed - 1
