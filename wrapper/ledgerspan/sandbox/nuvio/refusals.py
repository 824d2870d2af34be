"""Say no: the refusal that ends a call, with a status and every complaint."""

from collections.abc import Sequence


class RefusedError(Exception):
    """The call is not carried out: a status and every complaint."""

    def __init__(self, status: int, complaints: Sequence[str]) -> None:
        super().__init__(*complaints)
        self.status = status
        self.complaints = complaints


def refuse_if_any(complaints: Sequence[str]) -> None:
    """End the call as invalid if there is a complaint (422: published for invalid data)."""
    if complaints:
        raise RefusedError(422, complaints)


def not_found(thing: str) -> RefusedError:
    """Give the refusal for a record that is not there."""
    return RefusedError(404, [f"{thing} not found"])
