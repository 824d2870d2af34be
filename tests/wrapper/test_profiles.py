"""The profile file: companies and their settings in TOML, without a secret, faults all at once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import platformdirs
import pytest
from ledgerspan import (
    AsyncDaftra,
    ConfigurationError,
    Daftra,
    Nuvio,
    PasswordGrant,
    RateLimit,
    RetryPolicy,
    Timeout,
)
from ledgerspan.profiles import profile_path, read_profiles

ACME = """
[companies.acme]
provider = "daftra"
address = "acme"
api_key = "env:ACME_KEY"
"""
HARBOUR = """
[companies.harbour]
provider = "nuvio"
token = "env:HARBOUR_TOKEN"
"""
LITERAL = "a secret may not stand here itself: say env:NAME, keyring:service/user or file:PATH"
Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a profile file; the secrets that it names are in the environment."""
    monkeypatch.setenv("ACME_KEY", "invented-key")
    monkeypatch.setenv("HARBOUR_TOKEN", "invented-token")
    monkeypatch.delenv("LEDGERSPAN_CONFIG", raising=False)
    file = tmp_path / "config.toml"

    def write_it(text: str) -> Path:
        file.write_text(text, encoding="utf-8")
        return file

    return write_it


def made_with(client: Any) -> dict[str, Any]:
    return {name: value for name, value in client._made_with.items() if value is not None}


def faults_of(file: Path, **given: Any) -> list[str]:
    """Return the faults that the error names, the file itself left out."""
    with pytest.raises(ConfigurationError) as caught:
        Daftra.from_profile("acme", file, **given)
    first, *faults = str(caught.value).splitlines()
    assert first == f"{file} cannot be used:"
    return [fault.strip() for fault in faults]


def test_a_company_becomes_a_client(write: Write) -> None:
    client = Daftra.from_profile("acme", write(ACME))
    assert made_with(client) == {"address": "acme", "api_key": "invented-key"}
    other = Nuvio.from_profile("harbour", write(ACME + HARBOUR))
    assert made_with(other) == {"token": "invented-token", "auth_scheme": "Bearer"}


def test_async_clients_read_the_same_file(write: Write) -> None:
    assert isinstance(AsyncDaftra.from_profile("acme", write(ACME)), AsyncDaftra)


def test_every_setting_becomes_the_option_of_its_name(write: Write) -> None:
    text = """
    [companies.acme]
    provider = "daftra"
    base_url = "https://books.acme.example"
    token = "env:ACME_KEY"
    date_format = "DD/MM/YYYY"
    branch_id = 3
    site_id = "77"
    page_size = 100
    prefetch = 2
    timeout = { connect = 5, read = 20.5 }
    retry = { attempts = 5, cap = 10 }
    rate_limit = { calls = 5, seconds = 2 }
    """
    assert made_with(Daftra.from_profile("acme", write(text))) == {
        "base_url": "https://books.acme.example",
        "token": "invented-key",
        "date_format": "DD/MM/YYYY",
        "branch_id": 3,
        "site_id": "77",
        "page_size": 100,
        "prefetch": 2,
        "timeout": Timeout(connect=5.0, read=20.5),
        "retry": RetryPolicy(attempts=5, cap=10.0),
        "rate_limit": RateLimit(calls=5, seconds=2.0),
    }


def test_the_short_forms_are_those_of_the_options(write: Write) -> None:
    options = made_with(Daftra.from_profile("acme", write(ACME + "timeout = 20\nretry = 5")))
    assert (options["timeout"], options["retry"]) == (20.0, 5)


def test_a_table_oauth_becomes_a_password_grant(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACME_PASSWORD", "invented pass word")
    text = """
    [companies.acme]
    provider = "daftra"
    address = "acme"
    [companies.acme.oauth]
    client_id = "7"
    client_secret = "env:ACME_KEY"
    username = "owner@acme.example"
    password = "env:ACME_PASSWORD"
    """
    grant = made_with(Daftra.from_profile("acme", write(text)))["oauth"]
    assert isinstance(grant, PasswordGrant)
    assert [secret.reveal() for secret in grant.secrets] == ["invented-key", "invented pass word"]


def test_arguments_win_over_the_file(write: Write) -> None:
    client = Daftra.from_profile("acme", write(ACME + "page_size = 100"), page_size=20)
    assert made_with(client)["page_size"] == 20


def test_an_argument_replaces_its_alternatives_too(write: Write) -> None:
    file = write(ACME.replace("ACME_KEY", "NOT_SET_ANYWHERE"))
    client = Daftra.from_profile("acme", file, token="invented", base_url="https://b.example")
    assert made_with(client) == {"token": "invented", "base_url": "https://b.example"}


def test_the_variables_of_from_env_do_not_count(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAFTRA_API_KEY", "invented-other")
    client = Daftra.from_profile("acme", write(ACME))
    assert made_with(client)["api_key"] == "invented-key"


def test_the_file_is_the_argument_then_the_variable_then_the_systems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LEDGERSPAN_CONFIG", raising=False)
    usual = Path(platformdirs.user_config_dir("ledgerspan")) / "config.toml"
    assert profile_path() == usual
    monkeypatch.setenv("LEDGERSPAN_CONFIG", str(tmp_path / "named.toml"))
    assert profile_path() == tmp_path / "named.toml"
    assert profile_path(tmp_path / "given.toml") == tmp_path / "given.toml"


def test_a_file_that_is_not_there_is_named_with_the_ways_to_another(tmp_path: Path) -> None:
    with pytest.raises(
        ConfigurationError, match=r"no profile file .*none\.toml.*LEDGERSPAN_CONFIG"
    ):
        Daftra.from_profile("acme", tmp_path / "none.toml")


def test_a_literal_secret_is_refused_and_not_quoted(write: Write) -> None:
    faults = faults_of(write(ACME.replace("env:ACME_KEY", "invented-literal")))
    assert faults == [f"companies.acme.api_key: {LITERAL}"]


def test_a_literal_password_of_a_grant_is_refused_and_what_is_missing_named(write: Write) -> None:
    text = """
    [companies.acme]
    provider = "daftra"
    address = "acme"
    oauth = { client_id = 7, password = "invented-literal", client_secret = "env:X" }
    """
    assert faults_of(write(text)) == [
        "companies.acme.oauth.client_id: Expected `str`, got `int`",
        f"companies.acme.oauth.password: {LITERAL}",
        "companies.acme.oauth.username: missing",
    ]


def test_all_faults_of_a_company_are_told_at_once(write: Write) -> None:
    text = """
    colour = "green"
    [companies.acme]
    provider = "daftra"
    adress = "acme"
    api_key = 7
    prefetch = "2"
    branch_id = true
    timeout = { red = 5, read = 0 }
    rate_limit = 5
    retry = "often"
    """
    known = (
        "base_url, token, timeout, retry, rate_limit, prefetch, address, api_key, oauth, "
        "date_format, branch_id, site_id, page_size"
    )
    limits = "Timeout(connect=5.0, read=0.0, write=30.0, pool=30.0)"
    assert faults_of(write(text)) == [
        "colour: unknown; there is only [companies.NAME]",
        f"companies.acme.adress: unknown; known are {known}",
        f"companies.acme.api_key: {LITERAL}",
        "companies.acme.prefetch: Expected `int`, got `str`",
        "companies.acme.branch_id: Expected `int`, got `bool`",
        "companies.acme.timeout.red: unknown; known are connect, read, write, pool",
        f"companies.acme.timeout: time limits are positive seconds, not {limits}",
        "companies.acme.rate_limit: Expected `table`, got `int`",
        "companies.acme.retry: Expected `int | table`, got `str`",
    ]


@pytest.mark.parametrize("provider", ['"quickbooks"', "7", '""'])
def test_an_unknown_provider_is_refused(write: Write, provider: str) -> None:
    file = write(ACME.replace('"daftra"', provider))
    assert faults_of(file) == ["companies.acme.provider: daftra or nuvio is wanted here"]


def test_a_company_of_the_other_provider_is_refused(write: Write) -> None:
    with pytest.raises(
        ConfigurationError, match=r"companies\.acme\.provider is 'daftra', not 'nuvio'"
    ):
        Nuvio.from_profile("acme", write(ACME))


def test_a_company_that_is_not_there_is_refused_with_those_that_are(write: Write) -> None:
    with pytest.raises(ConfigurationError, match="no company 'acne', only acme, harbour"):
        Daftra.from_profile("acne", write(ACME + HARBOUR))


def test_faults_of_another_company_do_not_matter_to_one(write: Write) -> None:
    file = write(ACME + HARBOUR.replace("env:HARBOUR_TOKEN", "invented-literal"))
    assert isinstance(Daftra.from_profile("acme", file), Daftra)


def test_what_only_the_client_can_refuse_is_told_with_its_table(write: Write) -> None:
    assert faults_of(write(ACME + "page_size = 5000")) == [
        "companies.acme: page_size must be from 1 to 1000, not 5000"
    ]


def test_a_secret_that_is_not_there_is_told_with_its_table(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ACME_KEY", raising=False)
    file = write(ACME)
    assert faults_of(file) == [
        "companies.acme.api_key: the environment variable ACME_KEY is not set"
    ]


def test_a_company_without_credentials_is_refused(write: Write) -> None:
    with pytest.raises(ConfigurationError, match=r"companies\.harbour\.token: missing"):
        Nuvio.from_profile("harbour", write('[companies.harbour]\nprovider = "nuvio"'))
    (fault,) = faults_of(write('[companies.acme]\nprovider = "daftra"\naddress = "acme"'))
    assert fault.startswith("companies.acme: give one of api_key, token and oauth")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no company: begin one with"),
        ("companies = 7", "no company: begin one with"),
        ("[companies]\nacme = 7", r"companies\.acme: a table is wanted here"),
        ("[companies", "it is no TOML"),
    ],
)
def test_a_file_of_another_shape_is_refused(write: Write, text: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        read_profiles(write(text))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigurationError, match="it is no UTF-8 text"):
        read_profiles(tmp_path / "config.toml")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="Is a directory"):
        read_profiles(tmp_path)
