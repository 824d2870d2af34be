"""What only some users need is imported when they use it, and not before."""

import pytest

from .test_public_surface import modules_after

RARE = {
    "platformdirs",
    "tomllib",
    "keyring",
    "pyrate_limiter",
    "redis",
    "opentelemetry",
    "jsonschema_rs",
}


@pytest.mark.parametrize(
    "code",
    [
        "from ledgerspan import Daftra, Nuvio, AsyncNuvio; Daftra('acme', api_key='k')",
        "from ledgerspan import PasswordGrant, CodeGrant, Tokens",
        "from ledgerspan import RateLimit, SharedRateLimit",
    ],
)
def test_clients_and_grants_import_no_package_of_an_extra(code: str) -> None:
    assert RARE & modules_after(code) == set()


def test_companies_import_no_keyring_no_limiter_and_no_event_loop() -> None:
    loaded = modules_after("from ledgerspan import Companies")
    assert {*RARE, "asyncio", "concurrent.futures"} & loaded == {"tomllib"}
