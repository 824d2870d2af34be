"""What a demanding run must have done: every operation, every link, every query parameter."""

from collections.abc import Iterator, Mapping, Sequence

from tooling.fuzz_effects import ineffective
from tooling.fuzz_operations import aim_verb, label_of
from tooling.fuzz_outcome import LEADS, MATTERS, SUCCEEDS, Found, Outcome
from tooling.fuzz_settings import Budget
from tooling.fuzz_subject import Subject
from tooling.openapi import Node, Operation


def demand(
    subject: Subject,
    document: Node,
    outcome: Outcome,
    budget: Budget,
    chosen: Sequence[Operation],
) -> None:
    """Fail a run whose requests were all refused or had no effect, or whose links led nowhere."""
    labels = {operation.id: label_of(operation) for operation in chosen}
    base = subject.target.url
    for operation in chosen:
        label = label_of(operation)
        addresses = [each.removeprefix(base) for each in outcome.succeeded[label]]
        if not addresses:
            outcome.add(Found(label, SUCCEEDS, "the operation was never done", ""))
        if aim_verb(operation) == "list" and operation.method == "get" and addresses:
            named = [e["name"] for e in operation.parameters(document) if e["in"] == "query"]
            for name in ineffective(subject.probe, named, addresses):
                message = f"{name} never changed what was listed"
                outcome.add(Found(f"{label} ?{name}", MATTERS, message, ""))
        for name, whole in _links_between(operation, labels):
            if "stateful" in budget.phases and whole not in outcome.led:
                message = f"the link {name} never led to anything"
                outcome.add(Found(f"{label} -> {name}", LEADS, message, ""))


def _links_between(operation: Operation, labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield name and whole name, as the engine spells it, of links to what is called too."""
    for status, response in operation.node["responses"].items():
        for name, link in response.get("links", {}).items():
            if target := labels.get(link["operationId"]):
                yield name, f"{label_of(operation)} -> [{status}] {name} -> {target}"
