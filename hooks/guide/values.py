"""Plain kinds of values: addresses, days, numbers and opening hours. Each checks itself and says in bokmål what to write."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from babel import Locale
from guide.schedule import SCHOOL_DAYS, NotSaidError, parse
from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainValidator,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import InitErrorDetails, PydanticCustomError


def problem(kind: str, message: str, **values: Any) -> PydanticCustomError:
    """An error of a field. ``message`` is bokmål; curly brackets in it are filled from ``values``."""
    return PydanticCustomError(kind, message, values)


def from_to(least: int, most: int) -> WithJsonSchema:
    """What JSON Schema says of a whole number: pydantic loses the bounds behind a validator of ours."""
    return WithJsonSchema({"type": "integer", "minimum": least, "maximum": most})


def problems_at(*found: tuple[tuple[str | int, ...], PydanticCustomError]) -> ValidationError:
    """Several errors, each at its own place below the value being checked."""
    lines = [InitErrorDetails(type=error, loc=place, input=None) for place, error in found]
    return ValidationError.from_exception_data("guide", lines)


HOST = r"[a-z0-9_æøåäöü-]+(\.[a-z0-9_æøåäöü-]+)*\.[a-zæøå]{2,}"
"""The name of a host: letters of other scripts can look like these, and lead elsewhere."""


def url_error(value: str) -> PydanticCustomError | None:
    """What is wrong when ``value`` is not a whole http(s) address."""
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    whole = parts.scheme in ("http", "https") and re.fullmatch(HOST, host)
    if whole and not re.search(r"[\s<>\"'`{}\\\x00-\x1f]", value) and parts.username is None:
        return None
    return problem(
        "url", "«{value}» er ikke en nettadresse. Skriv hele adressen, som i «https://www.ung.no».", value=value
    )


EMAIL_PATTERN = r"[\w.+-]+@[\w-]+(\.[\w-]+)*\.[a-zæøå]{2,}"


def email_error(value: str) -> PydanticCustomError | None:
    """What is wrong when ``value`` is not an e-mail address."""
    if re.fullmatch(EMAIL_PATTERN, value):
        return None
    return problem("email", "«{value}» er ikke en e-postadresse. Skriv som i «post@kommune.no».", value=value)


def _email(value: str) -> str:
    if error := email_error(value):
        raise error
    return value


def _url(value: str) -> str:
    if error := url_error(value):
        raise error
    return value


def _number(value: Any) -> Any:
    """Digits and nothing else: Python would also take ``1_8`` and the digits of other scripts."""
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,9}", value):
        shown = value if len(value) < 40 else value[:40] + "…"
        raise problem("type-number", "«{value}» er ikke et helt tall. Skriv bare tallet, som i «18».", value=shown)
    return value


def _calendar_day(value: Any) -> date:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            message = "det finnes ingen dag {value}. Se i kalenderen, og skriv år-måned-dag, som i «2026-08-13»."
            raise problem("date", message, value=value) from None
    if value is None:
        raise problem("date", "datoen mangler. Skriv år-måned-dag, som i «2026-08-13».")
    shown = f"«{value}»" if isinstance(value, str) else "verdien"
    raise problem("date", "{shown} er ikke en dato. Skriv år-måned-dag, som i «2026-08-13».", shown=shown)


def _date(value: Any, info: ValidationInfo) -> date:
    day = _calendar_day(value)
    if day.year < 2000:
        raise problem("date-old", "datoen {value} er for lenge siden til å være rett. Se på årstallet, og skriv dagen da opplysningen ble kontrollert.", value=value)  # fmt: skip
    if day > (info.context or {}).get("today", date.max):
        raise problem("date-future", "datoen {value} har ikke vært ennå. Skriv dagen da opplysningen ble kontrollert.", value=value)  # fmt: skip
    return day


_HOURS = {
    "words": "guiden har ikke ord for «{part}», og da får ingen vite når det er åpent. Skriv som i «Mo-Fr 08:00-15:30; PH off», «Dec 24 08:00-12:00» eller «school-days 08:00-15:00», eller slett linjen og forklar det i «note:».",
    "comment": "i anførselstegn kan det bare stå «etter avtale». Skriv andre ord enn i «{part}» på linjen «note:» under kanalen.",
    "day": "i «{part}» står det en dag som ikke finnes. Se i kalenderen.",
    "times": "i «{part}» begynner tiden etter midnatt, slutter når den begynner, eller dekker en annen. Skriv som i «Mo-Fr 08:00-11:00,12:00-15:30», eller «24/7» for hele døgnet.",
    "order": "i «{part}» blir unntaket aldri brukt, for den siste regelen som passer til en dag, gjelder. Skriv unntaket sist, som i «Mo-Fr 08:00-15:30; PH off».",
}


def _hours(value: str) -> str:
    try:
        parse(value)
    except NotSaidError as error:
        # A closing time after 26:00 is legal in OpenStreetMap text and always a slip here.
        if _is_openstreetmap(value) and not re.search(r"-(2[7-9]|[3-4]\d):", value):
            raise problem("hours-words", _HOURS[error.kind], part=error.part) from None
        raise problem(
            "hours",
            "«{value}» er ikke åpningstider. Skriv som i «Mo-Fr 08:00-15:30; PH off» (Mo Tu We Th Fr Sa Su, PH = helligdag) eller «24/7».",
            value=value,
        ) from None
    return value


def _https(value: str) -> str:
    if not _url(value).lower().startswith("https:"):
        raise problem("url", "«{value}» er ikke kryptert: Andre kan lese det som sendes. Adressen skal begynne med «https://».", value=value)  # fmt: skip
    return value


def _language(value: str) -> str:
    if value not in Locale("nb").languages or not re.fullmatch(r"[a-z]{2,3}", value):
        raise problem("language", "«{value}» er ikke en språkkode. Skriv som i «no» (norsk), «en» (engelsk) eller «se» (nordsamisk).", value=value)  # fmt: skip
    return value


def _is_openstreetmap(value: str) -> bool:
    """Whether the library can read the text without what is ours."""
    try:
        OpeningHours(value.replace(SCHOOL_DAYS, ""))
    except ParserError:
        return False
    return bool(value.strip())


URL_PATTERN = (
    r"^https?://[a-zA-Z0-9_æøåäöü-]+(\.[a-zA-Z0-9_æøåäöü-]+)*\.[a-zæøå]{2,}(:[0-9]+)?([/?#][^\s<>\"'`{}\\]*)?$"
)
"""The same as `url_error`, for JSON Schema."""

_DAY_SCHEMA = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}
_HOURS_SCHEMA = {
    "type": "string",
    "pattern": r"^(?!.*[0-9]\.[0-9])(?!.*-(2[7-9]|[34][0-9]):)(?!.*\b(Ma|Ti|On|To|Lø|Sø|kl|[a-zæøå]+dager?)\b).+$",
}
"""What JSON Schema can say of opening hours: times with colon, English days, no words."""

Url = Annotated[str, AfterValidator(_url), WithJsonSchema({"type": "string", "pattern": URL_PATTERN})]
Https = Annotated[str, AfterValidator(_https), WithJsonSchema({"type": "string", "pattern": URL_PATTERN.replace("https?", "https")})]  # fmt: skip
"""An address that nobody on the way can read along with."""
Day = Annotated[date, PlainValidator(_date), WithJsonSchema(_DAY_SCHEMA)]
"""A day that has been."""
Language = Annotated[str, AfterValidator(_language), WithJsonSchema({"type": "string", "pattern": "^[a-z]{2,3}$"})]
"""A language that people speak, as its ISO 639 code."""
CalendarDay = Annotated[date, PlainValidator(_calendar_day), WithJsonSchema(_DAY_SCHEMA)]
Number = Annotated[int, BeforeValidator(_number)]
HoursText = Annotated[str, AfterValidator(_hours), WithJsonSchema(_HOURS_SCHEMA)]
Email = Annotated[str, AfterValidator(_email), WithJsonSchema({"type": "string", "pattern": f"^{EMAIL_PATTERN}$"})]
YesNo = Literal["yes", "no"]
Answer = Literal["yes", "no", "unknown"]
Days = Annotated[Number, Field(ge=1, le=3650), from_to(1, 3650)]
Age = Annotated[Number, Field(ge=0, le=120), from_to(0, 120)]
