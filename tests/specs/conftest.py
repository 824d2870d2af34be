"""A small clean document to damage, and the two real ones."""

from typing import Any

import pytest
from tooling.bundle import APIS, bundle
from tooling.lint_specs import lint_document


@pytest.fixture
def document() -> dict[str, Any]:
    """Return a document with one resource that breaks no rule."""
    note = {
        "type": "object",
        "x-provenance": "seed",
        "required": ["id"],
        "properties": {
            "id": {"$ref": "#/components/schemas/LaxInteger"},
            "text": {"type": ["string", "null"], "minLength": 1, "maxLength": 9},
        },
    }
    lax = {
        "x-lax": "integer",
        "x-provenance": "observed",
        "anyOf": [
            {"type": "integer"},
            {"type": "string", "pattern": "^[0-9]*$", "x-dialect": "observed"},
            {"type": "null"},
        ],
    }
    note_input = {
        "type": "object",
        "x-provenance": "seed",
        "properties": {"text": {"type": "string"}},
        "not": {"required": ["id"]},
    }
    error = {
        "type": "object",
        "x-provenance": "published",
        "x-always-sent": ["message"],
        "properties": {"message": {"type": ["string", "null"]}},
    }
    answer = {
        "description": "The note.",
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/Note"},
                "examples": {"stored": {"value": {"id": 1, "text": "milk"}}},
            },
        },
    }
    refusal = {
        "description": "Not signed in.",
        "x-provenance": "published",
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/NoteError"}},
            "text/html": {"x-dialect": "observed", "schema": {"type": "string"}},
        },
    }
    create = {
        "operationId": "create_note",
        "tags": ["notes"],
        "x-provenance": "seed",
        "requestBody": {
            "content": {
                "application/json": {
                    "schema": {"$ref": "#/components/schemas/NoteInput"},
                    "examples": {"arabic": {"value": {"text": "حليب"}}},
                },
                "multipart/form-data": {"schema": {"$ref": "#/components/schemas/NoteInput"}},
            },
        },
        "responses": {
            "200": {
                **answer,
                "links": {
                    "read": {
                        "operationId": "get_note",
                        "parameters": {"id": "$response.body#/id"},
                    },
                },
            },
            "401": {"$ref": "#/components/responses/Unauthorized"},
        },
    }
    get = {
        "operationId": "get_note",
        "tags": ["notes"],
        "x-provenance": "seed",
        "responses": {"200": answer, "401": {"$ref": "#/components/responses/Unauthorized"}},
    }
    key = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Notes", "version": "1"},
        "security": [{"Key": []}],
        "tags": [{"name": "notes"}],
        "paths": {"/notes": {"post": create}, "/notes/{id}": {"parameters": [key], "get": get}},
        "components": {
            "schemas": {
                "Note": note,
                "LaxInteger": lax,
                "NoteInput": note_input,
                "NoteError": error,
            },
            "responses": {"Unauthorized": refusal},
            "securitySchemes": {"Key": {"type": "apiKey", "in": "header", "name": "key"}},
        },
    }


@pytest.fixture(scope="session")
def bundles() -> dict[str, dict[str, Any]]:
    """Return the published document of each API by its name."""
    return {api: bundle(api) for api in APIS}


@pytest.fixture(params=APIS)
def published(request: pytest.FixtureRequest, bundles: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the published document of each API in turn."""
    return bundles[request.param]


@pytest.fixture
def broken_rules() -> Any:
    """Return the function from a document to the names of the rules it breaks."""
    return lambda document: {finding.rule for finding in lint_document(document, "notes")}
