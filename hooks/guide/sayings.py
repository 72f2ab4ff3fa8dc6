"""What to say to a service, in whose voice."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

from guide.model import Service
from guide.text import Said, Writer


def of(service: Service, write: Writer, labels: Mapping[str, Said]) -> list[SimpleNamespace]:
    """The sentences of a service: ``voice`` (``child`` or ``adult``), ``label`` and ``words``.

    A service for both may have one for each; a service that is not for children speaks with adults alone.
    """
    voice = "child" if "child-youth" in service.roles else "adult"
    found = [(voice, "you_can_say", service.you_can_say)]
    if service.adults_can_say:
        found.append(("adult", "adults_can_say", service.adults_can_say))
    return [SimpleNamespace(voice=v, label=labels[name], words=write.line(text)) for v, name, text in found]
