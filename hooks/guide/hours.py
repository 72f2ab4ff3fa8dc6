"""Opening hours in words, as people say them in each locale. What the rules are is read in `schedule.py`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from babel.dates import get_day_names, get_month_names
from guide.fields import Locale
from guide.schedule import DAY, DAYS, MONTHS, SCHOOL_HOLIDAYS, Rule, parse
from guide.text import Said

Words = Mapping[str, Said]


def describe(hours: str, locale: Locale, labels: Words) -> Said:
    """The hours as people say them: «mandag–fredag kl. 8–15.30, stengt på helligdager».

    ``hours`` is a text that `schedule.parse` takes.
    """
    rules = parse(hours)
    if len(rules) == 1 and rules[0].always:
        return labels["hours_always"]
    parts = [_rule(rule, locale, labels, alone=len(rules) == 1) for rule in rules]
    text = ("; " if len(parts) > 2 else ", ").join(parts)
    return Said.of(text, text)


def _rule(rule: Rule, locale: Locale, labels: Words, *, alone: bool) -> str:
    said = {name: labels[f"hours_{name}"].plain for name in ("closed", "appointment", "unsure", "open", "otherwise")}
    days = _days(rule, locale, labels)
    if rule.state == "closed" and not rule.times:
        on = _days(rule, locale, labels, closed=True)
        return labels["hours_closed_days"].fill(days=on).plain if on else said["closed"]
    times = _times(rule.times, locale, labels)
    what = {"open": "" if times else said["open"], "closed": said["closed"]}.get(rule.state) or (
        said[{"appointment": "appointment", "unknown": "unsure"}[rule.state]] if rule.state != "open" else ""
    )
    if rule.joined == "||":
        days = " ".join(filter(None, (said["otherwise"], days)))
    elif not days and (times or not alone):
        days = labels["hours_every_day"].plain
    when = " ".join(filter(None, (days, labels["hours_span"].plain.format(count=times) if times else "")))
    if not what:
        return when
    return f"{when} ({what})" if times else " ".join(filter(None, (when, what)))


def _days(rule: Rule, locale: Locale, labels: Words, *, closed: bool = False) -> str:
    """The days of a rule; empty for every day. What is closed is closed *on* holidays."""
    names = [_day(day, locale, labels) for day in rule.days if day not in ("PH", "Mo-Su")]
    if "Mo-Su" in rule.days:
        names.insert(0, labels["hours_every_day"].plain)
    if rule.holidays and len(rule.days) > 1 and not closed:
        week = f"{_listed(names, labels)}, {labels['hours_also_holidays'].plain},"
    elif rule.holidays:
        week = _listed([*names, labels["hours_on_holidays" if closed else "hours_holidays"].plain], labels)
    else:
        week = _listed(names, labels)
    if rule.school == SCHOOL_HOLIDAYS:
        week = f"{week} {labels['hours_in_school_holidays'].plain}".strip()
    elif rule.school:
        week = f"{week} {labels['hours_on_school_days'].plain}" if week else labels["hours_school_days"].plain
    if rule.weeks:
        week = f"{week} {labels['hours_even_weeks' if rule.weeks.startswith('2') else 'hours_odd_weeks'].plain}".strip()
    dates = _listed([_dates(d, locale, labels) for d in rule.dates], labels)
    # The comma behind «also on holidays» stands before the hours, and only there.
    week = week if rule.times or not week.endswith(",") else week[:-1]
    return ", ".join(filter(None, (dates, week))) if dates else week


def _day(day: str, locale: Locale, labels: Words) -> str:
    name, _, number = day.rstrip("]").partition("[")
    if number:
        which = "last" if number == "-1" else number.lstrip("-")
        return labels[f"hours_nth_{which}"].fill(day=_weekday(name, locale)).plain
    first, _, last = name.partition("-")
    return f"{_weekday(first, locale)}–{_weekday(last, locale)}" if last else _weekday(first, locale)


def _listed(names: list[str], labels: Words) -> str:
    """«a, b og c»."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {labels['hours_and'].plain} {names[-1]}"


def _dates(text: str, locale: Locale, labels: Words) -> str:
    """«24. desember», «15. juni–15. august», «juli»."""
    first, _, last = text.partition("-")
    if last.isdigit():
        last = " ".join((*first.split()[:-1], last))
    month_alone = not re.search(r"[a-z] \d", first)
    said = f"{_date(first, locale, labels)}–{_date(last, locale, labels)}" if last else _date(first, locale, labels)
    return labels["hours_in_month"].fill(month=said).plain if month_alone else said


def _date(text: str, locale: Locale, labels: Words) -> str:
    found = re.fullmatch(r"(\d{4})? ?([A-Z][a-z]{2}) ?(\d+)?", text)
    assert found is not None
    year, month, day = found.groups()
    name = _month(month, locale)
    if not day:
        return f"{name} {year}" if year else name
    said = labels["hours_day_of_month"].fill(day=int(day), month=name).plain
    return labels["hours_day_of_year"].fill(day=said, year=year).plain if year else said


@lru_cache(maxsize=64)
def _weekday(day: str, locale: Locale) -> str:
    return str(get_day_names("wide", "format", locale)[DAYS.index(day)])


@lru_cache(maxsize=64)
def _month(month: str, locale: Locale) -> str:
    return str(get_month_names("wide", "format", locale)[MONTHS.index(month) + 1])


def _times(times: tuple[tuple[int, int], ...], locale: Locale, labels: Words) -> str:
    return f" {labels['hours_and'].plain} ".join(f"{clock(a, locale)}–{clock(b, locale)}" for a, b in times)


def clock(minutes: int, locale: Locale) -> str:
    """A time of day, in minutes after midnight: «8», «15.30», «24»; in English ``8:00``."""
    hour, minute = divmod(minutes if minutes == DAY else minutes % DAY, 60)
    if locale == "en":
        return f"{hour}:{minute:02d}"
    return f"{hour}.{minute:02d}" if minute else str(hour)
