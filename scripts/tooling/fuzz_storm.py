"""Send operations through their weathers, and judge the answers like those of any other phase.

operation ── one good request under each weather ──> stock checks, envelope, no secret
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import schemathesis
from ledgerspan.sandbox.faults import FaultPlan
from schemathesis import Case, Response
from schemathesis.core.failures import FailureGroup

from tooling.fuzz_again import curl_of
from tooling.fuzz_checks import envelope_agrees_with_status, no_secret_is_echoed
from tooling.fuzz_exchange import Exchange
from tooling.fuzz_place import Place, aim_of
from tooling.fuzz_subject import Subject
from tooling.fuzz_weather import Weather, weathers
from tooling.openapi import Node, Operation, operations, resolved

ARRIVES = "weather_arrives"
"""The check that the answer has the status which the weather brings."""
_STOCK: tuple[Callable[..., Any], ...] = (
    schemathesis.checks.status_code_conformance,
    schemathesis.checks.content_type_conformance,
    schemathesis.checks.response_headers_conformance,
    schemathesis.checks.response_schema_conformance,
)
_FIRST_IDS = range(1, 6)
"""Records of a kind that no list tells."""
_NAMELESS = "store"
"""An entity that every account has, and no path of the spec names."""
_NAMED_IDS = {
    "transactionId": Place("nuvio", "transactions"),
    "booking_id": Place("v2", "booking"),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer, with what the checks say of it: None for a check that passed."""

    weather: Weather
    case: Case[Any]
    response: Response
    verdicts: Mapping[str, str | None]
    curl: str


def storm(subject: Subject, faults: FaultPlan, schema: Any, document: Node) -> Iterator[Judged]:
    """Send each operation of a document through all its weathers; `schema` is its loaded form.

    What a create made in fair weather is what the operations after it are about.
    """
    ids = {
        place: values[0]
        for (place, name), values in subject.known.values.items()
        if name == "id" and values
    }
    for operation in operations(document):
        described = schema[operation.path][operation.method.upper()]
        place = _place(operation, {})
        known = subject.known.values.get((place, "id")) if place is not None else None
        for weather in weathers(subject.target, operation, document, known or _FIRST_IDS):
            case = described.Case(**_good_request(operation, document, weather, ids))
            headers = subject.target.headers if weather.headers is None else weather.headers
            if weather.fault is not None:
                faults.add(weather.fault)
            try:
                response = case.call(headers=dict(headers))
            finally:
                faults.clear()
            if weather.statuses is None:
                ids |= _made(subject.exchange(case, response))
            yield Judged(
                weather,
                case,
                response,
                _verdicts(case, response, weather, subject),
                curl_of(case, dict(headers), subject.target),
            )


def _made(exchange: Exchange) -> dict[Place, Any]:
    aim = exchange.aim
    if aim is None or aim.verb != "create" or not exchange.succeeded:
        return {}
    record_id = aim.place.id_in(exchange.body)
    return {} if record_id is None else {aim.place: record_id}


def _good_request(
    operation: Operation, document: Node, weather: Weather, ids: Mapping[Place, Any]
) -> dict[str, Any]:
    """Give the parts of a request that should be fine, but for what the weather says."""
    parameters = operation.parameters(document)
    request: dict[str, Any] = {
        "path_parameters": _path_values(operation, document, ids),
        "query": {
            each["name"]: _example(each, document)
            for each in parameters
            if each["in"] == "query" and each.get("required")
        },
    }
    if weather.record_id is not None:
        request["path_parameters"]["id"] = weather.record_id
    content = resolved(document, operation.node.get("requestBody", {})).get("content", {})
    for media_type, media in content.items():
        examples = [resolved(document, each) for each in media.get("examples", {}).values()]
        if examples:
            request |= {"body": examples[0]["value"], "media_type": media_type}
            break
    body, named = request.get("body"), request["path_parameters"]
    if isinstance(body, dict) and "id" in body and "id" in named:
        # v2 repeats the id of the path.
        request["body"] = {**body, "id": named["id"]}
    if weather.body is not None:
        request |= {"body": weather.body, "media_type": "application/json"}
    if weather.method is not None:
        request["method"] = weather.method
    return request


def _path_values(operation: Operation, document: Node, ids: Mapping[Place, Any]) -> dict[str, Any]:
    """Name a kind that is there, and one of its records."""
    described = {
        each["name"]: each for each in operation.parameters(document) if each["in"] == "path"
    }
    values = {name: _example(each, document) for name, each in described.items()}
    if "entity" in values:
        values["entity"] = _NAMELESS
    named = {**_NAMED_IDS, "id": _place(operation, values)}
    known = {name: ids.get(place) for name, place in named.items() if place is not None}
    return {name: known.get(name) or value for name, value in values.items()}


def _place(operation: Operation, values: Mapping[str, Any]) -> Place | None:
    path = re.sub(r"\{([^}]*)}", lambda named: str(values.get(named[1], 1)), operation.path)
    aim = aim_of(path, operation.method.upper())
    return None if aim is None else aim.place


def _example(parameter: Node, document: Node) -> Any:
    for each in parameter.get("examples", {}).values():
        return resolved(document, each)["value"]
    schema = resolved(document, parameter.get("schema", {}))
    given = (parameter.get("example"), schema.get("example"), *schema.get("examples", []))
    found = next((each for each in (*given, *schema.get("enum", [])) if each is not None), None)
    return 1 if found is None else found


def _verdicts(
    case: Case[Any], response: Response, weather: Weather, subject: Subject
) -> dict[str, str | None]:
    verdicts: dict[str, str | None] = {}
    for check in _STOCK:
        try:
            case.validate_response(response, checks=[check])
        except FailureGroup as group:
            verdicts[check.__name__] = "\n".join(str(each) for each in group.exceptions)
        else:
            verdicts[check.__name__] = None
    wanted = weather.statuses
    if wanted is not None:
        came = f"{response.status_code} came, not {sorted(wanted)}"
        verdicts[ARRIVES] = None if response.status_code in wanted else came
    wait = weather.fault.retry_after if weather.fault else None
    if wait is not None and response.headers.get("retry-after") != [wait]:
        verdicts[ARRIVES] = "the header Retry-After is missing"
    exchange = subject.exchange(case, response)
    verdicts["no_secret_is_echoed"] = "\n".join(no_secret_is_echoed(exchange, subject)) or None
    if weather.fault is None or weather.fault.kind != "rejected":
        findings = envelope_agrees_with_status(exchange, subject)
        verdicts["envelope_agrees_with_status"] = "\n".join(findings) or None
    return verdicts
