"""Which sandbox a test gets: by marks, by the command line, by the configuration."""

import pytest

from .conftest import Tests


def test_the_faults_of_a_mark_strike_in_the_tests_that_bear_it(tests: Tests) -> None:
    result = tests(
        """
        import pytest
        from ledgerspan.sandbox import Fault

        def statuses(box):
            return [request.status for request in box.requests]

        @pytest.mark.ledgerspan_faults(Fault("status", status=503, times=2))
        def test_bears_it(daftra, ledgerspan_sandbox):
            assert daftra.incomes.list().first() is not None
            assert statuses(ledgerspan_sandbox) == [503, 503, 200]

        def test_bears_none(daftra, ledgerspan_sandbox):
            daftra.incomes.list().first()
            assert statuses(ledgerspan_sandbox) == [200]
        """
    )
    result.assert_outcomes(passed=2)


def test_clients_repeat_what_a_fault_broke_without_a_pause(tests: Tests) -> None:
    result = tests(
        """
        import asyncio
        import pytest
        from ledgerspan.sandbox import Fault

        pytestmark = pytest.mark.ledgerspan_faults(Fault("status", status=503, times=3))

        @pytest.mark.parametrize("fixture", ["daftra", "nuvio"])
        def test_threads(request, monkeypatch, fixture):
            client, naps = request.getfixturevalue(fixture), []
            monkeypatch.setattr("time.sleep", naps.append)
            assert client.incomes.list().first() is not None
            assert naps == [0, 0, 0]

        @pytest.mark.parametrize("fixture", ["async_daftra", "async_nuvio"])
        def test_tasks(request, monkeypatch, fixture):
            client, naps = request.getfixturevalue(fixture), []

            async def nap(seconds):
                naps.append(seconds)

            monkeypatch.setattr("asyncio.sleep", nap)
            assert asyncio.run(client.incomes.list().first()) is not None
            assert naps == [0, 0, 0]
        """
    )
    result.assert_outcomes(passed=4)


def test_faults_are_armed_from_the_module_to_the_test_and_from_top_to_bottom(tests: Tests) -> None:
    result = tests(
        """
        import pytest
        from ledgerspan.sandbox import Fault

        def fault(status):
            return pytest.mark.ledgerspan_faults(Fault("status", status=status))

        pytestmark = fault(501)

        @fault(502)
        class TestAll:
            @fault(503)
            @fault(504)
            def test_one(self, ledgerspan_sandbox):
                assert [one.status for one in ledgerspan_sandbox.faults] == [501, 502, 503, 504]
        """
    )
    result.assert_outcomes(passed=1)


def test_a_mark_of_the_test_wins_over_one_of_the_module_and_that_over_the_command_line(
    tests: Tests,
) -> None:
    result = tests(
        """
        import pytest

        pytestmark = pytest.mark.ledgerspan_sandbox(records=4, dialect="documented")

        @pytest.mark.ledgerspan_sandbox(records=2)
        def test_each_says_a_part(ledgerspan_sandbox):
            shown = "Sandbox(seed=9, records=2, dialect='documented')"
            assert repr(ledgerspan_sandbox) == shown
        """,
        "--ledgerspan-seed=9",
        "--ledgerspan-records=8",
    )
    result.assert_outcomes(passed=1)


def test_a_project_sets_its_own_defaults_and_the_command_line_wins(
    tests: Tests, pytester: pytest.Pytester
) -> None:
    pytester.makeini("[pytest]\nledgerspan_seed = 3\nledgerspan_records = 5\n")
    result = tests(
        """
        def test_both(ledgerspan_sandbox):
            assert repr(ledgerspan_sandbox) == "Sandbox(seed=3, records=6, dialect='observed')"
        """,
        "--ledgerspan-records=6",
    )
    result.assert_outcomes(passed=1)


def test_the_clock_of_the_sandbox_can_be_set(tests: Tests) -> None:
    result = tests(
        """
        from datetime import date

        def test_the_newest_record_is_of_that_month(daftra):
            newest = max(filter(None, (income.date for income in daftra.incomes.list())))
            assert date(2024, 2, 1) <= newest <= date(2024, 2, 29)
        """,
        "--ledgerspan-clock=2024-02-29",
    )
    result.assert_outcomes(passed=1)


def test_a_setting_of_no_sense_ends_the_run_before_it_begins(
    tests: Tests, pytester: pytest.Pytester
) -> None:
    pytester.makeini("[pytest]\nledgerspan_records = many\n")
    result = tests("def test_anything(): pass")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines("ERROR: ledgerspan_records = 'many': invalid literal for int()*")


TAKES = "takes seed=, records=, dialect=, clock="


@pytest.mark.parametrize(
    ("mark", "told"),
    [
        ("ledgerspan_sandbox(size=3)", f"ledgerspan_sandbox(size=3) {TAKES}"),
        ("ledgerspan_sandbox(3)", f"ledgerspan_sandbox(3) {TAKES}"),
        ("ledgerspan_sandbox(seed='3')", "ledgerspan_sandbox(seed='3'): seed is a value of int"),
        ("ledgerspan_sandbox(dialect='loud')", "dialect is 'loud': use *"),
        ("ledgerspan_faults('html')", "ledgerspan_faults('html') takes faults: *Fault(*"),
    ],
)
def test_a_wrong_mark_is_refused_with_what_is_right(tests: Tests, mark: str, told: str) -> None:
    result = tests(f"import pytest\n@pytest.mark.{mark}\ndef test_it(ledgerspan_sandbox): pass\n")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(told)
