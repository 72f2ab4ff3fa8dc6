"""The words of data/labels.yml that code chooses by name, and not a template.

They stand here, and not in the modules that use them, because `guide check` must know them and is to be fast:
else it would read everything that draws a page. A word that is missing here is told as one that nobody uses.
"""

from __future__ import annotations

from collections.abc import Mapping

_TITLED = (
    "urgent", "topics", "services", "signals", "guidelines", "tools", "sources", "thanks", "search", "words",
    "printout", "papers", "embeds",
)  # fmt: skip
"""Pages with a title and a lead."""

_PAPERS = ("guide", "cards", "forms", "numbers", "poster_a3", "poster_a4", "wallet")

_GROUPS: Mapping[str, tuple[str, ...]] = {
    # Values of fields, as words.
    "age": ("from", "to", "between"),
    "anonymous": ("yes", "no", "unknown"),
    "channel": ("phone", "phone_abroad", "sms", "chat", "email", "visit", "form", "web"),
    "danger": ("emergency", "crisis"),
    "free": ("yes", "no", "unknown"),
    "level": ("local", "intermunicipal", "national"),
    "method": ("official_page", "register", "secondary_page", "municipality", "law"),
    "on_bill": ("yes", "no", "unknown"),
    "resource": ("law", "guideline", "plan", "report", "course", "tool", "website", "film"),
    "reviewed": ("on", "looked_up", "page"),
    "status": ("in_force", "lapsed", "replaced", "not_in_force", "unknown"),
    # Opening hours.
    "hours": (
        "always", "every_day", "closed", "closed_days", "holidays", "on_holidays", "also_holidays", "appointment",
        "unsure", "unknown", "open", "span", "and", "school_days", "on_school_days", "in_school_holidays", "even_weeks",
        "odd_weeks", "nth_1", "nth_2", "nth_3", "nth_4", "nth_5", "nth_last", "in_month", "day_of_month",
        "day_of_year", "otherwise", "web",
    ),
    "week": ("text",),
    # Pages, their parts, and what stands around them.
    **dict.fromkeys(_TITLED, ("title", "lead")),
    "branch": ("both", "choice"),
    "embeds": ("title", "lead", "roles", "topics"),
    "footer": ("oldest", "owner"),
    "menu": ("urgent", "topics", "services", "signals", "words"),
    "picture": ("and", "or", "exits", "done"),
    "report": ("error", "email", "public", "subject"),
    "resources": ("law", "guideline", "plan", "report", "tool", "course", "website", "film"),
    "search": ("title", "lead", "count", "one", "none", "first", "best", "talk", "do", "staff", "urgent_above", "help"),
    "services": ("title", "lead", "emergency", "local", "helpline", "online"),
    "signals": ("title", "lead", "tab", "child", "parents", "home"),
    "urgent": ("title", "lead", "tab"),
    # Paper.
    "paper": (*_PAPERS, *(f"{name}_advice" for name in _PAPERS)),
    "papers": ("title", "lead", "facts"),
    "poster": ("title", "call", "call_write_chat"),
    "print": ("reviewed_on", "reviewed_between", "until", "old", "newest", "picture", "code"),
    "printout": ("title", "lead", "urgent", "services"),
    # The files below /data/.
    "data": ("feed_title", "notice", "time_zone"),
    "data_file": ("guide", "schema", "hsds", "services", "channels", "changes"),
}  # fmt: skip

LABELS = frozenset(f"{group}_{name}" for group, names in _GROUPS.items() for name in names) | {
    "adults_can_say", "advice_for", "feedback_warning", "language_name", "neutral_description", "owner_name", "step_of",
    "unverified", "you_can_say",
}  # fmt: skip
"""All of them."""
