"""Give the tests of any project a sandbox of both APIs: fixtures, marks and options of pytest.

    def test_every_invoice_arrives(daftra, nuvio): ...

    @pytest.mark.ledgerspan_faults(Fault("status", status=503, times=1))
    @pytest.mark.ledgerspan_sandbox(seed=7, records=20, dialect="documented")
    def test_a_refusal_is_survived(daftra, ledgerspan_sandbox): ...

pytest imports this in every run on a machine that has ledgerspan, so it imports pytest and nothing
else until a test asks for a fixture. It stands beside the package `ledgerspan` because plugins are
imported before the project's `pythonpath` counts and before most tools measure coverage: a plugin
inside would import whichever ledgerspan is installed, then and for good.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from pytest_ledgerspan import settings
from pytest_ledgerspan.boxes import Boxes, ExtraMissingError
from pytest_ledgerspan.report import TITLE, account

if TYPE_CHECKING:
    from ledgerspan import AsyncDaftra, AsyncNuvio, Daftra, Nuvio, RetryPolicy
    from ledgerspan.sandbox import Sandbox

_DEFAULTS: pytest.StashKey[dict[str, Any]] = pytest.StashKey()
_LENT: pytest.StashKey[Sandbox] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a project and a run choose the sandbox that tests get."""
    group = parser.getgroup("ledgerspan", "ledgerspan (the sandbox of Daftra and Nuvio)")
    for setting in settings.SETTINGS:
        group.addoption(setting.option, type=setting.read, metavar="VALUE", help=setting.help)
        parser.addini(setting.ini, f"{setting.help} (the default of {setting.option})")


def pytest_configure(config: pytest.Config) -> None:
    """Read what is chosen, and make the marks known."""
    for line in settings.MARKS:
        config.addinivalue_line("markers", line)
    try:
        config.stash[_DEFAULTS] = settings.defaults(config.getini, config.getoption)
    except ValueError as wrong:
        raise pytest.UsageError(str(wrong)) from None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Say of a test that failed what it asked the sandbox."""
    report = yield
    box = item.stash.get(_LENT, None)
    if box is not None:
        if report.failed:
            report.sections.append((TITLE, account(box)))
        if call.when == "teardown":
            del item.stash[_LENT]
    return report


@pytest.fixture(scope="session")
def _ledgerspan_boxes() -> Iterator[Boxes]:
    boxes = Boxes()
    yield boxes
    boxes.close()


@pytest.fixture
def ledgerspan_sandbox(request: pytest.FixtureRequest, _ledgerspan_boxes: Boxes) -> Sandbox:
    """Give both APIs as seeded: no record, fault, request or token of another test is in it.

    The marks `ledgerspan_sandbox` and `ledgerspan_faults` say what it is like. Its `url` serves it
    over the wire. Keep neither it nor a thread that asks it beyond the test: the next test gets it.
    """
    # The mark that stands closest to the test comes first; it has the last word.
    marks = list(request.node.iter_markers())[::-1]
    try:
        box = _ledgerspan_boxes.lend(request.config.stash[_DEFAULTS] | settings.marked(marks))
        for fault in settings.faults(marks):
            box.faults.add(fault)
    except (ExtraMissingError, settings.MarkError, ValueError) as wrong:
        raise pytest.fail.Exception(str(wrong), pytrace=False) from None
    request.node.stash[_LENT] = box
    return box


@pytest.fixture
def daftra(ledgerspan_sandbox: Sandbox) -> Iterator[Daftra]:
    """Give a `ledgerspan.Daftra` of the sandbox's first account; reads are repeated at once."""
    with ledgerspan_sandbox.daftra(retry=_at_once()) as client:
        yield client


@pytest.fixture
def nuvio(ledgerspan_sandbox: Sandbox) -> Iterator[Nuvio]:
    """Give a `ledgerspan.Nuvio` of the sandbox's first workspace; reads are repeated at once."""
    with ledgerspan_sandbox.nuvio(retry=_at_once()) as client:
        yield client


# The async clients are not closed: that would need the test's event loop, and they hold nothing,
# since what they send through is the sandbox itself.
@pytest.fixture
def async_daftra(ledgerspan_sandbox: Sandbox) -> AsyncDaftra:
    """Give the twin of `daftra` for asyncio: with anyio, pytest-asyncio or `asyncio.run`."""
    return ledgerspan_sandbox.async_daftra(retry=_at_once())


@pytest.fixture
def async_nuvio(ledgerspan_sandbox: Sandbox) -> AsyncNuvio:
    """Give the twin of `nuvio` for asyncio: with anyio, pytest-asyncio or `asyncio.run`."""
    return ledgerspan_sandbox.async_nuvio(retry=_at_once())


@pytest.fixture
def ledgerspan_environment(
    ledgerspan_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    """Set what `Daftra.from_env()` and `Nuvio.from_env()` read, so that they ask the sandbox.

    For code that makes its own clients: over the wire, as it is. Gives the variables, for a process
    that the test starts.
    """
    variables = {
        "DAFTRA_BASE_URL": f"{ledgerspan_sandbox.url}/daftra",
        "DAFTRA_API_KEY": ledgerspan_sandbox.daftra_companies[0].api_key,
        "NUVIO_BASE_URL": f"{ledgerspan_sandbox.url}/nuvio",
        "NUVIO_TOKEN": ledgerspan_sandbox.nuvio_companies[0].token,
    }
    # With these, `from_env` would have two answers to one question.
    for other in ("DAFTRA_SUBDOMAIN", "DAFTRA_TOKEN"):
        monkeypatch.delenv(other, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return variables


def _at_once() -> RetryPolicy:
    from ledgerspan import RetryPolicy  # noqa: PLC0415  # see the top

    return RetryPolicy(base=0, cap=0)
