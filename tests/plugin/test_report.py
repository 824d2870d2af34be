"""What the report of a failure says about the sandbox."""

import pytest

from .conftest import Tests


def requests_shown(result: pytest.RunResult) -> list[str]:
    """Return the lines of the one section about requests."""
    (start,) = (
        place for place, line in enumerate(result.outlines) if "ledgerspan sandbox requests" in line
    )
    shown = result.outlines[start + 1 :]
    return shown[: next(place for place, line in enumerate(shown) if line[:3] in ("===", "___"))]


def test_a_test_that_fails_shows_what_it_asked(tests: Tests) -> None:
    result = tests(
        """
        import pytest
        from datetime import date
        from decimal import Decimal
        from ledgerspan import IncomeDraft
        from ledgerspan.sandbox import Fault

        def test_passes(nuvio):
            nuvio.incomes.list().first()

        @pytest.mark.ledgerspan_sandbox(records=3)
        @pytest.mark.ledgerspan_faults(Fault("status", status=503, times=1))
        def test_fails(daftra, nuvio):
            daftra.incomes.list().first()
            draft = IncomeDraft(date=date(2026, 5, 4), currency="EUR", amount=Decimal("9.50"))
            nuvio.incomes.create(draft, reread=False)
            raise RuntimeError
        """
    )
    result.assert_outcomes(passed=1, failed=1)
    assert requests_shown(result) == [
        "Sandbox(seed=0, records=3, dialect='observed')",
        "GET    503  /daftra/api2/incomes?page=1&limit=100  fault: status",
        "GET    200  /daftra/api2/incomes?page=1&limit=100",
        "POST   200  /nuvio/v1/income  stored",
    ]


def test_a_fixture_that_fails_shows_what_it_asked(tests: Tests) -> None:
    result = tests(
        """
        import pytest

        @pytest.fixture
        def customers(daftra):
            assert daftra.contacts.list().first() is None

        def test_one(customers): pass
        """
    )
    result.assert_outcomes(errors=1)
    assert requests_shown(result)[1].startswith("GET    200  /daftra/api2/clients")


def test_a_test_that_asked_nothing_says_so(tests: Tests) -> None:
    result = tests("def test_fails(ledgerspan_sandbox): raise RuntimeError")
    assert requests_shown(result)[1:] == ["no request reached it"]


def test_a_test_that_passes_keeps_it_to_itself(tests: Tests) -> None:
    result = tests("def test_passes(daftra): print(daftra.incomes.list().first())", "-rP")
    result.assert_outcomes(passed=1)
    assert "Income(" in result.stdout.str()
    assert "ledgerspan sandbox requests" not in result.stdout.str()


def test_a_failure_without_the_sandbox_says_nothing_of_it(tests: Tests) -> None:
    result = tests("def test_fails(): raise RuntimeError")
    result.assert_outcomes(failed=1)
    assert "ledgerspan sandbox requests" not in result.stdout.str()


def test_no_secret_is_shown_not_even_one_that_went_into_the_address(tests: Tests) -> None:
    result = tests(
        """
        import httpx

        def test_fails(ledgerspan_sandbox):
            key = ledgerspan_sandbox.daftra_companies[1].api_key
            token = ledgerspan_sandbox.nuvio_companies[0].tokens_by_scope["READ"]
            with httpx.Client(transport=ledgerspan_sandbox.transport) as plain:
                plain.get(f"http://any.invalid/daftra/{key}?page=1&search={token}")
                plain.get("http://any.invalid/nuvio/v1?apikey=my-own&page=2&access_token=mine")
            raise RuntimeError
        """
    )
    assert requests_shown(result)[1:] == [
        "GET    404  /daftra/***?page=1&search=***",
        "GET    404  /nuvio/v1?apikey=***&page=2&access_token=***",
    ]


def test_of_many_requests_the_last_ones_are_shown(tests: Tests) -> None:
    result = tests(
        """
        def test_fails(nuvio):
            for _ in range(42):
                nuvio.taxes.list().first()
            raise RuntimeError
        """
    )
    shown = requests_shown(result)[1:]
    assert shown[0] == "... 2 before these"
    assert len(shown) == 41


def test_the_section_crosses_processes(tests: Tests) -> None:
    result = tests(
        """
        def test_passes(daftra):
            assert daftra.incomes.list().first() is not None

        def test_fails(nuvio):
            nuvio.taxes.list().first()
            raise RuntimeError
        """,
        *("-p", "xdist", "-n", "2"),
    )
    result.assert_outcomes(passed=1, failed=1)
    assert len(requests_shown(result)) == 2
