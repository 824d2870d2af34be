"""Tests as the README shows them: no conftest, no setup, no teardown."""

import pytest
from invoice_mirror import count_owed, is_owed, main, mirror, reference
from ledgerspan import AsyncDaftra, Daftra, Nuvio


def test_every_invoice_that_is_owed_is_mirrored(daftra: Daftra, nuvio: Nuvio) -> None:
    before = {income.id for income in nuvio.incomes.list()}
    owed = {reference(invoice) for invoice in daftra.invoices.list() if is_owed(invoice)}
    assert mirror(daftra, nuvio) == len(owed) > 5
    new = [income for income in nuvio.incomes.list() if income.id not in before]
    assert {income.raw["invoiceNumber"] for income in new} == owed


def test_mirroring_twice_books_nothing_twice(daftra: Daftra, nuvio: Nuvio) -> None:
    mirror(daftra, nuvio)
    once = len(nuvio.incomes.list().to_list())
    mirror(daftra, nuvio)
    assert len(nuvio.incomes.list().to_list()) == once


def test_what_other_tests_mirrored_is_gone(nuvio: Nuvio) -> None:
    incomes = nuvio.incomes.list().to_list()
    assert [income for income in incomes if "daftra-" in income.raw["invoiceNumber"]] == []


def test_the_books_have_as_many_records_as_the_configuration_says(daftra: Daftra) -> None:
    # `pytest --ledgerspan-records=3` breaks it.
    assert len(daftra.incomes.list(page_size=20).to_list()) == 60


@pytest.mark.ledgerspan_sandbox(dialect="documented", records=5)
def test_the_published_shapes_are_mirrored_as_well(daftra: Daftra, nuvio: Nuvio) -> None:
    assert mirror(daftra, nuvio) > 0


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_tasks_count_what_threads_count(async_daftra: AsyncDaftra, daftra: Daftra) -> None:
    assert await count_owed(async_daftra) == sum(map(is_owed, daftra.invoices.list()))


@pytest.mark.usefixtures("ledgerspan_environment")
def test_the_command_mirrors_what_the_environment_names(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main()
    assert capsys.readouterr().out.endswith(" invoices mirrored\n")
