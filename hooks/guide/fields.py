"""What a field can hold besides plain values: text in locales, ids, and references to other records.

Each kind checks itself while the model is read and says in bokmål what is wrong and what
to write. What a field may refer to (ids, locales, today's date) comes in the context that
`load.py` gives to the validation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias

from guide import markup
from guide.hints import choices, did_you_mean, nearest
from guide.offices import person_in
from guide.values import problem, problems_at
from pydantic import AfterValidator, PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

Locale: TypeAlias = str
"""A language edition: ``nb``, ``nn``, ``en`` (BCP 47)."""

LOCALES: Mapping[Locale, str] = {"nb": "bokmål", "nn": "nynorsk", "en": "engelsk"}
"""The locales that the guide has words for, and what an editor calls them."""

REQUIRED_LOCALES = ("nb", "nn")
"""Both written forms of Norwegian are complete, always; other locales fall back to the first."""

PLACEHOLDERS = frozenset({"municipality"})
"""What may stand in curly brackets in a text of the guide."""

RESERVED = frozenset({"index", "end"})
"""Ids that mean something else: the page of the folder itself, and where a branch of the process ends."""

_NOT_IN_WORDS = re.compile("[{}<>]")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MAX_ID = 60
_OTHER_NAMES = {"no": "nb", "nob": "nb", "bm": "nb", "bokmal": "nb", "bokmål": "nb", "ny": "nn", "nno": "nn", "nynorsk": "nn", "eng": "en", "engelsk": "en", "gb": "en"}  # fmt: skip
"""What people write for a locale, and what it is called here."""


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


def _text_errors(text: Any, locale: str, placeholders: frozenset[str]) -> list[PydanticCustomError]:
    if text is None:
        return [_empty(locale)]
    if not isinstance(text, str):
        return [problem("type-text", "her skal det stå en tekst, ikke en liste eller flere felt.")]
    return [
        _empty(locale) if kind == "text-empty" else problem(kind, message, at_words=words, at_nth=nth)
        for kind, message, words, nth in markup.faults(text, placeholders)
    ]


def _empty(locale: str) -> PydanticCustomError:
    else_what = "" if locale in REQUIRED_LOCALES else ", eller slett linjen"
    return problem("text-empty", "teksten er tom. Skriv en tekst{else_what}.", else_what=else_what)


def locale_meant(name: str) -> Locale:
    """The locale that somebody who writes ``name`` has in mind; empty when that is not clear."""
    return _OTHER_NAMES.get(name.lower()) or nearest(name.lower(), LOCALES)


def _by_locale(value: Any, info: ValidationInfo) -> tuple[dict[str, Any], list[Any]]:
    """The map of locales and what is wrong with its keys; shared by texts and search words."""
    locales = info.context["locales"] if info.context else tuple(LOCALES)
    if not isinstance(value, dict):
        raise problem("type-locales", "teksten må stå på flere språk. Skriv nb: og nn: på hver sin linje under feltet.")
    found: list[Any] = []
    meant = set()
    for key in value:
        if key not in LOCALES:
            missing = [locale for locale in REQUIRED_LOCALES if locale not in value]
            locale = locale_meant(key)
            if locale in value or not locale:  # one that is missing is what was meant
                locale = missing[0] if len(missing) == 1 else ""
            meant.add(locale)
            near = " Bruk " + ", ".join(f"{k} ({v})" for k, v in LOCALES.items()) + "."
            if locale and locale not in value:
                near = f" Mente du «{locale}»?"
            found.append(((key,), problem("unknown-locale", "ukjent språk «{key}».{near}", key=key, near=near)))
    for locale in REQUIRED_LOCALES:
        if locale in locales and locale not in value and locale not in meant and "" not in meant:
            found.append(((), problem("missing-locale", "teksten mangler på {name}. Legg til en linje «{locale}: …».", name=LOCALES[locale], locale=locale)))  # fmt: skip
    return value, found


def _text(value: Any, info: ValidationInfo) -> Text:
    placeholders = (info.context or {}).get("placeholders", PLACEHOLDERS)
    texts, found = _by_locale(value, info)
    for key, text in texts.items():
        if key in LOCALES:
            found += [((key,), error) for error in _text_errors(text, key, placeholders)]
    if found:
        raise problems_at(*found)
    return Text(texts)


def _words(value: Any, info: ValidationInfo) -> Mapping[Locale, tuple[str, ...]]:
    lists, found = _by_locale(value, info)
    for key, words in lists.items():
        if key not in LOCALES:
            continue
        if not isinstance(words, list):
            found.append(((key,), problem("type-list", "her skal det stå en liste. Skriv [ord, flere ord] eller en strek (-) foran hvert ord.")))  # fmt: skip
            continue
        if not words:
            found.append(((key,), problem("list-short", "listen er tom. Skriv minst ett ord som folk bruker.")))
        for number, word in enumerate(words):
            if isinstance(word, str) and _NOT_IN_WORDS.search(word):
                found.append(
                    ((key, number), problem("pattern", "et søkeord kan ikke ha tegnene { } < >. Skriv bare ord."))
                )
            elif not isinstance(word, str) or not word.strip():
                found.append(((key, number), problem("text-empty", "her skal det stå et ord eller noen få ord.")))
    if found:
        raise problems_at(*found)
    return {key: tuple(words) for key, words in lists.items()}


def _plain(value: str) -> str:
    if not value.strip():
        raise problem("text-empty", "teksten er tom. Skriv en tekst.")
    if found := re.search(r"[{}<>\n]", value):
        raise problem(
            "pattern", "her kan det ikke stå «{sign}». Skriv bare ord.", sign=found[0].replace("\n", "ny linje")
        )
    return value


def _office(value: str) -> str:
    if name := person_in(_plain(value)):
        raise problem("private-data", "«{name}» ser ut som navnet på en person. Skriv rollen eller kontoret, som «Familiens hus».", name=name, at_words=name, at_nth=0)  # fmt: skip
    return value


def is_identifier(value: str) -> bool:
    """Whether ``value`` can be the id of a record."""
    return len(value) <= _MAX_ID and value not in RESERVED and _ID.fullmatch(value) is not None


def _identifier(value: str) -> str:
    if is_identifier(value):
        return value
    if value in RESERVED:
        raise problem(
            "id", "«{value}» har en egen betydning i guiden og kan ikke være en id. Velg en annen id.", value=value
        )
    if len(value) > _MAX_ID:
        raise problem("id", "id-en er for lang ({size} tegn). Grensen er {most} tegn.", size=len(value), most=_MAX_ID)
    raise problem(
        "id",
        "«{value}» kan ikke være en id. Bruk bare små bokstaver a–z, tall og bindestrek, som i «kors-pa-halsen».",
        value=value,
    )


def _reference(kind: str, name: str) -> AfterValidator:
    """A check that the id exists among the records of ``kind``; ``name`` is what an editor calls one."""

    def known(value: str, info: ValidationInfo) -> str:
        ids = (info.context or {}).get("ids", {}).get(kind)
        if ids is not None and value not in ids:
            if at := (info.context or {}).get("hidden", {}).get(kind, {}).get(value):
                raise problem("hidden-reference", "«{value}» er skjult i {file}:{line}. Slett henvisningen her, eller vis «{value}» igjen.", value=value, file=at.file, line=at.line)  # fmt: skip
            near = did_you_mean(value, ids) or choices(ids)
            raise problem("unknown-reference", "«{value}» finnes ikke blant {name}.{near}", name=name, value=value, near=near)  # fmt: skip
        return value

    return AfterValidator(known)


def _schema_of_locales(value: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {locale: {"title": name.capitalize(), **value} for locale, name in LOCALES.items()},
        "required": list(REQUIRED_LOCALES),
        "additionalProperties": False,
    }


TEXT_SCHEMA = _schema_of_locales({"type": "string", "pattern": markup.PATTERN, "maxLength": markup.MAX_LENGTH})
WORDS_SCHEMA = _schema_of_locales(
    {"type": "array", "minItems": 1, "items": {"type": "string", "pattern": r"^[^{}<>]*[^{}<>\s][^{}<>]*$"}}
)
ID_SCHEMA = {"type": "string", "pattern": f"^{_ID.pattern}$", "maxLength": _MAX_ID}
_OWN_ID_SCHEMA = {**ID_SCHEMA, "pattern": f"^(?!({'|'.join(sorted(RESERVED))})$){_ID.pattern}$"}
ROLES = ("child-youth", "adult", "staff")
"""The three doors, as `check.py` and the addresses know them."""

InLocales = Annotated[Text, PlainValidator(_text), WithJsonSchema(TEXT_SCHEMA)]
SearchWords = Annotated[Mapping[Locale, tuple[str, ...]], PlainValidator(_words), WithJsonSchema(WORDS_SCHEMA)]
_WORDS_SCHEMA = WithJsonSchema({"type": "string", "pattern": r"^[^{}<>\n]*[^{}<>\s][^{}<>\n]*$"})
Words = Annotated[str, AfterValidator(_plain), _WORDS_SCHEMA]
"""Words as they are: a name."""
Office = Annotated[str, AfterValidator(_office), _WORDS_SCHEMA]
"""A role or an office, never a person."""
Id = Annotated[str, AfterValidator(_identifier), WithJsonSchema(_OWN_ID_SCHEMA)]
RoleRef = Annotated[str, _reference("role", "rollene"), WithJsonSchema({"type": "string", "enum": list(ROLES)})]
TopicRef = Annotated[str, _reference("topic", "temaene"), WithJsonSchema(ID_SCHEMA)]
ServiceRef = Annotated[str, _reference("service", "tjenestene"), WithJsonSchema(ID_SCHEMA)]
StepRef = Annotated[str, _reference("step", "trinnene"), WithJsonSchema(ID_SCHEMA)]
ExitRef = Annotated[str, _reference("exit", "utgangene"), WithJsonSchema(ID_SCHEMA)]
ResourceRef = Annotated[str, _reference("resource", "ressursene"), WithJsonSchema(ID_SCHEMA)]
LeadRef = Annotated[str, _reference("lead", "trinnene og utgangene"), WithJsonSchema(ID_SCHEMA)]
