"""Round money as a ledger does: half up, to the digits of its currency (ISO 4217)."""

from decimal import ROUND_HALF_UP, Context, Decimal

_DIGITS = {
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(
        ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI"), 0
    ),
    **dict.fromkeys(("VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("CLF", "UYW"), 4),
}

# Wide enough for the product of two numbers of 15 digits and several hundred decimals.
EXACT = Context(prec=2000)


def currency_digits(currency: str) -> int:
    """Give the number of decimals of `currency`; two for codes not in the table."""
    return _DIGITS.get(currency, 2)


def round_money(amount: Decimal, currency: str) -> Decimal:
    """Round `amount` half up (away from zero) to the decimals of `currency`."""
    unit = Decimal(1).scaleb(-currency_digits(currency))
    return amount.quantize(unit, rounding=ROUND_HALF_UP, context=EXACT)


def percent(amount: Decimal, rate: Decimal, currency: str) -> Decimal:
    """Give `rate` percent of `amount`, rounded for `currency`."""
    return round_money(EXACT.multiply(amount, rate).scaleb(-2, context=EXACT), currency)
