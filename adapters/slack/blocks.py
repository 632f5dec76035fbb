"""Views as Slack messages: a full sentence for screen readers, and blocks that fit a phone. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from adapters.slack import aloud, rich
from adapters.slack.cards import MARK, Link, Shown, buttons, card, mentions, substance
from adapters.slack.refs import of_alert, of_nudge
from adapters.slack.rich import Block
from adapters.slack.text import clip, sentence
from bot.card import (
    Alert,
    Alerts,
    Bulletin,
    Card,
    Nudge,
    Nudges,
    RatingAsked,
    Trouble,
    View,
    Waiting,
)

# Slack refuses a message at about 13,200 characters, its own braces counted (slackapi/bolt-js#2509, #2867).
_PAYLOAD = 12_500
_TEXT, _TEXT_BESIDE_LONG_BLOCKS = 3800, 400
_DRAFTS = (9000, 7500, 6000, 4500, 3000, 1500)
_ROWS = (30, 20, 15, 10, 5)
_FULL_ALERTS = (5, 3, 2, 1, 0)  # of one message, with draft and buttons
_NUDGES = (10, 6, 4, 3, 2, 1)
_DRAFT_IN_LIST = 600
_WORDS_IN_LIST = 2000


def render(view: View, link: Link) -> Shown:
    """Return a view's notification text and its blocks."""
    match view:
        case Card():
            text, blocks = _fullest(lambda most: card(view, link, most), _DRAFTS)
        case Alert():
            text, blocks = _fullest(lambda most: alert(view, link, most), _DRAFTS)
        case Alerts():
            text, blocks = _fullest(lambda full: alerts(view, link, full), _FULL_ALERTS)
        case Nudge():
            text, blocks = nudge(view, link)
        case Nudges():
            text, blocks = nudges(view.parts, link)
        case RatingAsked():
            return rating(view)
        case Waiting():
            return waiting(view, link)
        case Trouble():
            text, blocks = trouble(view)
        case Bulletin():
            text, blocks = bulletin(view)
    return _announced(text, view.mention, blocks), blocks


def _fullest(make: Callable[[int], Shown], amounts: Iterable[int]) -> Shown:
    """Return the rendering that shows most of what Slack takes as one message."""
    shown: Shown = ("", [])
    for amount in amounts:
        shown = make(amount)
        if _size(shown[1]) <= _PAYLOAD:
            break
    return shown


def _size(blocks: Sequence[Block]) -> int:
    return len(json.dumps(blocks, ensure_ascii=False))


def _announced(text: str, mention: tuple[str, ...], blocks: Sequence[Block]) -> str:
    """Return a message's text: long only where its blocks are not, as it may count with them."""
    room = max(_TEXT_BESIDE_LONG_BLOCKS, min(_TEXT, _PAYLOAD - _size(blocks)))
    return " ".join([*(rich.mention_text(key) for key in mention), sentence(text, room)])


def alert(view: Alert, link: Link, most: int) -> Shown:
    head = _alert_head(view, link, mentions(view.mention))
    if view.over:
        return aloud.alert(view), [head]
    body = substance(view.card, most)
    return aloud.alert(view), [head, *body, *buttons(view.card.actions, of_alert(view))]


def alerts(view: Alerts, link: Link, whole: int) -> Shown:
    """Return several alerts as one message: the first ones with draft and buttons, the rest as links."""
    blocks = [rich.rich(rich.line(*mentions(view.mention), rich.words(f"⏰ {view.headline}", bold=True)))]
    full = [row for row in view.rows if row.over is None][:whole]
    for row in full:
        front = tuple(action for action in row.card.actions if not action.more)
        short = replace(row.card, quotes=row.card.quotes[-1:], draft=_first_words(row.card.draft))
        blocks += [
            _alert_head(row, link),
            *substance(short),
            *buttons(front, of_alert(row), row.card.customer),
        ]
    rest = [_alert_head(row, link) for row in view.rows if row not in full]
    return aloud.in_a_row([view.headline, *(row.headline for row in view.rows)]), [*blocks, *rest][
        : rich.BLOCKS_IN_A_MESSAGE
    ]


def _alert_head(row: Alert, link: Link, mentioned: Sequence[Block] = ()) -> Block:
    mark = rich.words("✅ " if row.over else "⏰ ")
    headline = rich.words(row.headline, bold=row.over is None)
    where = rich.link(link(row.card.thread), "open the thread")
    late = [rich.line(rich.words(row.late, italic=True))] if row.late and not row.over else []
    return rich.rich(rich.line(*mentioned, mark, headline, rich.words("  "), where), *late)


def _first_words(draft: str | None) -> str | None:
    return clip(draft, _DRAFT_IN_LIST) if draft else None


def nudge(view: Nudge, link: Link) -> Shown:
    said = aloud.nudge(view)
    head = rich.line(
        *mentions(view.mention),
        rich.words(view.headline, bold=True),
        rich.words("  "),
        rich.link(link(view.thread), "open the thread"),
        *_source(view),
    )
    if view.over:
        return said, [rich.rich(head, rich.line(rich.words(view.over, italic=True)))]
    words = rich.as_sent(view.text) if view.text else []
    return said, [rich.rich(head), *words, *buttons(view.actions, of_nudge(view), view.headline)]


def _source(view: Nudge) -> list[Block]:
    return [rich.words("  "), rich.link(view.source.url, view.source.title)] if view.source else []


def nudges(parts: Sequence[Nudge], link: Link) -> Shown:
    """Return several nudges one under the other, as many as fit one message."""
    return _fullest(lambda most: _nudges(parts[:most], link), _NUDGES)


def _nudges(parts: Sequence[Nudge], link: Link) -> Shown:
    shown = [nudge(replace(part, mention=(), text=clip(part.text, _WORDS_IN_LIST)), link) for part in parts]
    blocks = [block for _, part in shown for block in (*part, {"type": "divider"})][:-1]
    return aloud.in_a_row(text for text, _ in shown), blocks[: rich.BLOCKS_IN_A_MESSAGE]


def rating(view: RatingAsked) -> Shown:
    """Return the question to a customer. Its buttons are read by who pressed, not by who sees them."""
    if view.thanks:
        return sentence(view.thanks), [*rich.as_typed(view.thanks)]
    elements = [
        rich.button(label, f"rate:{choice}", f"{view.rating_id}|{view.thread.channel}")
        for choice, label in view.choices
    ]
    asked = [*rich.as_typed(view.question), *rich.actions(elements, f"rate:{view.rating_id}")]
    return sentence(aloud.in_a_row([view.question, view.note])), [*asked, rich.small(view.note)]


def waiting(view: Waiting, link: Link) -> Shown:
    return _fullest(lambda most: _waiting(view, link, most), _ROWS)


def _waiting(view: Waiting, link: Link, most: int) -> Shown:
    count = len(view.rows)
    title = f"{view.title}: {count}" if count else "Nobody is waiting."
    parts = [rich.line(rich.words(title, bold=True), rich.words("  as of "), rich.when(view.as_of))]
    for row in view.rows[:most]:
        claimed = f"claimed by {row.claimed_by}" if row.claimed_by else ""
        about = " · ".join(
            filter(None, (aloud.late(row.tone), row.channel_name, clip(row.topic, 120), claimed))
        )
        parts.append(
            rich.line(
                rich.words(f"{MARK[row.tone]} "),
                rich.link(link(row.thread), clip(row.customer, 80), bold=True),
                rich.words(" since "),
                rich.when(row.waiting_since, "{time} ({ago})"),
                rich.words(f" · {about}"),
            )
        )
    if count > most:
        parts.append(rich.line(rich.words(f"and {count - most} more: /frontdesk queue")))
    return sentence(aloud.waiting(view, most)), [rich.rich(*parts)]


def bulletin(view: Bulletin) -> Shown:
    """Return a bulletin without its picture: what the picture shows is told in its place."""
    said = [*view.lines, *([view.chart.alt] if view.chart else [])]
    lines = [rich.line(rich.words(f"{each}\n")) for each in said if each]
    shown = rich.rich(rich.line(rich.words(f"{view.title}\n", bold=True)), *lines)
    return aloud.in_a_row([view.title, *said]), [shown]


def trouble(view: Trouble) -> Shown:
    mark = "✅ Solved: " if view.over else "⚠️ "
    head = rich.line(
        *mentions(view.mention),
        rich.words(mark),
        rich.words(view.text, bold=not view.over),
        rich.words("  since "),
        rich.when(view.since, "{date_short_pretty} {time}"),
    )
    return mark + view.text, [rich.rich(head)]
