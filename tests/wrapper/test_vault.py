"""Secrets are named in a profile, never written there: env:, keyring: and file:."""

import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.errors import KeyringLocked
from ledgerspan.errors import ConfigurationError
from ledgerspan.vault import is_reference, read_secret


class Drawer(KeyringBackend):
    """A keyring of one entry, which may be locked."""

    priority = 1.0
    locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked("invented")
        return {("ledgerspan/books", "acme"): "invented-key"}.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep nothing."""


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    """Put a keyring of our own in the place of the machine's."""
    before = keyring.get_keyring()
    ours = Drawer()  # type: ignore[no-untyped-call]  # keyring has no types for it
    keyring.set_keyring(ours)
    yield ours
    keyring.set_keyring(before)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("env:ACME_KEY", True),
        ("keyring:ledgerspan/acme", True),
        ("file:/run/secrets/acme", True),
        ("invented-key", False),
        ("env:", False),
        ("env", False),
        ("https://acme.example", False),
        ("", False),
    ],
)
def test_a_reference_begins_with_where_to_look(*, text: str, reference: bool) -> None:
    assert is_reference(text) is reference


def test_what_is_no_reference_is_refused_and_not_quoted(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="a secret may not stand here itself") as caught:
        read_secret("invented-key", tmp_path)
    assert "invented" not in str(caught.value)


def test_a_variable_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACME_KEY", "invented-key")
    assert read_secret("env:ACME_KEY", tmp_path) == "invented-key"


@pytest.mark.parametrize("value", [None, ""])
def test_a_variable_that_is_not_set_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.delenv("ACME_KEY", raising=False)
    if value is not None:
        monkeypatch.setenv("ACME_KEY", value)
    with pytest.raises(ConfigurationError, match="variable ACME_KEY is not set"):
        read_secret("env:ACME_KEY", tmp_path)


def test_a_secret_that_took_the_place_of_a_variable_is_not_quoted(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="wants the name of an environment") as caught:
        read_secret("env:invented-key/1", tmp_path)
    assert "invented" not in str(caught.value)


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_file_with_or_without_the_line_break_of_an_editor(tmp_path: Path, end: str) -> None:
    (tmp_path / "acme").write_bytes(b"invented-key" + end.encode())
    assert read_secret(f"file:{tmp_path}/acme", tmp_path) == "invented-key"
    assert read_secret("file:acme", tmp_path) == "invented-key"


def test_a_file_below_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "acme").write_text("invented-key", encoding="utf-8")
    assert read_secret("file:~/acme", Path("/nowhere")) == "invented-key"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="acme cannot be read: No such file"):
        read_secret("file:acme", tmp_path)


@pytest.mark.parametrize(("content", "said"), [(b"", "is empty"), (b"\xff\xfe", "it is no text")])
def test_a_file_without_a_secret_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "acme").write_bytes(content)
    with pytest.raises(ConfigurationError, match=said):
        read_secret("file:acme", tmp_path)


@pytest.mark.usefixtures("drawer")
def test_an_entry_of_the_keyring_is_service_and_user(tmp_path: Path) -> None:
    assert read_secret("keyring:ledgerspan/books/acme", tmp_path) == "invented-key"


@pytest.mark.usefixtures("drawer")
def test_an_entry_that_is_not_there_says_how_to_put_it_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="`keyring set ledgerspan other` puts it there"):
        read_secret("keyring:ledgerspan/other", tmp_path)


def test_a_keyring_that_is_locked_is_told(tmp_path: Path, drawer: Drawer) -> None:
    drawer.locked = True
    with pytest.raises(ConfigurationError, match=r"refused \(KeyringLocked\): unlock it"):
        read_secret("keyring:ledgerspan/acme", tmp_path)


@pytest.mark.parametrize("name", ["acme", "/acme", "ledgerspan/"])
def test_an_entry_without_a_service_or_user_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigurationError, match="is keyring:service/user"):
        read_secret(f"keyring:{name}", tmp_path)


@pytest.mark.usefixtures("drawer")
def test_a_machine_without_a_keyring_is_told_what_else_there_is(tmp_path: Path) -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    with pytest.raises(ConfigurationError, match=r"no keyring to ask.*env: or file:"):
        read_secret("keyring:ledgerspan/acme", tmp_path)


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(ConfigurationError, match=r"install ledgerspan\[keyring\]"):
        read_secret("keyring:ledgerspan/acme", tmp_path)
