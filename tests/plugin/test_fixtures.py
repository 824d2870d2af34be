"""What tests get from the plugin, and that no test is in the way of another."""

import pytest

from .conftest import Tests


def test_a_test_gets_clients_of_both_apis(tests: Tests) -> None:
    result = tests(
        """
        import asyncio

        def test_threads(daftra, nuvio):
            assert daftra.incomes.list().first().provider == "daftra"
            assert nuvio.incomes.list().first().provider == "nuvio"

        def test_tasks(async_daftra, async_nuvio):
            async def both():
                return (await async_daftra.incomes.list().first()).provider, (
                    await async_nuvio.incomes.list().first()
                ).provider
            assert asyncio.run(both()) == ("daftra", "nuvio")
        """
    )
    result.assert_outcomes(passed=2)


def test_nothing_of_a_test_is_left_for_the_next(tests: Tests) -> None:
    result = tests(
        """
        import pytest
        from datetime import date
        from decimal import Decimal
        from ledgerspan import IncomeDraft, PasswordGrant, AuthenticationError, Tokens
        from ledgerspan.sandbox import Fault

        kept = {}

        def test_leaves_a_lot_behind(ledgerspan_sandbox, nuvio):
            draft = IncomeDraft(date=date(2026, 5, 4), currency="EUR", amount=Decimal("9.50"))
            kept["id"] = nuvio.incomes.create(draft).id
            company = ledgerspan_sandbox.daftra_companies[0]
            grant = PasswordGrant(
                client_id=company.client_id, client_secret=company.client_secret,
                username=company.username, password=company.password,
                save=lambda tokens: kept.update(tokens=tokens),
            )
            with ledgerspan_sandbox.daftra(oauth=grant) as client:
                assert client.incomes.list().first() is not None
            ledgerspan_sandbox.faults.add(Fault("status", status=500))
            kept["box"] = ledgerspan_sandbox

        def test_the_sandbox_is_the_same_and_quick(ledgerspan_sandbox):
            assert ledgerspan_sandbox is kept["box"]

        def test_no_record(nuvio):
            assert kept["id"] not in {income.id for income in nuvio.incomes.list()}

        def test_no_fault(ledgerspan_sandbox):
            assert list(ledgerspan_sandbox.faults) == []

        def test_no_request(ledgerspan_sandbox):
            assert ledgerspan_sandbox.requests == []

        def test_no_token(ledgerspan_sandbox):
            token = kept["tokens"].access_token
            with ledgerspan_sandbox.daftra(token=token) as client:
                with pytest.raises(AuthenticationError):
                    client.incomes.list().first()
        """
    )
    result.assert_outcomes(passed=6)


def test_a_sandbox_that_a_test_closed_is_replaced(tests: Tests) -> None:
    result = tests(
        """
        def test_closes_it(ledgerspan_sandbox):
            ledgerspan_sandbox.close()

        def test_gets_another(daftra):
            assert daftra.incomes.list().first() is not None
        """
    )
    result.assert_outcomes(passed=2)


def test_at_most_so_many_sandboxes_are_open_at_a_time(tests: Tests) -> None:
    result = tests(
        """
        import pytest
        from pytest_ledgerspan.boxes import Boxes
        from ledgerspan.sandbox.engine import ClosedError

        def test_the_one_that_was_lent_longest_ago_is_closed():
            boxes = Boxes(most=2)
            first = boxes.lend({"seed": 1, "records": 0})
            second = boxes.lend({"seed": 2, "records": 0})
            assert boxes.lend({"seed": 1, "records": 0}) is first
            third = boxes.lend({"seed": 3, "records": 0})
            with pytest.raises(ClosedError):
                second.reset()
            boxes.close()
            for box in (first, third):
                with pytest.raises(ClosedError):
                    box.reset()
        """
    )
    result.assert_outcomes(passed=1)


def test_a_test_that_is_over_holds_no_sandbox(tests: Tests) -> None:
    result = tests(
        """
        import gc
        import weakref
        import pytest

        lent = []

        def seeded(seed):
            return pytest.param(marks=pytest.mark.ledgerspan_sandbox(seed=seed, records=0))

        @pytest.mark.parametrize((), [seeded(seed) for seed in range(9)])
        def test_of_many(ledgerspan_sandbox):
            lent.append(weakref.ref(ledgerspan_sandbox))

        def test_the_first_one_is_gone():
            gc.collect()
            assert [box() is None for box in lent] == [True] + [False] * 8
        """
    )
    result.assert_outcomes(passed=10)


def test_async_tests_of_anyio_get_async_clients(tests: Tests) -> None:
    result = tests(
        """
        import pytest

        @pytest.fixture
        def anyio_backend():
            return "asyncio"

        @pytest.fixture
        async def first(async_nuvio):
            return await async_nuvio.incomes.list().first()

        @pytest.mark.anyio
        async def test_one(async_nuvio, first):
            assert await async_nuvio.incomes.get(first.id) == first

        @pytest.mark.anyio
        async def test_another(async_daftra):
            assert len([income async for income in async_daftra.incomes.list()]) == 150
        """,
        *("-p", "anyio.pytest_plugin"),
    )
    result.assert_outcomes(passed=2)


def test_a_fixture_of_the_project_wins_over_one_of_the_plugin(
    tests: Tests, pytester: pytest.Pytester
) -> None:
    pytester.makeconftest("import pytest\n@pytest.fixture\ndef daftra(): return 'its own'\n")
    result = tests("def test_it(daftra): assert daftra == 'its own'")
    result.assert_outcomes(passed=1)


def test_clients_made_from_the_environment_ask_the_sandbox(
    tests: Tests, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What a developer has set for real work must neither be used nor be in the way.
    for name in ("DAFTRA_SUBDOMAIN", "DAFTRA_TOKEN", "NUVIO_TOKEN"):
        monkeypatch.setenv(name, "of-a-real-account")
    result = tests(
        """
        import os
        import pytest
        from ledgerspan import Daftra, Nuvio

        def test_they_do(ledgerspan_environment, ledgerspan_sandbox):
            with Daftra.from_env() as daftra, Nuvio.from_env() as nuvio:
                assert daftra.incomes.list().first() and nuvio.incomes.list().first()
            assert len(ledgerspan_sandbox.requests) == 2
            assert ledgerspan_environment.items() <= os.environ.items()

        def test_the_environment_is_put_back():
            assert os.environ["NUVIO_TOKEN"] == os.environ["DAFTRA_TOKEN"] == "of-a-real-account"
            assert "DAFTRA_BASE_URL" not in os.environ
        """
    )
    result.assert_outcomes(passed=2)


def test_loading_it_imports_nothing_but_itself(tests: Tests) -> None:
    result = tests(
        """
        import sys

        def test_it():
            ours = {name for name in sys.modules if name.partition(".")[0] in FAMILY}
            assert ours == {
                "pytest_ledgerspan", "pytest_ledgerspan.boxes",
                "pytest_ledgerspan.report", "pytest_ledgerspan.settings",
            }

        FAMILY = {
            "ledgerspan", "pytest_ledgerspan", "daftra_client", "nuvio_client",
            "httpx", "msgspec", "starlette", "sqlite3", "asyncio",
        }
        """
    )
    result.assert_outcomes(passed=1)


def test_without_the_extra_only_tests_that_need_it_fail_and_say_what_to_install(
    tests: Tests, pytester: pytest.Pytester
) -> None:
    pytester.makeconftest("import sys\nsys.modules['starlette'] = None\n")
    result = tests("def test_a(): pass\ndef test_b(daftra): pass\n")
    result.assert_outcomes(passed=1, errors=1)
    assert "the sandbox needs starlette: pip install 'ledgerspan[sandbox]'" in result.outlines


@pytest.mark.parametrize(
    ("argument", "named"),
    [
        ("--markers", ["ledgerspan_sandbox(", "ledgerspan_faults("]),
        ("--help", [f"--ledgerspan-{name}" for name in ("seed", "records", "dialect", "clock")]),
        ("--fixtures", ["ledgerspan_sandbox", "daftra", "async_nuvio", "ledgerspan_environment"]),
    ],
)
def test_pytest_lists_what_there_is(tests: Tests, argument: str, named: list[str]) -> None:
    result = tests("", argument)
    shown = " ".join(result.stdout.str().split())
    assert [name for name in named if name not in shown] == []
