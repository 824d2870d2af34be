"""What a check of ours is: a law that is asked of every exchange, registered by its own name."""

from collections.abc import Callable, Iterator
from typing import Any

import schemathesis
from schemathesis import Case, CheckContext, Response

from tooling.fuzz_exchange import Exchange, Finding
from tooling.fuzz_place import Aim, Place, Verb
from tooling.fuzz_subject import Subject, subject_of

Law = Callable[[Exchange, Subject], Iterator[Finding]]

NAMES: list[str] = []
"""The names of these checks."""


def law(judge: Law) -> Law:
    """Register a law with the fuzzer under its own name."""

    def check(_context: CheckContext, response: Response, case: Case[Any]) -> None:
        subject = subject_of(case)
        if subject is None:
            return
        findings = list(judge(subject.exchange(case, response), subject))
        if findings:
            raise AssertionError("\n".join(findings))

    check.__name__ = judge.__name__
    check.__doc__ = judge.__doc__
    NAMES.append(judge.__name__)
    schemathesis.check(check)
    return judge


def done(exchange: Exchange, *verbs: Verb) -> Aim | None:
    """Give the aim of a request that succeeded, if it did one of these."""
    aim = exchange.aim
    return aim if aim is not None and exchange.succeeded and aim.verb in verbs else None


def is_no_entity(body: Any) -> bool:
    """Tell whether v2 says under status 200 that there is no such thing (observation 15)."""
    return isinstance(body, dict) and "error" in body and "id" not in body


def record_id_of(exchange: Exchange, aim: Aim) -> str | None:
    """Give the id of the record that was written, created ones included."""
    return aim.place.id_in(exchange.body) if aim.verb == "create" else aim.record_id


def shown_in(exchange: Exchange, place: Place) -> list[dict[str, Any]]:
    """Give the records in an answer; a write of Daftra shows none."""
    if isinstance(exchange.body, dict) and isinstance(exchange.body.get("data"), list):
        return place.rows_in(exchange.body)
    if place.style == "v2" and exchange.method != "GET":
        return []
    record = place.record_in(exchange.body)
    return [] if record is None else [record]
