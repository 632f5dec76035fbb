"""What a screen reader says of a view, and a phone shows of it before it is opened. Pure.

Slack reads a message's text in place of its blocks: everything a person needs to decide stands in it.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.card import Alert, Card, Nudge, Quote, Tone, Waiting
from bot.messages import Role

_TONES = {Tone.SOON: "due soon", Tone.LATE: "late"}


def card(view: Card) -> str:
    stands = f"{view.customer} in {view.channel_name}: {view.state}"
    if view.folded:
        return in_a_row([view.summary or stands, *view.notes])
    return in_a_row([", ".join(filter(None, (stands, late(view.tone)))), view.about, *_substance(view)])


def alert(view: Alert) -> str:
    if view.over:
        return view.headline
    return in_a_row([view.headline, view.late or "", *_substance(view.card)])


def nudge(view: Nudge) -> str:
    if view.over:
        return in_a_row([view.headline, view.over])
    return in_a_row([view.headline, f"Ready to send: “{view.text}”" if view.text else ""])


def waiting(view: Waiting, most: int) -> str:
    if not view.rows:
        return "Nobody is waiting."
    rows = [row.customer + (f" ({late(row.tone)})" if late(row.tone) else "") for row in view.rows[:most]]
    return f"{view.title}: {len(view.rows)}. {', '.join(rows)}"


def late(tone: Tone) -> str:
    """Return in words what the coloured mark of a wait says."""
    return _TONES.get(tone, "")


def in_a_row(said: Iterable[str]) -> str:
    """Join what stands on lines of its own into what is read as one: no full stop after a mark."""
    *before, last = [text for text in said if text]
    return " ".join([*(text if text.endswith((".", "?", "!", "”")) else f"{text}." for text in before), last])


def _substance(view: Card) -> list[str]:
    more = f"{view.more_lines} more in the thread" if view.more_lines else ""
    source = view.sources[0].title or "untitled" if view.draft and view.sources else ""
    label = "Unsure, closest source" if view.unsure else "Source"
    return [
        view.notice or "",
        *(_quote(said) for said in view.quotes[:3]),
        view.caution or "",
        more,
        f"Reads as: {view.feeling}" if view.feeling else "",
        f"Draft: “{view.draft}”" if view.draft else "A draft is being written" if view.drafting else "",
        f"{label}: {source}" if source else "",
        view.hint if view.draft and view.hint else "",
        *view.notes,
    ]


def _quote(said: Quote) -> str:
    name = said.name if said.role is Role.CUSTOMER else f"{said.name} (us)"
    return f"{name}: “{said.text or '(no text)'}”"
