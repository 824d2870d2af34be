"""Texts and dates that come back as others."""

import unicodedata
from typing import Any

import pytest
from ledgerspan.sandbox.daftra import accept, dialects
from ledgerspan.sandbox.nuvio import members as nuvio_members

from tests.contract.mutants.mutant import Wrap, answering, around, mutant, saying


def _texts(patch: pytest.MonkeyPatch, change: Any, member: str = "") -> None:
    """Change what Daftra stores of every text, or of one member."""

    def wrap(read: Wrap) -> Wrap:
        def text(column: Any, sent: Any) -> Any:
            stored = read(column, sent)
            plain = column.kind == "text" and member in ("", column.name)
            return change(stored) if plain else stored

        return text

    around(patch, accept, "_text", wrap)


@mutant("daftra", "incomes", "text broken", "written_is_read", "create_income")
def text_is_ascii(patch: pytest.MonkeyPatch) -> None:
    """What is not ASCII becomes question marks."""
    _texts(patch, lambda text: text.encode("ascii", "replace").decode())


@mutant("daftra", "clients", "text broken", "written_is_read", "create_client")
def text_is_cut(patch: pytest.MonkeyPatch) -> None:
    """A text is cut after ten characters."""
    _texts(patch, lambda text: text[:10], "business_name")


@mutant("daftra", "stores", "text broken", "written_is_read", "create_store")
def text_is_upper_case(patch: pytest.MonkeyPatch) -> None:
    """A text is stored in capitals."""
    _texts(patch, lambda text: text.upper(), "name")


@mutant("nuvio", "projects", "text broken", "written_is_read", "create_project")
def text_is_taken_apart(patch: pytest.MonkeyPatch) -> None:
    """Letters of Nuvio are read as if they were bytes of Latin-1."""

    def wrap(read: Wrap) -> Wrap:
        def text(self: Any, *name: Any, **how: Any) -> Any:
            found = read(self, *name, **how)
            return found and found.encode("utf-8", "replace").decode("latin-1")

        return text

    around(patch, nuvio_members.Members, "text", wrap)


@mutant("nuvio", "expenses", "text broken", "written_is_read", "create_expense")
def emoji_are_lost(patch: pytest.MonkeyPatch) -> None:
    """A text ends where its first emoji was, as in a table of three-byte letters."""

    def wrap(read: Wrap) -> Wrap:
        def text(self: Any, *name: Any, **how: Any) -> Any:
            found = read(self, *name, **how)
            wide = (place for place, letter in enumerate(found or "") if ord(letter) > 0xFFFF)
            return found and found[: next(wide, len(found))]

        return text

    around(patch, nuvio_members.Members, "text", wrap)


@mutant("daftra", "estimates", "date swapped", "response_schema_conformance", "list_estimates")
def days_come_first(patch: pytest.MonkeyPatch) -> None:
    """A date is written with its day first."""

    def turned(body: Any) -> Any:
        for row in body["data"]:
            row["Estimate"]["date"] = "-".join(row["Estimate"]["date"].split("-")[::-1])
        return body

    answering(patch, "GET", "/daftra/api2/estimates", saying(turned))


@mutant(
    "daftra",
    "expenses",
    "date swapped",
    "written_is_read",
    "create_expense",
    dialect="observed",
)
def day_and_month_are_swapped(patch: pytest.MonkeyPatch) -> None:
    """The site's format is filled with the month where the day should be."""
    around(
        patch,
        dialects,
        "site_date",
        lambda write: (
            lambda iso, form: write(
                iso, form.replace("DD", "??").replace("MM", "DD").replace("??", "MM")
            )
        ),
    )


@mutant("daftra", "journal accounts", "text broken", "written_is_read", "create_journal_account")
def text_is_normalised(patch: pytest.MonkeyPatch) -> None:
    """A name loses its marks."""
    _texts(
        patch,
        lambda text: "".join(
            letter
            for letter in unicodedata.normalize("NFKD", text)
            if not unicodedata.combining(letter)
        )[1:],
        "name",
    )
