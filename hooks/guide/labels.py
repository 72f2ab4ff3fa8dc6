"""The interface words of data/labels.yml: which there must be, and what stands in their curly brackets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from guide import label_uses, messages
from guide.fields import PLACEHOLDERS, InLocales, Text
from guide.hints import did_you_mean
from guide.model_site import Municipality
from guide.node import Node
from guide.place import Problem
from pydantic import TypeAdapter, ValidationError

FILLED: Mapping[str, frozenset[str]] = {
    "advice_for": frozenset({"name"}),
    "age_between": frozenset({"from", "to"}),
    "age_from": frozenset({"from"}),
    "age_to": frozenset({"to"}),
    "embed_from": frozenset({"name", "date"}),
    "feedback_email": frozenset({"name"}),
    "feedback_hint": frozenset({"count"}),
    "feedback_sent": frozenset({"name"}),
    "feedback_sent_child": frozenset({"name"}),
    "footer_oldest": frozenset({"date", "name"}),
    "footer_owner": frozenset({"name"}),
    "hours_closed_days": frozenset({"days"}),
    "hours_day_of_month": frozenset({"day", "month"}),
    "hours_day_of_year": frozenset({"day", "year"}),
    "hours_in_month": frozenset({"month"}),
    **dict.fromkeys((f"hours_nth_{n}" for n in (*range(1, 6), "last")), frozenset({"day"})),
    "hours_span": frozenset({"count"}),
    "in_this_part": frozenset({"name"}),
    "open_until": frozenset({"time"}),
    "open_closing": frozenset({"count"}),
    "open_closing_one": frozenset({"count"}),
    "closed_opens": frozenset({"time"}),
    "closed_opens_day": frozenset({"day", "time"}),
    "show_more": frozenset({"count"}),
    "filter_count": frozenset({"count", "total"}),
    "time_hour": frozenset({"hour"}),
    "time_clock": frozenset({"hour", "minute"}),
    "time_date": frozenset({"name", "day", "month"}),
    "week_text": frozenset({"date"}),
    "owner": frozenset({"name"}),
    "papers_facts": frozenset({"pages", "size"}),
    "papers_picture": frozenset({"name"}),
    "print_code": frozenset({"address"}),
    "print_newest": frozenset({"address"}),
    "print_old": frozenset({"days"}),
    "print_page": frozenset({"page", "pages"}),
    "print_picture": frozenset({"steps"}),
    "print_reviewed_between": frozenset({"first", "last"}),
    "print_reviewed_on": frozenset({"date"}),
    "print_step": frozenset({"step"}),
    "print_until": frozenset({"date"}),
    "reviewed_looked_up": frozenset({"date"}),
    "reviewed_on": frozenset({"date"}),
    "reviewed_page": frozenset({"date", "name"}),
    "search_count": frozenset({"count"}),
    "search_first": frozenset({"name"}),
    "stage_number": frozenset({"number"}),
    "step_of": frozenset({"step", "number", "total"}),
}
"""What each word is filled with, where it is drawn. Any other placeholder would stop the build halfway."""

_TEXT: TypeAdapter[Text] = TypeAdapter(InLocales)
_USE = re.compile(r"\blabels\.([a-z0-9_]+)")


def read(node: Node | None, context: Mapping[str, Any], problems: list[Problem]) -> dict[str, Text]:
    """The good words of the file."""
    if node is None or not isinstance(node.value, dict):
        return {}
    labels: dict[str, Text] = {}
    for key, child in node.value.items():
        filled = FILLED.get(key, frozenset())
        # Validated below its key, so that the key can be the place of a missing locale.
        holder = Node({key: child}, node.file, node.mark, node.end, {key: node.keys[key]})
        try:
            text = _TEXT.validate_python(child.plain(), context={**context, "placeholders": PLACEHOLDERS | filled})
        except ValidationError as error:
            shifted = [{**e, "loc": (key, *e["loc"])} for e in error.errors(include_url=False)]
            problems += messages.listed(shifted, holder, "labels", Municipality)
            continue
        labels[key] = text
        for locale, words in text.by_locale.items():
            for name in sorted(filled):
                if "{" + name + "}" not in words:
                    message = f"«{{{name}}}» mangler i teksten. Maskinen setter noe inn der. Skriv det tilbake."
                    problems.append(Problem(child.place_in(locale), f"labels.{key}.{locale}", message, "placeholder"))
    return labels


def unused_or_missing(labels: Node, overrides: Path) -> list[Problem]:
    """Words that a template or the code asks for and that are missing, and words that nobody uses."""
    templates = sorted([*overrides.rglob("*.html"), *overrides.rglob("*.typ")])
    used = {name for path in templates for name in _USE.findall(path.read_text("utf-8"))} | label_uses.LABELS
    have = set(labels.keys)
    found = []
    unknown = {name: did_you_mean(name, used - have) for name in sorted(have - used)}
    for name in sorted(used - have):
        if not any(f"«{name}»" in hint for hint in unknown.values()):  # else it is there, and misspelt
            message = f"ordet «{name}» mangler. Legg til «{name}:» med nb: og nn: under."
            found.append(Problem(labels.place, f"labels.{name}", message, "label-missing"))
    for name, hint in unknown.items():
        message = f"ukjent ord «{name}»: ingen side bruker det.{hint or ' Slett det.'}"
        found.append(Problem(labels.key_place(name), f"labels.{name}", message, "label-unknown"))
    return found
