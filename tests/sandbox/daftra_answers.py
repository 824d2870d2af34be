"""Judge answers of Daftra by the strict view of the bundle, operation by operation."""

import json
from functools import cache
from typing import Any

import httpx
from ledgerspan.sandbox import Sandbox
from tooling.bundle import bundle
from tooling.openapi import operations
from tooling.spec_rules_examples import schema_errors
from tooling.spec_views import view


@cache
def strict(dialect: str) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    document = view(bundle("daftra"), f"fuzz-{dialect}")
    return document, {each.id: each.node for each in operations(document)}


def misfits(box: Sandbox, operation: str, answer: httpx.Response) -> list[str]:
    """Give what the described answer of `operation` with this status does not allow."""
    document, by_id = strict("documented" if "'documented'" in repr(box) else "observed")
    response = by_id[operation]["responses"][str(answer.status_code)]
    if "$ref" in response:
        response = document["components"]["responses"][response["$ref"].rpartition("/")[2]]
    schema = response["content"]["application/json"]["schema"]
    errors: list[str] = schema_errors(document, schema, json.loads(answer.content))
    return errors
