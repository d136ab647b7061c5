"""The demonstration accounts, and their second factor computed as an authenticator would (RFC 6238)."""

import base64
import hashlib
import hmac
import json
import os
import struct
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Account:
    """One sign-in as `praxisctl demo load` wrote it."""

    practice: str
    role: str
    name: str
    email: str
    password: str
    secret: str | None = None

    def code(self, at: float | None = None) -> str:
        """The six digits that stand on the authenticator at that moment."""
        padded = self.secret + "=" * (-len(self.secret) % 8)
        counter = struct.pack(">Q", int(time.time() if at is None else at) // 30)
        digest = hmac.new(base64.b32decode(padded), counter, hashlib.sha1).digest()
        offset = digest[-1] & 15
        return f"{(struct.unpack_from('>I', digest, offset)[0] & 0x7FFFFFFF) % 1_000_000:06}"


def demonstration() -> list[Account]:
    """All accounts of the file that PRAXIS_DEMO_ACCOUNTS names."""
    with open(os.environ["PRAXIS_DEMO_ACCOUNTS"], encoding="utf-8") as file:
        fields = Account.__dataclass_fields__
        return [Account(**{key: value for key, value in row.items() if key in fields}) for row in json.load(file)]


def account(role: str, practice: str = "cascade") -> Account:
    """The first account of a role; `site_manager` is the one of Denver."""
    return next(each for each in demonstration() if each.role == role and each.practice == practice)
