"""The link to the QR code of a Saudi invoice: `/qr/?d64=` and the standard's TLV, twice base64.

Two code bases decode it so: the inner text is what a phone reads.
"""

from base64 import b64encode
from decimal import Decimal
from urllib.parse import quote

_INVENTED_VAT_NUMBER = "300000000000003"


def qr_code_url(seller: str, moment: str, total: Decimal, tax: Decimal) -> str:
    """Give the link without its host; `moment` is `YYYY-MM-DD HH:MM:SS`."""
    parts = (
        seller,
        _INVENTED_VAT_NUMBER,
        f"{moment.replace(' ', 'T')}Z",
        f"{total:.2f}",
        f"{tax:.2f}",
    )
    tlv = b"".join(
        bytes((tag, len(value))) + value
        for tag, value in enumerate((part.encode() for part in parts), start=1)
    )
    return f"/qr/?d64={quote(b64encode(b64encode(tlv)).decode(), safe='')}"
