"""Prove who is calling: a fixed header, the password of an account, the code of an app.

    header()? ─yes─> send it
        └─no─> recall() ─> header()? ─no─> token_call() ─> send ─> accept() ─> save ─> header()
                                              ^              └─ failed()? another way is left ─┐
                                              └────────────────────────────────────────────────┘

An `Auth` decides with values; the session does the fetching, one flight for all who wait.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerspan._lazy import lazy_names

if TYPE_CHECKING:
    from .code import CodeGrant
    from .grant import Grant
    from .header import Auth, FixedHeader, Header
    from .password import PasswordGrant

__getattr__ = lazy_names(
    __name__,
    {
        "code": ("CodeGrant",),
        "grant": ("Grant",),
        "header": ("Auth", "FixedHeader", "Header"),
        "password": ("PasswordGrant",),
    },
)

__all__ = ["Auth", "CodeGrant", "FixedHeader", "Grant", "Header", "PasswordGrant"]
