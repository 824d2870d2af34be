"""Do what a form of the start page asks; its hidden `do` says which one it is."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from ledgerspan.sandbox.state import State
from ledgerspan.sandbox.steering import FAULT_MEMBERS, read_fault, read_moment, read_step


def read_form(body: bytes) -> dict[str, str]:
    """Read what a browser sends; fields that were left empty do not count."""
    return {name: text.strip() for name, text in parse_qsl(body.decode("utf-8", "replace"))}


def submit(state: State, form: Mapping[str, str]) -> str:
    """Do it, and give the part of the page that shows what came of it.

    Raises ValueError with the reason why not.
    """
    match form.get("do"):
        case "arm":
            members = {name: form[name] for name in FAULT_MEMBERS if form.get(name)}
            state.faults.add(read_fault(members, texts=True))
            return "faults"
        case "disarm":
            state.faults.clear()
            return "faults"
        case "clock":
            state.clock.set(read_moment(form.get("now", "")))
            return "clock"
        case "advance":
            state.clock.advance(read_step({"days": _number(form.get("days", ""))}))
            return "clock"
        case "reset":
            state.reset()
            return "requests"
        case _:
            raise ValueError(
                "this form asks for nothing that the sandbox knows: load the page anew"
            )


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"days is {text!r}: use a whole number") from None
