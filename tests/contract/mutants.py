"""Deliberate faults for the sandbox, each with the checks that must notice it.

A fault is a function that patches the sandbox through a monkeypatch and is undone with it: no
shipped code knows of any. Each is looked for where it can show, so that a run takes a second.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pytest
from ledgerspan.sandbox.daftra import accept
from ledgerspan.sandbox.daftra import api as daftra
from ledgerspan.sandbox.daftra.access import Keyring
from ledgerspan.sandbox.daftra.incomes import Incomes as DaftraIncomes
from ledgerspan.sandbox.exchange import Answer, Call, html_answer, json_answer
from ledgerspan.sandbox.nuvio import api as nuvio
from ledgerspan.sandbox.nuvio import batch
from ledgerspan.sandbox.nuvio.access import UnknownTokenError
from ledgerspan.sandbox.nuvio.incomes import Incomes as NuvioIncomes
from ledgerspan.sandbox.service import Resource
from tooling.fuzz_settings import Phase
from tooling.fuzz_target import Api, Dialect

Break = Callable[[pytest.MonkeyPatch], None]
Wrap = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A fault, where to look for it, and the checks that must fail."""

    sentence: str
    api: Api
    killers: frozenset[str]
    operations: tuple[str, ...]
    phases: tuple[Phase, ...]
    break_it: Break
    dialect: Dialect = "documented"


MUTANTS: list[Mutant] = []


def mutant(
    api: Api,
    killers: str,
    operations: str,
    phases: tuple[Phase, ...] = ("examples", "fuzzing"),
    dialect: Dialect = "documented",
) -> Callable[[Break], Break]:
    """List a fault under the first line of its docstring."""

    def listed(break_it: Break) -> Break:
        sentence = (break_it.__doc__ or "").strip().removesuffix(".")
        names = frozenset(killers.split())
        MUTANTS.append(
            Mutant(sentence, api, names, tuple(operations.split()), phases, break_it, dialect)
        )
        return break_it

    return listed


def around(patch: pytest.MonkeyPatch, owner: Any, name: str, wrap: Callable[[Wrap], Wrap]) -> None:
    """Put `wrap` around what `owner` calls `name`."""
    patch.setattr(owner, name, wrap(getattr(owner, name)))


@mutant("daftra", "response_schema_conformance", "get_income")
def amounts_are_text(patch: pytest.MonkeyPatch) -> None:
    """A field has the wrong type."""
    around(
        patch,
        daftra,
        "documented_income",
        lambda write: lambda row: {**write(row), "amount": str(row["amount"])},
    )


@mutant("daftra", "response_schema_conformance", "get_income", dialect="observed")
def a_member_is_new(patch: pytest.MonkeyPatch) -> None:
    """An answer has a member that the spec does not know."""
    around(
        patch,
        daftra,
        "observed_income",
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

    around(patch, daftra, "pagination", wrap)


@mutant("daftra", "pages_add_up", "list_incomes")
def the_limit_is_ignored(patch: pytest.MonkeyPatch) -> None:
    """A list ignores its limit."""
    around(
        patch,
        DaftraIncomes,
        "page",
        lambda page: lambda self, _limit, offset: page(self, 20, offset),
    )


@mutant("daftra", "pages_add_up", "list_incomes")
def pages_overlap(patch: pytest.MonkeyPatch) -> None:
    """A page repeats the last row of the page before."""
    around(
        patch,
        DaftraIncomes,
        "page",
        lambda page: lambda self, limit, offset: page(self, limit, max(0, offset - 1)),
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

    around(patch, daftra, "asked_page", wrap)


@mutant("daftra", "ignored_auth", "get_site_info")
def any_key_opens(patch: pytest.MonkeyPatch) -> None:
    """Daftra does not check credentials."""

    def wrap(identify: Wrap) -> Wrap:
        def identified(self: Any, headers: Any) -> Any:
            try:
                return identify(self, headers)
            except (daftra.BadCredentialsError, daftra.NoCredentialsError):
                return self._companies[0]

        return identified

    around(patch, Keyring, "identify", wrap)


@mutant("nuvio", "ignored_auth", "list_incomes")
def any_token_opens(patch: pytest.MonkeyPatch) -> None:
    """Nuvio does not check tokens."""

    def wrap(authorise: Wrap) -> Wrap:
        def authorised(headers: Any, companies: Any, scope: Any) -> Any:
            try:
                return authorise(headers, companies, scope)
            except UnknownTokenError:
                return companies[0]

        return authorised

    around(patch, nuvio, "authorise", wrap)


@mutant("daftra", "companies_are_isolated", "create_income")
def records_leak(patch: pytest.MonkeyPatch) -> None:
    """A record is found whatever company asks for it."""

    def get(self: Any, number: int) -> Any:
        query = "SELECT * FROM daftra_incomes WHERE id = ?"
        return self._connection.execute(query, (number,)).fetchone()

    patch.setattr(DaftraIncomes, "get", get)


@mutant("nuvio", "companies_are_isolated", "list_incomes")
def lists_leak(patch: pytest.MonkeyPatch) -> None:
    """A list holds the records of both companies."""

    def wrap(matching: Wrap) -> Wrap:
        def leaking(self: Any, filters: Any) -> Any:
            found = matching(self, filters)
            return [*found, *matching(NuvioIncomes(self._connection, 1), filters)]

        return leaking

    around(patch, NuvioIncomes, "matching", wrap)


@mutant("daftra", "written_is_read", "create_income update_income")
def updates_are_forgotten(patch: pytest.MonkeyPatch) -> None:
    """An update is not stored."""
    patch.setattr(DaftraIncomes, "change", lambda *_: None)


@mutant("daftra", "written_is_read", "create_income")
def amounts_are_rounded(patch: pytest.MonkeyPatch) -> None:
    """An amount is rounded to two decimals when it is stored."""

    def wrap(store: Wrap) -> Wrap:
        def rounded(sent: Any) -> str:
            return str(round(Decimal(store(sent)), 2))

        return rounded

    around(patch, accept, "_amount", wrap)


@mutant("nuvio", "written_is_read", "create_income")
def references_are_dropped(patch: pytest.MonkeyPatch) -> None:
    """A create forgets its tags."""
    around(
        patch,
        nuvio,
        "read_income",
        lambda read: lambda *body: replace(read(*body), tags=()),
    )


@mutant(
    "daftra",
    "deleted_is_gone use_after_free",
    "create_income delete_income get_income",
    ("stateful",),
)
def deletes_are_forgotten(patch: pytest.MonkeyPatch) -> None:
    """A delete deletes nothing."""
    patch.setattr(DaftraIncomes, "remove", lambda *_: None)


@mutant("daftra", "refused_changes_nothing", "update_income", ("coverage",))
def refusals_are_half_done(patch: pytest.MonkeyPatch) -> None:
    """A refused update is stored in part."""

    def wrap(update: Wrap) -> Wrap:
        def updated(self: Any, company: Any, call: Call) -> Answer:
            answer: Answer = update(self, company, call)
            row = self._row(company, call)
            if answer.status == 400 and row is not None:
                self._incomes(company).change(row["id"], {"note": "half"})
            return answer

        return updated

    around(patch, daftra.DaftraService, "_update", wrap)


@mutant("daftra", "status_code_conformance envelope_agrees_with_status", "create_income")
def creates_answer_201(patch: pytest.MonkeyPatch) -> None:
    """A create answers 201."""
    around(
        patch,
        daftra,
        "created",
        lambda create: lambda *_, **options: replace(create(*_, **options), status=201),
    )


@mutant("daftra", "envelope_agrees_with_status", "update_income")
def success_says_failed(patch: pytest.MonkeyPatch) -> None:
    """A done update says that it failed."""
    body = {"code": 200, "result": "failed"}
    patch.setattr(daftra, "done", lambda: json_answer(200, body, stored=True))


@mutant("daftra", "content_type_conformance", "get_income", ("coverage",))
def missing_records_are_pages(patch: pytest.MonkeyPatch) -> None:
    """A missing record is answered with a web page."""

    def wrap(fail: Wrap) -> Wrap:
        def failing(status: int, *rest: Any) -> Any:
            return html_answer(404, "Not Found") if status == 404 else fail(status, *rest)

        return failing

    around(patch, daftra, "failed", wrap)


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


@mutant("nuvio", "filters_are_honoured", "list_incomes", ("examples", "coverage"))
def end_dates_are_ignored(patch: pytest.MonkeyPatch) -> None:
    """A list ignores the end of its period."""
    around(
        patch,
        NuvioIncomes,
        "matching",
        lambda match: lambda self, filters: match(self, replace(filters, end_date=None)),
    )


@mutant("nuvio", "money_adds_up", "list_incomes")
def taxes_are_not_added(patch: pytest.MonkeyPatch) -> None:
    """The total of an income is without its taxes."""

    def wrap(sum_up: Wrap) -> Wrap:
        def untaxed(*parts: Any) -> Any:
            totals = sum_up(*parts)
            return replace(totals, total=totals.sub_total)

        return untaxed

    around(patch, batch, "income_totals", wrap)


@mutant("daftra", "no_secret_is_echoed", "get_income", dialect="observed")
def keys_are_echoed(patch: pytest.MonkeyPatch) -> None:
    """A header of an answer repeats the API key."""

    def wrap(get: Wrap) -> Wrap:
        def echoing(self: Any, company: Any, call: Call) -> Answer:
            answer: Answer = get(self, company, call)
            return replace(answer, headers={"x-key": call.headers["apikey"]})

        return echoing

    around(patch, daftra.DaftraService, "_get", wrap)


def break_nothing(patch: pytest.MonkeyPatch) -> None:
    """Wrap what the mutants wrap, and change nothing: the control that must survive."""

    def same(function: Wrap) -> Wrap:
        def unchanged(*positional: Any, **named: Any) -> Any:
            return function(*positional, **named)

        return unchanged

    for owner, names in (
        (daftra, ("documented_income", "observed_income", "pagination", "asked_page")),
        (daftra, ("created", "done", "failed")),
        (daftra.DaftraService, ("_get", "_update")),
        (accept, ("_amount", "_text", "is_date")),
        (DaftraIncomes, ("page", "get", "change", "remove")),
        (Keyring, ("identify",)),
        (nuvio, ("authorise", "read_income")),
        (NuvioIncomes, ("matching",)),
        (batch, ("income_totals",)),
    ):
        for name in names:
            around(patch, owner, name, same)
