"""The reference pages work without a network."""

import re
from pathlib import Path

import pytest
from tooling import reference_pages
from tooling.bundle import APIS, bundle
from tooling.node_tools import NodeMissingError
from tooling.openapi import operations

from tests.specs.node import needs_node

# What a browser would fetch: addresses in tags. Addresses in texts are only shown.
FETCHED = re.compile(r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=[\"']?(?!data:)([^\"'> ]+)")


@needs_node
def test_each_page_is_one_file_that_fetches_nothing(tmp_path: Path) -> None:
    assert reference_pages.main([str(tmp_path)]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{api}.html" for api in APIS]
    for api in APIS:
        page = (tmp_path / f"{api}.html").read_text(encoding="utf-8")
        markup = re.sub(r"(?s)(<script\b[^>]*>).*?</script>", r"\1</script>", page)
        assert FETCHED.findall(markup) == []
        missing = [each.id for each in operations(bundle(api)) if each.id not in page]
        assert missing == []


def test_without_node_the_command_says_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(*_: object) -> str:
        raise NodeMissingError("there is no Node with npm on this machine")

    monkeypatch.setattr(reference_pages, "run", missing)
    assert reference_pages.main([]) == 1
    assert capsys.readouterr().err == "scripts/docs: there is no Node with npm on this machine\n"
