"""What `--writes` may do to a live account: make records, and change and delete these alone.

    reads ──> creates, each with the mark of the run ──> updates of what was created ──> deletes

Kinds are listed, not left out: settings, sign-ins, documents that change others (payments, refunds,
stock) stay untouched whatever the spec grows. Every write is asked for leave twice, when the fuzzer
makes it and right before it goes out.
"""

import copy
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote, unquote

import schemathesis
from schemathesis import Case, HookContext, Response

from tooling.fuzz_own import Own
from tooling.fuzz_place import Aim, Verb, aim_of
from tooling.fuzz_probe import Probe
from tooling.fuzz_references import sent_references
from tooling.fuzz_settings import Budget, is_read, reads
from tooling.fuzz_subject import Subject, subject_of
from tooling.fuzz_target import Target
from tooling.openapi import Node, Operation, operations, resolved

MARKED_IN = {
    **dict.fromkeys(("incomes", "expenses"), "note"),
    **dict.fromkeys(("clients", "suppliers"), "business_name"),
    **dict.fromkeys(("products", "stores"), "name"),
    **dict.fromkeys(("invoices", "estimates", "time_tracking"), "notes"),
    "work_orders": "description",
    **dict.fromkeys(("income", "expense"), "description"),
    **dict.fromkeys(("business-entities", "product-services", "projects", "tags"), "name"),
}
"""The kinds of record that are written live, each with the text that carries the mark."""
_PAYMENTS = ("Payment", "InvoicePayment", "Deposit")
"""What makes a document one that cannot be deleted."""
_TYPED = frozenset({"invoices", "estimates"})
_LONGEST = 60
"""Shorter than any text that a schema bounds."""
_BOUND = frozenset({"invoices", "estimates", "purchase_invoices", "income", "expense"})
"""Kinds that a reference to them may change."""
_MISSING = 404


def is_sent_live(operation: Operation, target: Target) -> bool:
    """Tell whether a live run may send an operation at all."""
    if is_read(operation):
        return True
    aim = _aim_of(operation)
    if aim is None or aim.place.name not in MARKED_IN:
        return False
    return target.writes and aim.verb in ("create", "update")


def is_due(operation: Operation, target: Target) -> bool:
    """Tell whether a run must have called what it may: a live update needs a record of its own."""
    return not target.live or is_read(operation) or _does(operation, "create")


def live_parts(
    subject: Subject, budget: Budget, whole: Node, turn: Sequence[Operation]
) -> Iterator[tuple[Budget, Node, list[Operation]]]:
    """Cut a turn: all reads; then creates, then updates of what these made, as the spec allows.

    Stateful scenarios of a live account only read, since one that writes may begin anywhere.
    """
    careful = replace(budget, phases=("examples", "coverage", "fuzzing"), positive=True)
    shown = with_marked_examples(whole, subject.own.mark)
    if reading := [each for each in turn if is_read(each)]:
        yield budget, whole, reading
    if creates := [each for each in turn if not is_read(each) and _does(each, "create")]:
        yield careful, shown, creates
    # Examples come past the hooks, and those of single members carry no mark.
    plain = replace(careful, phases=("coverage", "fuzzing"))
    if updates := [each for each in turn if _does(each, "update") and _has_own(each, subject)]:
        yield plain, about_own(shown, subject.own), updates


def refusal(method: str, path: str, body: Any, own: Own) -> str | None:
    """Say why a request must not go to a live account; None when it may."""
    if reads(method, path):
        return None
    aim = aim_of(path, method)
    if aim is None or aim.place.name not in MARKED_IN:
        return "it writes what no run may write"
    if aim.verb != "create" and (aim.place, aim.record_id) not in own.records:
        return "the record is not of this run"
    api = "nuvio" if aim.place.style == "nuvio" else "daftra"
    for (place, _), value in sent_references(api, aim.place, body):
        if place.name in _BOUND and (place, value) not in own.records:
            return "it refers to a document that is not of this run"
    if aim.verb == "delete":
        return None
    sent = aim.place.sent_in(body)
    if aim.place.name in _TYPED and sent.get("type") is not None:
        return "a document of another type is deleted nowhere"
    carries = str(sent.get(MARKED_IN[aim.place.name], "")).startswith(own.mark)
    return None if carries else "it does not carry the mark of the run"


def marked(body: Any, aim: Aim, mark: str) -> Any:
    """Write the mark into a body, and drop what could not be deleted again.

    What cannot carry a mark stays as it is.
    """
    if not isinstance(body, dict) or aim.place.name not in MARKED_IN:
        return body
    name, shown = MARKED_IN[aim.place.name], copy.deepcopy(body)
    record = shown.get(aim.place.wrapper) if aim.place.style == "v1" else shown
    for payment in _PAYMENTS:
        shown.pop(payment, None)
    if isinstance(record, dict):
        given = record.get(name)
        text = given.removeprefix(mark).lstrip() if isinstance(given, str) else ""
        record[name] = f"{mark} {text}".rstrip()[:_LONGEST]
        if aim.place.name in _TYPED:
            record.pop("type", None)
    return shown


def guard(schema: Any, own: Own) -> None:
    """Mark what a schema's cases write, and drop those that may not go out."""

    def map_case(_context: HookContext, case: Case[Any]) -> Case[Any]:
        aim = _aim(case)
        if aim is not None and aim.verb in ("create", "update"):
            case.body = marked(case.body, aim, own.mark)
        return case

    def filter_case(context: HookContext, case: Case[Any]) -> bool:
        # Filters come before maps, in whatever order they are given.
        return _refused(map_case(context, case), own) is None

    schema.hook("map_case")(map_case)
    schema.hook("filter_case")(filter_case)


@schemathesis.hook("before_call")
def stop_foreign_write(_context: HookContext, case: Case[Any], _options: dict[str, Any]) -> None:
    """Stop a write on its way to a live account that is not about this run's own records."""
    subject = subject_of(case)
    if subject is None or not subject.target.live:
        return
    if (reason := _refused(case, subject.own)) is not None:
        raise PermissionError(f"{case.method} {case.path}: {reason}")


@schemathesis.hook("after_call")
def remember(_context: HookContext, case: Case[Any], response: Response) -> None:
    """Remember what a live run made, before anything else can go wrong."""
    subject = subject_of(case)
    if subject is None or not subject.target.live:
        return
    exchange = subject.exchange(case, response)
    if exchange.aim is not None and exchange.aim.verb == "create" and exchange.succeeded:
        record_id = exchange.aim.place.id_in(exchange.body)
        if record_id is not None:
            subject.own.records[exchange.aim.place, record_id] = None


def with_marked_examples(document: Node, mark: str) -> Node:
    """Give a document whose examples carry the mark: the engine sends them as they are."""
    shown = copy.deepcopy(document)
    for operation in operations(shown):
        aim = _aim_of(operation)
        body = resolved(shown, operation.node.get("requestBody", {}))
        media = body.get("content", {}).get("application/json", {})
        if aim is not None and "examples" in media:
            media["examples"] = {
                name: {"value": marked(resolved(shown, each)["value"], aim, mark)}
                for name, each in media["examples"].items()
            }
    return shown


def about_own(document: Node, own: Own) -> Node:
    """Give a document whose updates know no other ids than those of this run's records."""
    shown = copy.deepcopy(document)
    for operation in operations(shown):
        aim = _aim_of(operation)
        if aim is None or aim.verb != "update" or not own.ids(aim.place):
            continue
        texts = own.ids(aim.place)
        ids = texts if aim.place.style == "nuvio" else [int(each) for each in texts]
        given = [copy.deepcopy(each) for each in operation.parameters(shown)]
        operation.node["parameters"] = [
            {**each, "schema": {"enum": ids}, "examples": {"own": {"value": ids[0]}}}
            if (each["in"], each["name"]) == ("path", "id")
            else each
            for each in given
        ]
    return shown


def clean_up(own: Own, probe: Probe) -> Iterator[str]:
    """Delete this run's records, the last first; name those that stay."""
    for place, record_id in reversed(list(own.records)):
        path = place.written(quote(record_id, safe=""))
        if not place.deletes:
            yield f"{path}: there is no delete"
            continue
        reply = probe.send("DELETE", path)
        if not reply.succeeded or probe.send("GET", path).status != _MISSING:
            yield f"{path}: DELETE answered {reply.status}"


def _refused(case: Case[Any], own: Own) -> str | None:
    return refusal(case.method, unquote(case.formatted_path), case.body, own)


def _has_own(operation: Operation, subject: Subject) -> bool:
    aim = _aim_of(operation)
    return aim is not None and bool(subject.own.ids(aim.place))


def _does(operation: Operation, verb: Verb) -> bool:
    aim = _aim_of(operation)
    return aim is not None and aim.verb == verb


def _aim_of(operation: Operation) -> Aim | None:
    return aim_of(operation.path.replace("{id}", "1"), operation.method.upper())


def _aim(case: Case[Any]) -> Aim | None:
    return aim_of(unquote(case.formatted_path), case.method)
