"""Writes that are judged wrongly: the bad are taken, the good are refused."""

from decimal import Decimal
from typing import Any

import pytest
from ledgerspan.sandbox.daftra import accept
from ledgerspan.sandbox.daftra.writer import Writer
from ledgerspan.sandbox.nuvio.members import Members

from tests.contract.mutants.mutant import Wrap, around, mutant


@mutant(
    "daftra",
    "expenses",
    "bad data accepted",
    "negative_data_rejection",
    "create_expense",
    phases=("coverage",),
    boundaries=None,
)
def any_date_will_do(patch: pytest.MonkeyPatch) -> None:
    """A date that is none is accepted."""
    patch.setattr(accept, "is_date", lambda _: True)


@mutant(
    "daftra",
    "clients",
    "bad data accepted",
    "negative_data_rejection",
    "create_client",
    phases=("coverage",),
    boundaries=None,
)
def anything_is_yes_or_no(patch: pytest.MonkeyPatch) -> None:
    """A flag may be anything."""
    patch.setattr(accept, "_flag", lambda _: 1)


@mutant(
    "daftra",
    "taxes",
    "bad data accepted",
    "negative_data_rejection",
    "create_tax",
    phases=("coverage",),
)
def words_are_amounts(patch: pytest.MonkeyPatch) -> None:
    """What is no amount is taken for nothing."""

    def wrap(read: Wrap) -> Wrap:
        def amount(sent: Any) -> Any:
            try:
                return read(sent)
            except accept.RefusedError:
                return "0"

        return amount

    around(patch, accept, "_amount", wrap)


@mutant(
    "daftra",
    "stores",
    "bad data accepted",
    "negative_data_rejection",
    "create_store",
    phases=("coverage",),
    boundaries=None,
)
def texts_have_no_end(patch: pytest.MonkeyPatch) -> None:
    """A text may be longer than its column."""

    def wrap(read: Wrap) -> Wrap:
        def text(column: Any, sent: Any) -> Any:
            return sent if column.longest and isinstance(sent, str) else read(column, sent)

        return text

    around(patch, accept, "_text", wrap)


@mutant(
    "nuvio",
    "accounts",
    "bad data accepted",
    "negative_data_rejection",
    "create_account",
    phases=("coverage",),
)
def what_is_needed_may_be_missing(patch: pytest.MonkeyPatch) -> None:
    """A member that a record cannot be without may be left out."""

    def wrap(read: Wrap) -> Wrap:
        def given(self: Any, name: str, *, null: bool, needed: bool = False) -> Any:
            return read(self, name, null=null) or ("EUR" if needed else None)

        return given

    around(patch, Members, "_given", wrap)


@mutant(
    "nuvio",
    "expenses",
    "bad data accepted",
    "negative_data_rejection",
    "create_expense",
    phases=("coverage",),
    boundaries=None,
)
def prices_may_be_negative(patch: pytest.MonkeyPatch) -> None:
    """A number has no least value."""

    def wrap(read: Wrap) -> Wrap:
        def number(self: Any, name: str, *, least: Any = None, **how: Any) -> Any:
            del least
            return read(self, name, least=Decimal(-(10**15)), **how)

        return number

    around(patch, Members, "number", wrap)


@mutant("daftra", "suppliers", "good data refused", "positive_data_acceptance", "create_supplier")
def only_latin_is_taken(patch: pytest.MonkeyPatch) -> None:
    """Text beyond ASCII is refused."""

    def wrap(read: Wrap) -> Wrap:
        def ascii_only(column: Any, sent: Any) -> Any:
            if isinstance(sent, str) and not sent.isascii():
                raise accept.RefusedError("must be plain text")
            return read(column, sent)

        return ascii_only

    around(patch, accept, "_text", wrap)


@mutant(
    "nuvio",
    "incomes",
    "good data refused",
    "positive_data_acceptance",
    "create_income",
)
def nothing_may_be_null(patch: pytest.MonkeyPatch) -> None:
    """A member that may be null is refused for it."""

    def wrap(read: Wrap) -> Wrap:
        def given(self: Any, name: str, *, null: bool, needed: bool = False) -> Any:
            del null
            return read(self, name, null=False, needed=needed)

        return given

    around(patch, Members, "_given", wrap)


@mutant("daftra", "journals", "good data refused", "positive_data_acceptance", "create_journal")
def journals_may_not_have_lines(patch: pytest.MonkeyPatch) -> None:
    """A journal with lines is refused."""

    def wrap(read: Wrap) -> Wrap:
        def judged(self: Any, sent: Any, accepted: Any, lines: Any) -> Any:
            draft = read(self, sent, accepted, lines)
            if "JournalTransaction" in lines:
                draft.complain("JournalTransaction", "may not be sent")
            return draft

        return judged

    around(patch, Writer, "judged", wrap)
