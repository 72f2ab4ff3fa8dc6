"""Where what readers write goes: a form on the web, or the mailbox of an office. Never to a person."""

from __future__ import annotations

import re
from typing import Annotated

from guide.model import Record
from guide.private import is_persons_address
from guide.values import Https, problem, problems_at
from pydantic import AfterValidator, model_validator

_MAIL = re.compile(r"[a-z0-9_.+-]+@([a-z0-9-]+\.)+[a-z]{2,}", re.I)
"""What every mail program takes in a ``mailto:`` link as it is (a part of RFC 5321)."""

PRIVATE_HOSTS = frozenset(
    ["aol.com", "gmail.com", "gmx.com", "googlemail.com", "hotmail.com", "hotmail.no", "icloud.com", "live.com", "live.no", "mac.com", "mail.com", "me.com", "msn.com", "online.no", "outlook.com", "proton.me", "protonmail.com", "yahoo.com", "yahoo.no"]
)  # fmt: skip
"""Hosts of mailboxes that people have for themselves: what is sent there leaves the municipality."""


def _office(value: str) -> str:
    if not _MAIL.fullmatch(value):
        raise problem("email", "«{value}» er ikke en e-postadresse. Skriv som i «post@kommune.no».", value=value)
    if value.rpartition("@")[2].lower() in PRIVATE_HOSTS:
        raise problem("private-data", "«{value}» er en privat postkasse. Bruk en adresse som kommunen eier, som i «post@kommune.no».", value=value)  # fmt: skip
    if is_persons_address(value):
        raise problem("private-data", "«{value}» ser ut som adressen til en person. Bruk adressen til kontoret.", value=value)  # fmt: skip
    return value


class Inbox(Record):
    """Who gets what readers send: ``url`` or ``email``, not both."""

    url: Https | None = None
    email: Annotated[str, AfterValidator(_office)] | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Inbox:
        if self.url and self.email:
            raise problems_at((("email",), problem("inbox", "her står både url og email. Behold den ene, og slett den andre.")))  # fmt: skip
        if not self.url and not self.email:
            raise problem("inbox", "det står ikke hvor det skal sendes. Skriv «url: https://…» eller «email: post@…», eller slett feltet.")  # fmt: skip
        return self
