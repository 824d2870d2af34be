"""Tell what came of work on many companies: results and errors, by company."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import msgspec

T = TypeVar("T")


class CompanyOutcome(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """Tell what came of one company: its `result`, or the `error` that was raised."""

    company: str
    result: T | None = None
    error: Exception | None = None


class CompanyResults(msgspec.Struct, Generic[T], frozen=True):
    """Tell what came of each company, in the order of the companies."""

    outcomes: tuple[CompanyOutcome[T], ...]

    @property
    def results(self) -> dict[str, T]:
        """What the function returned, by company, for those where it did not raise."""
        found: dict[str, Any] = {o.company: o.result for o in self.outcomes if o.error is None}
        return found

    @property
    def errors(self) -> dict[str, Exception]:
        """What the function raised, by company."""
        return {o.company: o.error for o in self.outcomes if o.error is not None}

    def raise_if_failed(self) -> None:
        """Raise an ExceptionGroup of all errors, each with a note of its company, if any failed."""
        if self.errors:
            count = f"{len(self.errors)} of {len(self.outcomes)} companies failed"
            raise ExceptionGroup(f"{count}: {', '.join(self.errors)}", [*self.errors.values()])
