"""Answers that say one thing in one place and another elsewhere: verdicts, headers, secrets."""

from dataclasses import replace
from typing import Any

import pytest
from ledgerspan.sandbox.application import Pipeline
from ledgerspan.sandbox.service import Resource

from tests.contract.mutants.mutant import Wrap, answering, around, mutant, saying, with_header


@mutant(
    "daftra",
    "site info",
    "header wrong",
    "allow_header_conformance",
    "get_site_info",
    phases=("coverage",),
)
def allow_lies(patch: pytest.MonkeyPatch) -> None:
    """The Allow header names a method that is refused."""
    patch.setattr(Resource, "allow", property(lambda _: "PATCH"))


@mutant(
    "nuvio",
    "projects",
    "header missing",
    "unsupported_method",
    "list_projects create_project",
    phases=("coverage",),
)
def allow_is_missing(patch: pytest.MonkeyPatch) -> None:
    """A method that is not allowed is refused without an Allow header."""

    def wrap(operate: Wrap) -> Wrap:
        def operated(self: Any, call: Any) -> Any:
            answer = operate(self, call)
            return replace(answer, headers={}) if answer.status == 405 else answer

        return operated

    around(patch, Pipeline, "_operate", wrap)


@mutant(
    "daftra",
    "taxes",
    "header missing",
    "weather_arrives",
    "list_taxes",
    phases=("examples",),
    weather=True,
)
def nobody_says_how_long_to_wait(patch: pytest.MonkeyPatch) -> None:
    """A service that is asked too often does not say how long to wait."""

    def wrap(fail: Wrap) -> Wrap:
        def failed(self: Any, fault: Any) -> Any:
            return fail(self, replace(fault, retry_after=None))

        return failed

    around(patch, Pipeline, "_status", wrap)


@mutant(
    "nuvio",
    "product services",
    "undocumented status",
    "unsupported_method",
    "list_product_services create_product_service",
    phases=("coverage",),
)
def unknown_methods_are_not_found(patch: pytest.MonkeyPatch) -> None:
    """A method that is not allowed is answered 404."""

    def wrap(operate: Wrap) -> Wrap:
        def operated(self: Any, call: Any) -> Any:
            answer = operate(self, call)
            return replace(answer, status=404) if answer.status == 405 else answer

        return operated

    around(patch, Pipeline, "_operate", wrap)


@mutant(
    "daftra",
    "clients",
    "verdict wrong",
    "envelope_agrees_with_status",
    "create_client update_client",
    phases=("stateful",),
)
def success_says_failed(patch: pytest.MonkeyPatch) -> None:
    """A done update says that it failed."""
    answering(
        patch,
        "PUT",
        "/daftra/api2/clients/{id}",
        saying(lambda body: {**body, "result": "failed"}),
    )


@mutant(
    "nuvio",
    "accounts",
    "verdict wrong",
    "envelope_agrees_with_status",
    "get_account",
    phases=("coverage",),
)
def failures_say_success(patch: pytest.MonkeyPatch) -> None:
    """A refusal of Nuvio says that it succeeded."""
    answering(
        patch,
        "GET",
        "/nuvio/v1/accounts/{id}",
        saying(lambda body: {**body, "success": True}, when=404),
    )


@mutant(
    "daftra",
    "expenses",
    "verdict wrong",
    "envelope_agrees_with_status",
    "list_expenses",
)
def the_code_is_another(patch: pytest.MonkeyPatch) -> None:
    """The code of a body is not the status."""
    answering(
        patch,
        "GET",
        "/daftra/api2/expenses",
        saying(lambda body: {**body, "code": 202}),
    )


@mutant(
    "daftra",
    "invoices",
    "secret echoed",
    "no_secret_is_echoed",
    "list_invoices",
    dialect="observed",
)
def keys_are_echoed(patch: pytest.MonkeyPatch) -> None:
    """A header of an answer repeats the API key."""
    answering(
        patch,
        "GET",
        "/daftra/api2/invoices",
        with_header(lambda call, _: {"x-key": call.headers.get("apikey", "")}),
    )


@mutant("nuvio", "projects", "secret echoed", "no_secret_is_echoed", "list_projects")
def tokens_are_echoed(patch: pytest.MonkeyPatch) -> None:
    """A body repeats the token."""
    answering(
        patch,
        "GET",
        "/nuvio/v1/projects",
        lambda call, answer: replace(
            answer, body=answer.body + call.headers.get("authorization", "").encode()
        ),
    )
