"""Addresses in every spelling that people paste, and those that would send a key astray."""

import pytest
from ledgerspan import (
    ConfigurationError,
)

from tests.live.silent import client, daftra

ADDRESSES = [
    "",
    "   ",
    "acme corp",
    "acme_books",
    "-acme",
    "acme-",
    "a" * 64,
    "شركة",
    "http://acme.daftra.com",
    "ftp://acme.daftra.com",
    "https://",
    "https://user:word@acme.daftra.com",
    "https://acme daftra.com",
    "https://acme.daftra.com:port",
    "https://acme..daftra.com",
    "acme\n.daftra.com",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_wrong_daftra_address_is_refused(kind: str, address: str) -> None:
    with pytest.raises(ConfigurationError):
        daftra(kind, address=address)


@pytest.mark.parametrize("address", [a for a in ADDRESSES if a not in ("acme-", "-acme")])
def test_a_wrong_base_url_is_refused(provider: str, kind: str, address: str) -> None:
    if provider == "nuvio" and address == "a" * 64:
        address = f"{address}.example"
    options = {"address": None} if provider == "daftra" else {}
    with pytest.raises(ConfigurationError):
        client(provider, kind, base_url=address, **options)


def test_http_to_a_public_host_says_why(provider: str, kind: str) -> None:
    options = {"address": None} if provider == "daftra" else {}
    with pytest.raises(ConfigurationError, match="would send your key unencrypted"):
        client(provider, kind, base_url="http://books.acme.example", **options)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8080", "http://localhost:8080", "http://sandbox.invalid"]
)
def test_http_on_this_machine_is_taken(provider: str, kind: str, address: str) -> None:
    options = {"address": None} if provider == "daftra" else {}
    assert address in repr(client(provider, kind, base_url=address, **options))


@pytest.mark.parametrize(
    "address",
    [
        "acme",
        "ACME",
        " acme ",
        "acme.daftra.com",
        "acme.daftra.com/",
        "https://acme.daftra.com",
        "https://acme.daftra.com/api2",
        "https://acme.daftra.com/api2/incomes.json?page=2",
        "https://acme.daftra.com/v2/api/entity",
        "https://acme.daftra.com/owner/invoices#top",
        "acme.daftra.com/owner/",
    ],
)
def test_every_spelling_of_a_daftra_address_is_the_same_site(kind: str, address: str) -> None:
    assert daftra(kind, address=address)._pipeline.base_url == "https://acme.daftra.com"


def test_an_own_domain_and_a_path_before_the_api_are_kept(kind: str) -> None:
    made = daftra(kind, address="https://books.acme.example/daftra/api2/")
    assert made._pipeline.base_url == "https://books.acme.example/daftra"
