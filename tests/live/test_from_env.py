"""Configuration from the environment: every combination is either one client or one clear error."""

from itertools import product
from typing import Any

import pytest
from ledgerspan import (
    AsyncDaftra,
    AsyncNuvio,
    ConfigurationError,
    Daftra,
    Nuvio,
    PasswordGrant,
)

from tests.live.both import never_reached

DAFTRA = {
    "DAFTRA_SUBDOMAIN": "acme",
    "DAFTRA_BASE_URL": "https://books.acme.example",
    "DAFTRA_API_KEY": "invented-key",
    "DAFTRA_TOKEN": "invented-token",
}
COMBINATIONS = [
    tuple(name for name, wanted in zip(DAFTRA, chosen, strict=True) if wanted)
    for chosen in product([False, True], repeat=len(DAFTRA))
]
SHOWN = {
    "DAFTRA_SUBDOMAIN": "https://acme.daftra.com",
    "DAFTRA_BASE_URL": "https://books.acme.example",
    "DAFTRA_API_KEY": "apikey",
    "DAFTRA_TOKEN": "Authorization",
}


@pytest.fixture(params=[Daftra, AsyncDaftra])
def daftra(request: pytest.FixtureRequest) -> Any:
    """Return each Daftra client."""
    return request.param


@pytest.fixture(params=[Nuvio, AsyncNuvio])
def nuvio(request: pytest.FixtureRequest) -> Any:
    """Return each Nuvio client."""
    return request.param


@pytest.mark.parametrize("names", COMBINATIONS, ids="+".join)
def test_daftra_needs_one_address_and_one_credential(daftra: Any, names: tuple[str, ...]) -> None:
    environment = {name: DAFTRA[name] for name in names}
    addresses = [name for name in names if name in ("DAFTRA_SUBDOMAIN", "DAFTRA_BASE_URL")]
    credentials = [name for name in names if name in ("DAFTRA_API_KEY", "DAFTRA_TOKEN")]
    if len(addresses) == len(credentials) == 1:
        shown = repr(daftra.from_env(environment))
        assert shown == (
            f"{daftra.__name__}('{SHOWN[addresses[0]]}', FixedHeader({SHOWN[credentials[0]]}: ***))"
        )
    else:
        with pytest.raises(
            ConfigurationError, match=r"in the environment: (neither is|both are) set"
        ):
            daftra.from_env(environment)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ((), "set one of DAFTRA_SUBDOMAIN or DAFTRA_BASE_URL in the environment: neither is"),
        (
            ("DAFTRA_SUBDOMAIN",),
            "set one of DAFTRA_API_KEY or DAFTRA_TOKEN in the environment: neither is",
        ),
        (
            tuple(DAFTRA),
            "set one of DAFTRA_SUBDOMAIN or DAFTRA_BASE_URL in the environment: both are",
        ),
        (
            tuple(DAFTRA)[1:],
            "set one of DAFTRA_API_KEY or DAFTRA_TOKEN in the environment: both are",
        ),
    ],
)
def test_the_error_names_the_variables(daftra: Any, names: tuple[str, ...], told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
        daftra.from_env({name: DAFTRA[name] for name in names})


def test_an_empty_variable_is_not_set(daftra: Any) -> None:
    environment = {**DAFTRA, "DAFTRA_BASE_URL": "", "DAFTRA_TOKEN": ""}
    assert "FixedHeader(apikey: ***)" in repr(daftra.from_env(environment))


def test_what_is_given_wins_over_the_environment(daftra: Any) -> None:
    grant = PasswordGrant(
        client_id="101", client_secret="invented", username="owner", password="invented"
    )
    made = daftra.from_env(DAFTRA, address="other", oauth=grant)
    assert "'https://other.daftra.com', PasswordGrant(username='owner')" in repr(made)


def test_options_go_along(daftra: Any) -> None:
    environment = {name: DAFTRA[name] for name in ("DAFTRA_SUBDOMAIN", "DAFTRA_API_KEY")}
    made = daftra.from_env(environment, page_size=7, transport=never_reached())
    assert made.incomes._flows._page_size == 7


def test_daftra_reads_the_environment_of_the_process(
    daftra: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in DAFTRA:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DAFTRA_SUBDOMAIN", "acme")
    monkeypatch.setenv("DAFTRA_API_KEY", "invented-key")
    assert "https://acme.daftra.com" in repr(daftra.from_env())


def test_a_variable_that_cannot_work_is_refused(daftra: Any) -> None:
    with pytest.raises(ConfigurationError, match="api_key holds a blank"):
        daftra.from_env({"DAFTRA_SUBDOMAIN": "acme", "DAFTRA_API_KEY": "two words"})
    with pytest.raises(ConfigurationError, match="is no Daftra subdomain"):
        daftra.from_env({"DAFTRA_SUBDOMAIN": "acme_books", "DAFTRA_API_KEY": "invented-key"})


def test_nuvio_needs_a_token_and_takes_an_address(nuvio: Any) -> None:
    token, address = {"NUVIO_TOKEN": "invented-token"}, {"NUVIO_BASE_URL": "http://127.0.0.1:9"}
    assert "'https://api.nuvio.io'" in repr(nuvio.from_env(token))
    assert "'http://127.0.0.1:9'" in repr(nuvio.from_env(token | address))
    assert "'https://other.example'" in repr(
        nuvio.from_env(token | address, base_url="https://other.example")
    )


@pytest.mark.parametrize(
    "environment", [{}, {"NUVIO_TOKEN": ""}, {"NUVIO_BASE_URL": "https://api.nuvio.io"}]
)
def test_nuvio_without_a_token_is_refused(nuvio: Any, environment: dict[str, str]) -> None:
    with pytest.raises(ConfigurationError, match="set NUVIO_TOKEN in the environment"):
        nuvio.from_env(environment)


def test_nuvio_reads_the_environment_of_the_process(
    nuvio: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUVIO_TOKEN", "invented-token")
    monkeypatch.delenv("NUVIO_BASE_URL", raising=False)
    assert "'https://api.nuvio.io'" in repr(nuvio.from_env())
    monkeypatch.delenv("NUVIO_TOKEN")
    with pytest.raises(ConfigurationError):
        nuvio.from_env()
