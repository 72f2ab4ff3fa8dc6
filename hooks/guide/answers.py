"""Who answers: people that can be reached by telephone, text or chat, at hours that are known and confirmed."""

from __future__ import annotations

from collections.abc import Mapping

from guide.model import Channel, Service
from guide.opening import Horizon
from guide.registry import Guide, by_urgency

HUMAN = frozenset({"phone", "sms", "chat"})
"""The channels at whose other end a person answers while it is open."""

MOST = 3
"""How many stand-ins a service has at most."""


def channels(service: Service) -> list[Channel]:
    """The ways to a person that the guide can vouch for: hours that stand there, and nothing unconfirmed.

    Emergency numbers are not counted: they are for danger, and not for somebody who wants to talk.
    """
    if service.kind == "emergency":
        return []
    return [
        c
        for c in service.channels
        if c.type in HUMAN and c.hours is not None and (c.review or service.review).confirmed
    ]


def can_wait(channel: Channel, service: Service) -> bool:
    """Whether a way is folded on a card: slow, only to read, or for those who are abroad, where somebody at the
    service answers while you wait."""
    here = (c.type in HUMAN | {"visit"} and c.abroad != "yes" for c in service.channels)
    return (channel.type in ("email", "web") or channel.abroad == "yes") and any(here)


def open_minutes(service: Service, horizon: Horizon) -> int:
    """The minutes of the horizon at which the service is known to answer, one bit each."""
    minutes = 0
    for channel in channels(service):
        minutes |= horizon.open_minutes(channel.hours or "")
    return minutes


class StandIns:
    """For each service: who answers when it does not."""

    def __init__(self, guide: Guide) -> None:
        self.guide, self.horizon = guide, guide.horizon
        found = [(s, channel) for s in by_urgency(guide.services) for channel in channels(s)[:1]]
        # Round the clock first, then the nearest, then as in other lists.
        found.sort(key=lambda pair: (self._minutes(pair[1]) != self.horizon.every_minute, pair[0].level == "national"))
        self._candidates = found
        self._chosen: dict[str, tuple[tuple[Service, Channel], ...]] = {}

    def of(self, service: Service) -> tuple[tuple[Service, Channel], ...]:
        """Services for the same readers and, where there are such, the same topics, each with its first channel.

        Only as many as are needed so that one of them is open as often as any of them can be.
        A service that never says that it is closed needs none.
        """
        if service.id not in self._chosen:
            self._chosen[service.id] = self._of(service)
        return self._chosen[service.id]

    def _of(self, service: Service) -> tuple[tuple[Service, Channel], ...]:
        if service.kind == "emergency" or not any(c.type in HUMAN and c.hours for c in service.channels):
            return ()
        chosen: list[tuple[Service, Channel]] = []
        covered = open_minutes(service, self.horizon)
        suited = [(o, c) for o, c in self._candidates if o.id != service.id and self._same_readers(o, service)]
        # Who helps with the same; only where nobody does, somebody else to talk to.
        for other, channel in sorted(suited, key=lambda pair: self._distance(pair[0], service)):
            if len(chosen) == MOST or covered == self.horizon.every_minute:
                break
            if (more := covered | self._minutes(channel)) != covered:
                chosen.append((other, channel))
                covered = more
        return tuple(chosen)

    def _minutes(self, channel: Channel) -> int:
        return self.horizon.open_minutes(channel.hours or "")

    @staticmethod
    def _distance(other: Service, service: Service) -> int:
        """How far what ``other`` helps with is from ``service``: named by the editor, of the same topic, or neither."""
        if other.id in service.alternatives:
            return 0
        return 1 if {*other.topics} & {*service.topics} else 2

    @staticmethod
    def _same_readers(other: Service, service: Service) -> bool:
        """Whether everybody whom ``service`` is for can turn to ``other``, or its editor says so."""
        if other.id in service.alternatives:
            return True
        (least, most), (from_, to) = _ages(service), _ages(other)
        return {*other.roles} >= {*service.roles} and from_ <= least and most <= to


def _ages(service: Service) -> tuple[int, int]:
    age = service.age
    return (0, 999) if age is None else (age.min or 0, 999 if age.max is None else age.max)


def by_role(guide: Guide) -> Mapping[str, list[Service]]:
    """The services that answer somebody in each role."""
    return {r.id: [s for s in guide.services if r.id in s.roles and channels(s)] for r in guide.roles}
