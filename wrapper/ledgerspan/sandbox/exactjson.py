"""Read and write JSON without a float: a number keeps every digit it was sent with."""

from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

# A double holds nothing smaller than about 1e-324; such a number reaches a real server as zero.
_SMALLEST_EXPONENT = -400

_decoder = msgspec.json.Decoder(float_hook=Decimal)
_encoder = msgspec.json.Encoder(decimal_format="number")


class MalformedJsonError(ValueError):
    """The bytes are not JSON, or hold a number or nesting beyond any use."""


def read_json(body: bytes) -> Any:
    """Decode `body`; numbers with a fraction or an exponent become Decimal, others int."""
    try:
        return _decoder.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, InvalidOperation) as error:
        raise MalformedJsonError(str(error)) from None


def write_json(value: Any) -> bytes:
    """Encode `value` as UTF-8; a Decimal becomes a number with exactly its digits."""
    return _encoder.encode(value)


def plain_digits(number: Decimal) -> str:
    """Spell `number` without an exponent and without a negative zero: `1E+3` is `1000`."""
    if not number:
        number = number.copy_abs()
        if number.as_tuple().exponent not in range(-30, 1):
            return "0"
    if number.adjusted() < _SMALLEST_EXPONENT:
        return "0"
    return format(number, "f")


def as_number(value: Any) -> Decimal | None:
    """Give a decoded JSON number as a Decimal; None for anything else, true and false included."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return None
