"""Telephone numbers as one can dial them from Norway."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers

SHORT_NUMBERS = frozenset({"110", "112", "113", "1412", "116000", "116006", "116016", "116111", "116117", "116123"})
"""Emergency numbers, the text telephone, and the six numbers of social value that the EU and
EEA have in common (Commission decisions 2007/116, 2007/698, 2009/884 and (EU) 2022/2114)."""


@lru_cache(maxsize=4096)
def phone_number(value: str) -> str:
    """The number as one can dial it: ``116111``, ``02800``, ``+4780033321``; empty when it is none.

    Short numbers never take +47 (a call to +47 116111 fails). Rules: PRODUCT §2.4, with
    Google's metadata for Norway.
    """
    if not re.fullmatch(r"\+?[0-9]+( [0-9]+)*", value):
        return ""
    digits = value.replace(" ", "")
    if digits in SHORT_NUMBERS:
        return digits
    if re.fullmatch(r"0\d{4}", digits):
        return digits
    if not (digits.startswith("+") or len(digits) == 8):
        return ""
    try:
        number = phonenumbers.parse(digits, "NO")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number) or (
        number.country_code == 47 and len(str(number.national_number)) != 8
    ):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
