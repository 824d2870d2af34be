"""Find faults in texts and in words of a fixed list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ledgerspan.errors import FieldError


def text_faults(values: Mapping[str, object], names: Iterable[str]) -> Iterator[FieldError]:
    """Yield those of the named values that are neither text nor None."""
    for name in names:
        value = values.get(name)
        if value is not None and not isinstance(value, str):
            yield FieldError(name, f"a text is needed, not {value!r}")


def length_faults(
    values: Mapping[str, object], longest: Mapping[str, int], path: str = ""
) -> Iterator[FieldError]:
    """Yield the texts with more characters than a provider stores; it would cut them silently."""
    for name, most in longest.items():
        text = values.get(name)
        if isinstance(text, str) and len(text) > most:
            yield FieldError(f"{path}{name}", f"at most {most} characters, not {len(text)}")


def word_faults(path: str, word: object, known: Sequence[str]) -> Iterator[FieldError]:
    """Yield the fault of what is none of the known words."""
    if word not in known:
        yield FieldError(path, f"one of {', '.join(known)}, not {word!r}")
