"""Hold the taxes that lines name."""

from __future__ import annotations

import datetime
from decimal import Decimal

from .record import Record


class Tax(Record, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry a tax: a Daftra tax, a Nuvio tax (whose API tells its name alone).

    `rate` is in percent (15 means 15 %); `inclusive` says whether prices contain it by default.
    """

    name: str | None = None
    rate: Decimal | None = None
    inclusive: bool | None = None
    description: str | None = None
    created_at: datetime.datetime | None = None
    updated_at: datetime.datetime | None = None
