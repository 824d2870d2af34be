"""Lint the specs: rules as code, each with its reason.

    YAML files ──> rules about text ──┐
    bundle ──────> rules about specs ─┼─> file-or-api: pointer: rule: message
    bundle ──────> OpenAPI 3.1 itself ┤
    bundle ──────> Redocly, Spectral ─┘  with --full, where there is Node

Run as `scripts/lint-specs`; `--rules` prints every rule of ours with its reason.
"""

import argparse
import inspect
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from openapi_spec_validator import OpenAPIV31SpecValidator

from tooling import spec_rules_examples as about_examples
from tooling import spec_rules_links as about_links
from tooling import spec_rules_names as about_names
from tooling import spec_rules_operations as about_operations
from tooling import spec_rules_schemas as about_schemas
from tooling import spec_rules_text as about_text
from tooling.bundle import APIS, SPECS, bundle
from tooling.finding import Finding
from tooling.lint_tools import ignored, remaining, tool_findings
from tooling.node_tools import NodeMissingError
from tooling.openapi import pointer_to
from tooling.spec_files import BundleError
from tooling.strict_yaml import StrictYamlError, compose, load

DOCUMENT_RULES: tuple[Callable[[dict[str, Any]], Iterator[tuple[str, str]]], ...] = (
    about_names.operation_ids_are_unique,
    about_names.operation_ids_are_snake_case,
    about_names.class_names_are_free,
    about_names.class_names_are_unique,
    about_names.components_have_no_title,
    about_names.property_names_are_free,
    about_names.parameter_names_are_free,
    about_schemas.components_are_used,
    about_schemas.objects_and_enums_are_named,
    about_schemas.answers_take_null,
    about_schemas.answers_are_open,
    about_schemas.bounds_are_ordered,
    about_schemas.provenance_is_stated,
    about_operations.operations_have_one_tag,
    about_operations.operations_can_succeed,
    about_operations.guarded_operations_answer_401,
    about_operations.request_bodies_start_with_json,
    about_operations.parameters_have_no_default,
    about_links.link_targets_exist,
    about_links.link_expressions_resolve,
    about_examples.examples_are_valid,
    about_examples.examples_hold_all_that_is_sent,
    about_examples.request_schemas_have_a_unicode_example,
)
TEXT_RULES = (
    about_text.ambiguous_scalars_are_quoted,
    about_text.status_codes_are_quoted,
    about_text.literal_strings_are_quoted,
)


def lint_document(document: dict[str, Any], source: str) -> Iterator[Finding]:
    """Yield what breaks a rule in a bundled document."""
    broken = [
        Finding(source, place, "references_resolve", message)
        for place, message in about_schemas.references_resolve(document)
    ]
    if broken:  # the other rules follow references
        yield from broken
        return
    for rule in DOCUMENT_RULES:
        for place, message in rule(document):
            yield Finding(source, place, rule.__name__, message)
    for error in OpenAPIV31SpecValidator(document).iter_errors():
        pointer = pointer_to(*map(str, error.absolute_path))
        yield Finding(source, pointer, "openapi_3_1", error.message)


def lint_text(text: str, source: str) -> Iterator[Finding]:
    """Yield what breaks a rule in the text of a YAML file."""
    tree = compose(text)
    if tree is not None:
        for rule in TEXT_RULES:
            for line, message in rule(tree):
                yield Finding(source, f"line {line}", rule.__name__, message)
    try:
        load(text, source)
    except StrictYamlError as error:
        yield Finding(source, "/", "strict_yaml", str(error))


def lint_api(api: str, specs: Path = SPECS) -> Iterator[Finding]:
    """Yield what breaks a rule in the files and the bundle of an API."""
    readable = True
    for file in sorted((specs / api).rglob("*.yaml")):
        name = file.relative_to(specs).as_posix()
        for finding in lint_text(file.read_text(encoding="utf-8"), name):
            readable = readable and finding.rule != "strict_yaml"
            yield finding
    if readable:
        try:
            document = bundle(api, specs)
        except BundleError as error:
            yield Finding(api, "/", "bundle", str(error))
        else:
            yield from lint_document(document, api)


def lint_in_full() -> list[str]:
    """Return what Redocly and Spectral find in the committed bundles, ignored findings left out."""
    findings = [
        finding for api in APIS for finding in tool_findings(api, SPECS / "dist" / f"{api}.json")
    ]
    return remaining(findings, ignored())


def main(argv: Sequence[str] | None = None) -> int:
    """Print every finding; return 1 when there is one."""
    parser = argparse.ArgumentParser(
        prog="scripts/lint-specs", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--rules", action="store_true", help="print the rules with their reasons")
    parser.add_argument(
        "--full", action="store_true", help="run Redocly and Spectral too (needs Node)"
    )
    options = parser.parse_args(argv)
    if options.rules:
        for rule in (about_schemas.references_resolve, *DOCUMENT_RULES, *TEXT_RULES):
            print(f"{rule.__name__}: {inspect.getdoc(rule)}")
        return 0
    findings = [str(finding) for api in APIS for finding in lint_api(api)]
    if options.full:
        try:
            findings += lint_in_full()
        except NodeMissingError as fault:
            print(
                f"\n*** SKIPPED: Redocly and Spectral did not run: {fault} ***\n", file=sys.stderr
            )
            if os.environ.get("CI"):
                return 1
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
