"""Prove who is calling: a fixed header, the password of an account, the code of an app.

    header()? ─yes─> send it
        └─no─> recall() ─> header()? ─no─> token_call() ─> send ─> accept() ─> save ─> header()
                                              ^              └─ failed()? another way is left ─┐
                                              └────────────────────────────────────────────────┘

An `Auth` decides with values; the session does the fetching, one flight for all who wait.
"""

from .code import CodeGrant
from .grant import Grant
from .header import Auth, FixedHeader, Header
from .password import PasswordGrant

__all__ = ["Auth", "CodeGrant", "FixedHeader", "Grant", "Header", "PasswordGrant"]
