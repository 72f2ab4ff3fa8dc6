"""The plain values of data/guide.json: texts in every locale, dates and addresses as JSON Schema knows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from guide.fields import LOCALES, REQUIRED_LOCALES, Locale
from pydantic import Field, PlainSerializer, WithJsonSchema


@dataclass(frozen=True)
class Words:
    """A text without markup in every locale of the guide."""

    by_locale: Mapping[Locale, str]
    fallback: tuple[Locale, ...] = ()
    """The locales in which the text is not written, and stands in bokmål."""

    def __getitem__(self, locale: Locale) -> str:
        return self.by_locale[locale]

    def written(self) -> dict[Locale, str]:
        """The text in the locales in which it is written."""
        return {locale: text for locale, text in self.by_locale.items() if locale not in self.fallback}

    def plain(self) -> dict[str, Any]:
        """The text as it stands in the file."""
        return {**self.by_locale, **({"fallback": list(self.fallback)} if self.fallback else {})}


_WORDS_SCHEMA = {
    "type": "object",
    "description": "A text without markup in every locale of the guide (BCP 47). Paragraphs are parted by line breaks.",
    "properties": {
        **{locale: {"type": "string", "minLength": 1} for locale in LOCALES},
        "fallback": {
            "type": "array",
            "description": "Locales in which the text is not translated: there it is repeated in bokmål (nb).",
            "items": {"enum": list(LOCALES)},
            "minItems": 1,
        },
    },
    "required": list(REQUIRED_LOCALES),
    "additionalProperties": False,
}
Text = Annotated[Words, PlainSerializer(Words.plain), WithJsonSchema(_WORDS_SCHEMA)]
UriReference = Annotated[str, WithJsonSchema({"type": "string", "format": "uri-reference"})]
Uri = Annotated[str, WithJsonSchema({"type": "string", "format": "uri"})]
Date = Annotated[str, WithJsonSchema({"type": "string", "format": "date"})]
Uuid = Annotated[str, WithJsonSchema({"type": "string", "format": "uuid"})]
Clock = Annotated[str, Field(pattern="^([01][0-9]|2[0-4]):[0-5][0-9]$")]
