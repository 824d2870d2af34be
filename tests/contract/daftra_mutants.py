"""What can be wrong with a Daftra service."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from ledgerspan.sandbox.daftra import accept, books, operations
from ledgerspan.sandbox.daftra.access import BadCredentialsError, Keyring, NoCredentialsError
from ledgerspan.sandbox.daftra.operations import Operations
from ledgerspan.sandbox.daftra.records import Records
from ledgerspan.sandbox.exchange import Answer, Call, html_answer, json_answer
from ledgerspan.sandbox.service import Resource

from tests.contract.mutant import Wrap, around, mutant


@mutant("daftra", "response_schema_conformance", "get_income")
def amounts_are_text(patch: pytest.MonkeyPatch) -> None:
    """A field has the wrong type."""
    around(
        patch,
        books,
        "documented_record",
        lambda write: lambda *row: {**write(*row), "amount": str(row[2]["amount"])},
    )


@mutant("daftra", "response_schema_conformance", "get_income", dialect="observed")
def a_member_is_new(patch: pytest.MonkeyPatch) -> None:
    """An answer has a member that the spec does not know."""
    around(
        patch,
        books,
        "observed_record",
        lambda write: lambda *row: {**write(*row), "branch_id": "1"},
    )


@mutant("daftra", "response_schema_conformance pages_add_up", "list_incomes")
def the_total_is_missing(patch: pytest.MonkeyPatch) -> None:
    """The pagination block has no total."""

    def wrap(describe: Wrap) -> Wrap:
        def described(*asked: Any) -> dict[str, Any]:
            block: dict[str, Any] = describe(*asked)
            del block["total_results"]
            return block

        return described

    around(patch, operations, "pagination", wrap)


@mutant("daftra", "pages_add_up", "list_incomes")
def the_limit_is_ignored(patch: pytest.MonkeyPatch) -> None:
    """A list ignores its limit."""
    around(
        patch,
        Records,
        "page",
        lambda page: lambda self, _limit, *rest, **named: page(self, 20, *rest, **named),
    )


@mutant("daftra", "pages_add_up", "list_incomes")
def pages_overlap(patch: pytest.MonkeyPatch) -> None:
    """A page repeats the last row of the page before."""
    around(
        patch,
        Records,
        "page",
        lambda page: (
            lambda self, limit, offset, *rest, **named: page(
                self, limit, max(0, offset - 1), *rest, **named
            )
        ),
    )


@mutant("daftra", "not_a_server_error", "list_incomes", ("coverage",))
def the_largest_page_breaks(patch: pytest.MonkeyPatch) -> None:
    """The largest limit makes the server fail."""

    def wrap(read: Wrap) -> Wrap:
        def reading(parameters: Any) -> Any:
            asked = read(parameters)
            if asked.limit == 1000:
                raise MemoryError
            return asked

        return reading

    around(patch, operations, "asked_page", wrap)


@mutant("daftra", "ignored_auth", "get_site_info")
def any_key_opens(patch: pytest.MonkeyPatch) -> None:
    """Daftra does not check credentials."""

    def wrap(identify: Wrap) -> Wrap:
        def identified(self: Any, headers: Any) -> Any:
            try:
                return identify(self, headers)
            except (BadCredentialsError, NoCredentialsError):
                return self._companies[0]

        return identified

    around(patch, Keyring, "identify", wrap)


@mutant("daftra", "companies_are_isolated", "create_income")
def records_leak(patch: pytest.MonkeyPatch) -> None:
    """A record is found whatever company asks for it."""

    def get(self: Any, number: int) -> Any:
        query = f'SELECT * FROM "{self._table.stored_in}" WHERE id = ?'  # noqa: S608 - our names
        return self._connection.execute(query, (number,)).fetchone()

    patch.setattr(Records, "get", get)


@mutant("daftra", "written_is_read", "create_income update_income")
def updates_are_forgotten(patch: pytest.MonkeyPatch) -> None:
    """An update is not stored."""
    patch.setattr(Records, "change", lambda *_: None)


@mutant("daftra", "written_is_read", "create_income")
def amounts_are_rounded(patch: pytest.MonkeyPatch) -> None:
    """An amount is rounded to two decimals when it is stored."""

    def wrap(store: Wrap) -> Wrap:
        def rounded(sent: Any) -> str:
            return str(round(Decimal(store(sent)), 2))

        return rounded

    around(patch, accept, "_amount", wrap)


@mutant(
    "daftra",
    "deleted_is_gone use_after_free",
    "create_income delete_income get_income",
    ("stateful",),
)
def deletes_are_forgotten(patch: pytest.MonkeyPatch) -> None:
    """A delete deletes nothing."""
    patch.setattr(Records, "delete", lambda *_, **__: None)


@mutant("daftra", "refused_changes_nothing", "update_income", ("coverage",))
def refusals_are_half_done(patch: pytest.MonkeyPatch) -> None:
    """A refused update is stored in part."""

    def wrap(update: Wrap) -> Wrap:
        def updated(self: Any, books: Any, call: Call) -> Answer:
            answer: Answer = update(self, books, call)
            row = self._row(books, call)
            if answer.status == 400 and row is not None:
                books.records("incomes").change(row["id"], {"note": "half"})
            return answer

        return updated

    around(patch, Operations, "update", wrap)


@mutant("daftra", "status_code_conformance envelope_agrees_with_status", "create_income")
def creates_answer_201(patch: pytest.MonkeyPatch) -> None:
    """A create answers 201."""
    around(
        patch,
        operations,
        "created",
        lambda create: lambda *_, **options: replace(create(*_, **options), status=201),
    )


@mutant("daftra", "envelope_agrees_with_status", "update_income")
def success_says_failed(patch: pytest.MonkeyPatch) -> None:
    """A done update says that it failed."""
    body = {"code": 200, "result": "failed"}
    patch.setattr(operations, "done", lambda: json_answer(200, body, stored=True))


@mutant("daftra", "content_type_conformance", "get_income", ("coverage",))
def missing_records_are_pages(patch: pytest.MonkeyPatch) -> None:
    """A missing record is answered with a web page."""

    def wrap(fail: Wrap) -> Wrap:
        def failing(status: int, *rest: Any) -> Any:
            return html_answer(404, "Not Found") if status == 404 else fail(status, *rest)

        return failing

    around(patch, operations, "failed", wrap)


@mutant("daftra", "allow_header_conformance", "get_site_info", ("coverage",))
def allow_lies(patch: pytest.MonkeyPatch) -> None:
    """The Allow header names a method that is refused."""
    patch.setattr(Resource, "allow", property(lambda _: "PATCH"))


@mutant("daftra", "negative_data_rejection", "create_income", ("coverage",))
def any_date_will_do(patch: pytest.MonkeyPatch) -> None:
    """A date that is none is accepted."""
    patch.setattr(accept, "is_date", lambda _: True)


@mutant("daftra", "positive_data_acceptance", "create_income")
def only_latin_is_taken(patch: pytest.MonkeyPatch) -> None:
    """Text beyond ASCII is refused."""

    def wrap(read: Wrap) -> Wrap:
        def ascii_only(column: Any, sent: Any) -> Any:
            if isinstance(sent, str) and not sent.isascii():
                raise accept.RefusedError("must be plain text")
            return read(column, sent)

        return ascii_only

    around(patch, accept, "_text", wrap)


@mutant("daftra", "no_secret_is_echoed", "get_income", dialect="observed")
def keys_are_echoed(patch: pytest.MonkeyPatch) -> None:
    """A header of an answer repeats the API key."""

    def wrap(get: Wrap) -> Wrap:
        def echoing(self: Any, books: Any, call: Call) -> Answer:
            answer: Answer = get(self, books, call)
            return replace(answer, headers={"x-key": call.headers["apikey"]})

        return echoing

    around(patch, Operations, "get", wrap)
