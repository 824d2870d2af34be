"""Hold answers, and what was sent for them, against the strict view of Daftra's bundle."""

import re
from functools import cache
from typing import Any

import httpx
from ledgerspan.sandbox.exchange import Dialect
from tooling.bundle import bundle
from tooling.openapi import Operation, operations
from tooling.spec_rules_examples import schema_errors
from tooling.spec_views import view


@cache
def strict(dialect: Dialect) -> Any:
    """Give the document of a dialect, with closed objects, and its operations by id."""
    document = view(bundle("daftra"), f"fuzz-{dialect}")
    return document, {each.id: each for each in operations(document)}


@cache
def operation_at(method: str, path: str) -> str:
    """Name the operation of an address; of several templates the most literal one."""
    fitting = [
        each
        for each in strict("documented")[1].values()
        if each.method == method.lower() and _pattern(each.path).fullmatch(path)
    ]
    return str(max(fitting, key=lambda each: len(re.sub(r"{[^}]*}", "", each.path))).id)


def misfits(dialect: Dialect, operation: str, answer: httpx.Response) -> list[str]:
    """Say what an answer has that the operation does not describe."""
    document, by_id = strict(dialect)
    response = by_id[operation].node["responses"][str(answer.status_code)]
    if "$ref" in response:
        response = document["components"]["responses"][response["$ref"].rpartition("/")[2]]
    schema = response["content"]["application/json"]["schema"]
    errors: list[str] = schema_errors(document, schema, answer.json())
    return errors


def body_misfits(dialect: Dialect, operation: str, body: Any) -> list[str]:
    """Say what a body has that the operation does not take."""
    document, by_id = strict(dialect)
    schema = by_id[operation].node["requestBody"]["content"]["application/json"]["schema"]
    errors: list[str] = schema_errors(document, schema, body)
    return errors


def operations_below(*places: str) -> list[Operation]:
    """Give every operation whose path starts with one of `places`."""
    return [each for each in strict("documented")[1].values() if each.path.startswith(places)]


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"({[^}]*})", template)
    return re.compile(
        "".join("[^/]+" if part.startswith("{") else re.escape(part) for part in parts)
    )
