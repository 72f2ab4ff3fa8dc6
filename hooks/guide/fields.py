"""The kinds of values that a field can hold: text in locales, numbers to call, hours, dates.

Each kind checks itself while the model is read and says in bokmål what is wrong and what
to write. What a field may refer to (ids, locales, today's date) comes in the context that
`load.py` gives to the validation.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import Annotated, Any, Literal, TypeAlias
from urllib.parse import urlsplit

from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]
from pydantic import AfterValidator, Field, PlainValidator, ValidationError, ValidationInfo, WithJsonSchema
from pydantic_core import InitErrorDetails, PydanticCustomError

Locale: TypeAlias = str
"""A language edition: ``nb``, ``nn``, ``en`` (BCP 47)."""

LOCALES: Mapping[Locale, str] = {"nb": "bokmål", "nn": "nynorsk", "en": "engelsk"}
"""The locales that the guide has words for, and what an editor calls them."""

REQUIRED_LOCALES = ("nb", "nn")
"""Both written forms of Norwegian are complete, always; other locales fall back to the first."""

PLACEHOLDERS = frozenset({"municipality"})
"""What may stand in curly brackets in a text of the guide."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Text:
    """A text for readers, in one or more locales."""

    by_locale: Mapping[Locale, str]

    def get(self, locale: Locale) -> tuple[str, Locale]:
        """The text in ``locale`` or, when it is missing there, in the first locale; and which it is."""
        text = self.by_locale.get(locale)
        return (text, locale) if text is not None else (self.by_locale["nb"], "nb")

    def has(self, locale: Locale) -> bool:
        """Whether the text is written in ``locale``."""
        return locale in self.by_locale


def problem(kind: str, message: str, **values: Any) -> PydanticCustomError:
    """An error of a field. ``message`` is bokmål; curly brackets in it are filled from ``values``."""
    return PydanticCustomError(kind, message, values)


def problems_at(*found: tuple[tuple[str | int, ...], PydanticCustomError]) -> ValidationError:
    """Several errors, each at its own place below the value being checked."""
    lines = [InitErrorDetails(type=error, loc=place, input=None) for place, error in found]
    return ValidationError.from_exception_data("guide", lines)


def did_you_mean(word: str, known: Any) -> str:
    """`` Mente du «x»?`` when one of the known words is near, else the empty text."""
    near = get_close_matches(word, [str(k) for k in known], n=1, cutoff=0.6)
    return f" Mente du «{near[0]}»?" if near else ""


def is_safe_link(target: str) -> bool:
    """Whether a link in a text may be shown: https, http, a call, or a page of this guide."""
    return bool(re.match(r"(https?://[^/\s.]+\.[^/\s]|tel:\+?\d|sms:\+?\d|mailto:[^@\s]+@|/(?!/)|#)", target))


def _text_errors(text: Any, placeholders: frozenset[str]) -> list[PydanticCustomError]:
    if text is None or (isinstance(text, str) and not text.strip()):
        return [problem("text-empty", "teksten er tom. Skriv en tekst, eller slett linjen.")]
    if not isinstance(text, str):
        return [problem("type-text", "her skal det stå en tekst, ikke en liste eller flere felt.")]
    errors = []
    for target in _LINK.findall(text):
        if not is_safe_link(target):
            errors.append(problem("link", "lenken «{target}» kan ikke brukes. Skriv hele adressen: https://…, eller /side/ for en side i guiden.", target=target))  # fmt: skip
    for name in _PLACEHOLDER.findall(text):
        if name not in placeholders:
            known = " eller ".join("{" + p + "}" for p in sorted(placeholders))
            message = "«{shown}» fylles ikke ut av maskinen. Skriv {known}, eller ta bort krøllparentesene."
            errors.append(problem("placeholder", message, shown="{" + name + "}", known=known))
    return errors


def _by_locale(value: Any, info: ValidationInfo) -> tuple[dict[str, Any], list[Any]]:
    """The map of locales and what is wrong with its keys; shared by texts and search words."""
    locales = info.context["locales"] if info.context else tuple(LOCALES)
    if not isinstance(value, dict):
        raise problem("type-locales", "teksten må stå på flere språk. Skriv nb: og nn: på hver sin linje under feltet.")
    found: list[Any] = []
    for key in value:
        if key not in LOCALES:
            near = did_you_mean(key, LOCALES) or " Bruk " + ", ".join(f"{k} ({v})" for k, v in LOCALES.items()) + "."
            found.append(((key,), problem("unknown-locale", "ukjent språk «{key}».{near}", key=key, near=near)))
    for locale in REQUIRED_LOCALES:
        if locale in locales and locale not in value:
            found.append(((), problem("missing-locale", "teksten mangler på {name}. Legg til en linje «{locale}: …».", name=LOCALES[locale], locale=locale)))  # fmt: skip
    return value, found


def _text(value: Any, info: ValidationInfo) -> Text:
    placeholders = (info.context or {}).get("placeholders", PLACEHOLDERS)
    texts, found = _by_locale(value, info)
    found += [((key,), error) for key, text in texts.items() for error in _text_errors(text, placeholders)]
    if found:
        raise problems_at(*found)
    return Text(texts)


def _words(value: Any, info: ValidationInfo) -> Mapping[Locale, tuple[str, ...]]:
    lists, found = _by_locale(value, info)
    for key, words in lists.items():
        if not isinstance(words, list):
            found.append(((key,), problem("type-list", "her skal det stå en liste. Skriv [ord, flere ord] eller en strek (-) foran hvert ord.")))  # fmt: skip
            continue
        for number, word in enumerate(words):
            if not isinstance(word, str) or not word.strip():
                found.append(((key, number), problem("text-empty", "her skal det stå et ord eller noen få ord.")))
    if found:
        raise problems_at(*found)
    return {key: tuple(words) for key, words in lists.items()}


def _identifier(value: str) -> str:
    if not _ID.fullmatch(value):
        raise problem(
            "id",
            "«{value}» kan ikke være en id. Bruk bare små bokstaver a–z, tall og bindestrek, som i «kors-pa-halsen».",
            value=value,
        )
    return value


def _reference(kind: str, name: str) -> AfterValidator:
    """A check that the id exists among the records of ``kind``; ``name`` is what an editor calls one."""

    def known(value: str, info: ValidationInfo) -> str:
        ids = (info.context or {}).get("ids", {}).get(kind)
        if ids is not None and value not in ids:
            near = did_you_mean(value, ids) or _choices(ids)
            raise problem("unknown-reference", "«{value}» finnes ikke blant {name}.{near}", name=name, value=value, near=near)  # fmt: skip
        return value

    return AfterValidator(known)


def _choices(ids: Collection[str]) -> str:
    """The ids to choose from, when they are few."""
    return f" Velg en av: {', '.join(sorted(ids))}." if len(ids) <= 12 else ""


def checked_url(value: str) -> str:
    """``value`` when it is a whole http(s) address. Raises PydanticCustomError otherwise."""
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    whole = parts.scheme in ("http", "https") and re.fullmatch(r"[\w-]+(\.[\w-]+)*\.[a-zæøå]{2,}", host)
    if not whole or re.search(r"[\s<>\"'`{}\\]", value) or parts.username is not None:
        raise problem("url", "«{value}» er ikke en nettadresse. Skriv hele adressen, som i «https://www.ung.no».", value=value)  # fmt: skip
    return value


def _date(value: Any, info: ValidationInfo) -> date:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        if day is not None:
            today = (info.context or {}).get("today", date.max)
            if day > today:
                raise problem("date-future", "datoen {value} har ikke vært ennå. Skriv dagen da opplysningen ble kontrollert.", value=value)  # fmt: skip
            return day
    raise problem("date", "«{value}» er ikke en dato. Skriv år-måned-dag, som i «2026-08-13».", value=value or "")


@lru_cache(maxsize=4096)
def hours_error(value: str) -> str:
    """What the parser of opening hours objects to; empty when ``value`` is OpenStreetMap opening hours."""
    try:
        OpeningHours(value)
    except ParserError as error:
        return str(error) or "?"
    return ""


def _hours(value: str) -> str:
    # A closing time after 26:00 is legal in OpenStreetMap text and always a slip here.
    late = re.search(r"-(2[7-9]|[3-4]\d):", value)
    if hours_error(value) or late:
        raise problem(
            "hours",
            "«{value}» er ikke åpningstider. Skriv som i «Mo-Fr 08:00-15:30; PH off» (Mo Tu We Th Fr Sa Su, PH = helligdag) eller «24/7».",
            value=value,
        )
    return value


_TEXT_SCHEMA = {
    "type": "object",
    "properties": {locale: {"type": "string"} for locale in LOCALES},
    "required": list(REQUIRED_LOCALES),
    "additionalProperties": False,
}
_WORDS_SCHEMA = {**_TEXT_SCHEMA, "properties": {k: {"type": "array", "items": {"type": "string"}} for k in LOCALES}}

InLocales = Annotated[Text, PlainValidator(_text), WithJsonSchema(_TEXT_SCHEMA)]
SearchWords = Annotated[Mapping[Locale, tuple[str, ...]], PlainValidator(_words), WithJsonSchema(_WORDS_SCHEMA)]
Id = Annotated[str, AfterValidator(_identifier)]
Url = Annotated[str, AfterValidator(checked_url)]
Day = Annotated[date, PlainValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
HoursText = Annotated[str, AfterValidator(_hours)]
YesNo = Literal["yes", "no"]
Answer = Literal["yes", "no", "unknown"]
Days = Annotated[int, Field(ge=1, le=3650)]
Age = Annotated[int, Field(ge=0, le=120)]
RoleRef = Annotated[str, _reference("role", "rollene")]
TopicRef = Annotated[str, _reference("topic", "temaene")]
ServiceRef = Annotated[str, _reference("service", "tjenestene")]
StepRef = Annotated[str, _reference("step", "trinnene")]
ExitRef = Annotated[str, _reference("exit", "utgangene")]
ResourceRef = Annotated[str, _reference("resource", "ressursene")]
LeadRef = Annotated[str, _reference("lead", "trinnene og utgangene")]
