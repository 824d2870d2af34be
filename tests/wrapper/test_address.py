"""Addresses: any spelling, and nothing that would send a key astray."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgerspan.address import clean_base_url, is_label
from ledgerspan.errors import ConfigurationError


def clean(text: str) -> str:
    return clean_base_url(text, cut=("v1",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("api.books.example", "https://api.books.example"),
        ("https://api.books.example", "https://api.books.example"),
        ("https://api.books.example/", "https://api.books.example"),
        ("https://api.books.example/v1", "https://api.books.example"),
        ("https://api.books.example/v1/incomes?page=2#top", "https://api.books.example"),
        ("https://api.books.example/tenant/v1/", "https://api.books.example/tenant"),
        ("https://books.example/a/b/v1/x", "https://books.example/a/b"),
        ("https://api.books.example./v1", "https://api.books.example."),
        ("https://API.Books.Example", "https://api.books.example"),
        ("https://api.books.example:8443/", "https://api.books.example:8443"),
        ("api.books.example:8443", "https://api.books.example:8443"),
    ],
)
def test_scheme_host_and_prefix_are_kept_and_the_rest_is_cut(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "http://localhost:9000",
        "http://127.0.0.1:9000",
        "http://127.1.2.3",
        "http://[::1]:9000",
        "http://books.test",
        "http://books.invalid",
        "http://books.localhost:80",
    ],
)
def test_plain_http_is_fine_for_what_never_leaves_this_machine(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "http://api.books.example",
        "http://192.0.2.1",
        "http://localhost.books.example",
        "http://notlocalhost",
        "http://128.0.0.1",
        "http://127.0.0.1.books.example",
        "http://127.books.example",
        "http://test",
    ],
)
def test_plain_http_to_anywhere_else_is_refused(text: str) -> None:
    with pytest.raises(ConfigurationError, match="would send your key unencrypted"):
        clean(text)


@pytest.mark.parametrize(
    "text", ["", " ", "api books.example", "https://api.books.example/\n", "\tapi.books.example"]
)
def test_a_blank_or_a_line_break_is_refused(text: str) -> None:
    with pytest.raises(ConfigurationError, match="is empty or holds a blank"):
        clean(text)


@pytest.mark.parametrize("text", ["https://amira@books.example", "https://amira:pw@books.example"])
def test_a_user_name_or_password_in_the_address_is_refused(text: str) -> None:
    told = "^the address holds a user name or password; give them separately$"
    with pytest.raises(ConfigurationError, match=told):
        clean(text)


def test_a_password_in_the_address_is_not_quoted() -> None:
    with pytest.raises(ConfigurationError) as caught:
        clean("https://amira:open-sesame@books.example")
    assert "open-sesame" not in str(caught.value)


@pytest.mark.parametrize("text", ["ftp://books.example", "file:///etc/books", "https://", "://x"])
def test_anything_but_http_with_a_host_is_refused(text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"has no host or is not http\(s\)"):
        clean(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://bo_oks.example",
        "https://-books.example",
        "https://books..example",
        "https://.books.example",
        "https://a%b.c",
    ],
)
def test_a_host_that_is_no_host_name_is_refused(text: str) -> None:
    with pytest.raises(ConfigurationError, match="is no host name"):
        clean(text)


@pytest.mark.parametrize("text", ["https://books.example:http", "https://books.example:99999"])
def test_a_port_that_is_no_port_is_refused(text: str) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        clean(text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("acme", True),
        ("acme-2", True),
        ("2", True),
        ("a" * 63, True),
        ("a" * 64, False),
        ("-acme", False),
        ("acme-", False),
        ("ac.me", False),
        ("ac_me", False),
        ("", False),
    ],
)
def test_a_label_is_letters_digits_and_inner_hyphens(
    text: str,
    label: bool,  # noqa: FBT001
) -> None:
    assert is_label(text) is label


@given(st.text(), st.sampled_from(["", "https://", "http://", "//", "https://x@"]))
def test_an_address_is_cleaned_or_refused_and_nothing_else(text: str, before: str) -> None:
    try:
        cleaned = clean(before + text)
    except ConfigurationError:
        return
    assert clean(cleaned) == cleaned
    assert cleaned.startswith(("https://", "http://"))
