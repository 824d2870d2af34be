"""Tests that need no sandbox."""

from types import SimpleNamespace

from invoice_mirror import reference


def test_a_reference_is_made_of_the_id() -> None:
    assert reference(SimpleNamespace(id="41")) == "daftra-41"
