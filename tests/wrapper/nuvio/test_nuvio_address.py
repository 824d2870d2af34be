"""Where Nuvio is: the published host, or any other that `base_url` names."""

import pytest
from ledgerspan import ConfigurationError, Nuvio


def address(base_url: str | None) -> str:
    return Nuvio(token="invented", base_url=base_url)._pipeline.base_url


def test_the_published_host_is_the_default() -> None:
    assert address(None) == "https://api.nuvio.io"


@pytest.mark.parametrize(
    "text",
    [
        "app.nuvio.io",
        "https://app.nuvio.io",
        "https://app.nuvio.io/",
        "https://app.nuvio.io/v1",
        "https://app.nuvio.io/v1/accounts?x=1",
    ],
)
def test_every_spelling_of_a_host_is_the_same_host(text: str) -> None:
    assert address(text) == "https://app.nuvio.io"


def test_a_server_on_this_machine_keeps_its_port_and_prefix() -> None:
    assert address("http://127.0.0.1:8080/nuvio/v1") == "http://127.0.0.1:8080/nuvio"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("https://app nuvio.io", "holds a blank"),
        ("http://app.nuvio.io", "unencrypted"),
        ("https://amira:pw@app.nuvio.io", "user name or password"),
        ("ftp://app.nuvio.io", "not http"),
    ],
)
def test_what_would_send_a_token_astray_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ConfigurationError, match=reason):
        address(text)
