"""Every spelling of a Daftra address that people paste (observation 2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgerspan.daftra.address import daftra_base_url
from ledgerspan.errors import ConfigurationError


@pytest.mark.parametrize(
    "text",
    [
        "acme",
        "ACME",
        " acme ",
        "acme.daftra.com",
        "acme.daftra.com/",
        "Acme.Daftra.com",
        "https://acme.daftra.com",
        "https://acme.daftra.com/",
        "https://acme.daftra.com/api2",
        "https://acme.daftra.com/api2/",
        "https://acme.daftra.com/api2/incomes.json?limit=1",
        "https://acme.daftra.com/api2/v2/api",
        "https://acme.daftra.com/v2/api/entity",
        "https://acme.daftra.com/owner/",
        "https://acme.daftra.com/owner/invoices/index?status=1#list",
        "https://acme.daftra.com/client/login",
        "acme.daftra.com/owner/incomes",
        "https://ACME.daftra.com/owner/",
    ],
)
def test_every_spelling_of_a_site_is_the_same_site(text: str) -> None:
    assert daftra_base_url(text) == "https://acme.daftra.com"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://books.acme.example", "https://books.acme.example"),
        ("books.acme.example/api2", "https://books.acme.example"),
        ("acme.daftara.com", "https://acme.daftara.com"),
        ("http://127.0.0.1:8080/daftra", "http://127.0.0.1:8080/daftra"),
        ("http://localhost:8080/daftra/api2/", "http://localhost:8080/daftra"),
    ],
)
def test_another_host_is_kept(text: str, expected: str) -> None:
    assert daftra_base_url(text) == expected


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_no_address_is_refused_with_the_spellings_that_work(text: str) -> None:
    with pytest.raises(ConfigurationError, match="give the subdomain"):
        daftra_base_url(text)


@pytest.mark.parametrize("text", ["ac me", "acme_books", "-acme", "acme!", "أكمي", "a" * 64])
def test_what_is_no_subdomain_is_refused(text: str) -> None:
    with pytest.raises(ConfigurationError, match="is no Daftra subdomain"):
        daftra_base_url(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("http://acme.daftra.com", "unencrypted"),
        ("https://amira:pw@acme.daftra.com", "user name or password"),
        ("https://ac me.daftra.com", "holds a blank"),
        ("ftp://acme.daftra.com", "not http"),
    ],
)
def test_what_would_send_a_key_astray_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ConfigurationError, match=reason):
        daftra_base_url(text)


@given(st.text())
def test_an_address_is_cleaned_or_refused_and_nothing_else(text: str) -> None:
    try:
        cleaned = daftra_base_url(text)
    except ConfigurationError:
        return
    assert daftra_base_url(cleaned) == cleaned
