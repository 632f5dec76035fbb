"""Views as Slack messages: a full sentence for screen readers, and blocks that fit a phone. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from adapters.slack import rich
from adapters.slack.refs import Ref, of_alert, of_card, of_nudge
from adapters.slack.rich import Block
from adapters.slack.text import clip, sentence
from bot.card import (
    Action,
    Alert,
    Alerts,
    Bulletin,
    Card,
    Nudge,
    Nudges,
    Quote,
    RatingAsked,
    Style,
    Tone,
    Trouble,
    View,
    Waiting,
)
from bot.messages import Role, Thread

Link = Callable[[Thread], str | None]
Shown = tuple[str, list[Block]]

_MARK = {Tone.CALM: "🟢", Tone.SOON: "🟡", Tone.LATE: "🔴", Tone.DONE: "✅"}
_STYLE = {Style.PRIMARY: "primary", Style.DANGER: "danger", Style.PLAIN: None}
_DRAFT_SHOWN = 9000  # the whole payload may hold about 13,000 characters
_QUOTE_SHOWN = 600
_ROWS = 30
_FULL_ALERTS = 5  # of one message, with draft and buttons
_DRAFT_IN_LIST = 600
_BLOCKS = 50


def render(view: View, link: Link) -> Shown:
    """Return a view's notification text and its blocks."""
    match view:
        case Card():
            text, blocks = card(view, link)
        case Alert():
            text, blocks = alert(view, link)
        case Alerts():
            text, blocks = alerts(view, link)
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
    return _announced(text, view.mention), blocks


def _announced(text: str, mention: tuple[str, ...]) -> str:
    return " ".join([*(rich.mention_text(key) for key in mention), sentence(text)])


def card(view: Card, link: Link) -> Shown:
    summary = view.summary or f"{view.state}: {view.customer} in {view.channel_name}"
    if view.folded:
        return summary, [
            rich.rich(_headline(view, link)),
            *_notes(view),
            *_buttons(view.actions, of_card(view)),
        ]
    head = rich.rich(rich.line(*_mentions(view.mention), *_headline(view, link)["elements"]), *_about(view))
    return summary, [head, *_substance(view), *_buttons(view.actions, of_card(view))]


def alert(view: Alert, link: Link) -> Shown:
    said = [view.headline, *filter(None, (view.late, view.over))]
    head: list[Block] = [*_mentions(view.mention), rich.words("⏰ "), rich.words(view.headline, bold=True)]
    head.append(rich.link(link(view.card.thread), "  open the thread"))
    parts = [rich.line(*head), *(rich.line(rich.words(text, italic=True)) for text in said[1:])]
    if view.over:
        return ". ".join(said), [rich.rich(*parts)]
    body = _substance(view.card)
    return ". ".join(said), [rich.rich(*parts), *body, *_buttons(view.card.actions, of_alert(view))]


def alerts(view: Alerts, link: Link) -> Shown:
    """Return several alerts as one message: the first ones with draft and buttons, the rest as links."""
    blocks = [rich.rich(rich.line(*_mentions(view.mention), rich.words(f"⏰ {view.headline}", bold=True)))]
    full = [row for row in view.rows if row.over is None][:_FULL_ALERTS]
    for row in full:
        front = tuple(action for action in row.card.actions if not action.more)
        short = replace(row.card, quotes=row.card.quotes[-1:], draft=_first_words(row.card.draft))
        blocks += [_alert_head(row, link), *_substance(short), *_buttons(front, of_alert(row))]
    rest = [_alert_head(row, link) for row in view.rows if row not in full]
    return ". ".join([view.headline, *(row.headline for row in view.rows)]), [*blocks, *rest][:_BLOCKS]


def _alert_head(row: Alert, link: Link) -> Block:
    mark = "✅ " if row.over else "⏰ "
    headline = rich.words(row.headline, bold=row.over is None)
    where = rich.link(link(row.card.thread), "  open the thread")
    late = [rich.line(rich.words(row.late, italic=True))] if row.late and not row.over else []
    return rich.rich(rich.line(rich.words(mark), headline, where), *late)


def _first_words(draft: str | None) -> str | None:
    return clip(draft, _DRAFT_IN_LIST) if draft else None


def nudge(view: Nudge, link: Link) -> Shown:
    said = [view.headline, *([view.over] if view.over else [])]
    head = rich.line(
        *_mentions(view.mention),
        rich.words(view.headline, bold=True),
        rich.words("  "),
        rich.link(link(view.thread), "open the thread"),
        *_source(view),
    )
    if view.over:
        return ". ".join(said), [rich.rich(head, rich.line(rich.words(view.over, italic=True)))]
    words = rich.as_sent(view.text) if view.text else []
    return ". ".join(said), [rich.rich(head), *words, *_buttons(view.actions, of_nudge(view))]


def _source(view: Nudge) -> list[Block]:
    return [rich.words("  "), rich.link(view.source.url, view.source.title)] if view.source else []


def nudges(parts: Sequence[Nudge], link: Link) -> Shown:
    """Return several nudges one under the other, as many as fit one message."""
    shown = [nudge(replace(part, mention=()), link) for part in parts]
    blocks = [block for _, part in shown for block in (*part, {"type": "divider"})][:-1]
    return ". ".join(text for text, _ in shown), blocks[: rich.BLOCKS_IN_A_MESSAGE]


def rating(view: RatingAsked) -> Shown:
    """Return the question to a customer. Its buttons are read by who pressed, not by who sees them."""
    if view.thanks:
        return sentence(view.thanks), [*rich.as_typed(view.thanks)]
    elements = [
        rich.button(label, f"rate:{choice}", f"{view.rating_id}|{view.thread.channel}")
        for choice, label in view.choices
    ]
    asked = [*rich.as_typed(view.question), *rich.actions(elements, f"rate:{view.rating_id}")]
    return sentence(view.question), [*asked, rich.small(view.note)]


def waiting(view: Waiting, link: Link) -> Shown:
    count = len(view.rows)
    title = f"{view.title}: {count}" if count else "Nobody is waiting."
    parts = [rich.line(rich.words(title, bold=True), rich.words("  as of "), rich.when(view.as_of))]
    for row in view.rows[:_ROWS]:
        claimed = f"claimed by {row.claimed_by}" if row.claimed_by else ""
        about = " · ".join(filter(None, (row.channel_name, clip(row.topic, 120), claimed)))
        parts.append(
            rich.line(
                rich.words(f"{_MARK[row.tone]} "),
                rich.link(link(row.thread), clip(row.customer, 80), bold=True),
                rich.words(" since "),
                rich.when(row.waiting_since, "{time} ({ago})"),
                rich.words(f" · {about}"),
            )
        )
    if count > _ROWS:
        parts.append(rich.line(rich.words(f"and {count - _ROWS} more: /frontdesk queue")))
    names = ", ".join(row.customer for row in view.rows[:_ROWS])
    return sentence(f"{title}. {names}" if names else title), [rich.rich(*parts)]


def bulletin(view: Bulletin) -> Shown:
    """Return a bulletin without its picture: what the picture shows is told in its place."""
    said = [*view.lines, *([view.chart.alt] if view.chart else [])]
    lines = [rich.line(rich.words(f"{each}\n")) for each in said if each]
    shown = rich.rich(rich.line(rich.words(f"{view.title}\n", bold=True)), *lines)
    return " ".join([view.title, *view.lines]), [shown]


def trouble(view: Trouble) -> Shown:
    mark = "✅ Solved: " if view.over else "⚠️ "
    head = rich.line(
        *_mentions(view.mention),
        rich.words(mark),
        rich.words(view.text, bold=not view.over),
        rich.words("  since "),
        rich.when(view.since, "{date_short_pretty} {time}"),
    )
    return mark + view.text, [rich.rich(head)]


def _mentions(keys: tuple[str, ...]) -> list[Block]:
    return [part for key in keys for part in (rich.mention(key), rich.words(" "))]


def _headline(view: Card, link: Link) -> Block:
    parts: list[Block] = [rich.words(f"{_MARK[view.tone]} "), rich.words(view.state, bold=True)]
    if view.waiting_since:
        parts += [rich.words(" since "), rich.when(view.waiting_since, "{time} ({ago})")]
    if view.target_at and view.waiting_since:
        parts += [rich.words(" · target "), rich.when(view.target_at)]
    where = rich.link(link(view.thread), view.channel_name)
    return rich.line(
        *parts, rich.words(" · "), rich.words(view.customer, bold=True), rich.words(" in "), where
    )


def _about(view: Card) -> list[Block]:
    return [rich.line(rich.words(view.about))] if view.about else []


def _substance(view: Card) -> list[Block]:
    """Return what a person needs for a decision: their words, the feeling, the draft, where it comes from."""
    blocks: list[Block] = []
    if view.notice:
        blocks.append(rich.rich(rich.line(rich.words(f"🆕 {view.notice}", bold=True))))
    if view.quotes:
        blocks.append(rich.rich(*(_quote(said) for said in view.quotes[:3])))
    notes = [f"+ {view.more_lines} more in the thread"] if view.more_lines else []
    if view.caution:
        blocks.append(rich.rich(rich.line(rich.words(f"⚠️ {view.caution}", bold=True))))
    if notes or view.feeling:
        blocks.append(rich.small(" · ".join([*notes, *([view.feeling] if view.feeling else [])])))
    return [*blocks, *_draft(view), *_notes(view)]


def _notes(view: Card) -> list[Block]:
    """Return what was or would be promised, and what the customer is still owed."""
    return [rich.small(*(f"• {note}" for note in view.notes))] if view.notes else []


def _quote(said: Quote) -> Block:
    return rich.quote(
        rich.words(said.name if said.role is Role.CUSTOMER else f"{said.name} (us)", bold=True),
        rich.words("  "),
        rich.when(said.at),
        rich.words("\n" + (clip(said.text, _QUOTE_SHOWN) or "(no text)")),
    )


def _draft(view: Card) -> list[Block]:
    if view.draft is None:
        return [rich.small("✍️ A draft is being written…")] if view.drafting else []
    shown = view.draft[:_DRAFT_SHOWN]
    head = " · ".join(filter(None, ("Draft", view.writer, view.changed)))
    blocks = [rich.small(head), *rich.as_sent(shown)]
    if rest := len(view.draft) - len(shown):
        blocks.append(rich.small(f"The draft goes on for {rest:,} characters: Edit shows all of it."))
    if view.sources:
        blocks.append(rich.rich(rich.line(*_sources(view))))
    if view.hint:
        blocks.append(rich.small(f"💡 {view.hint}"))
    return blocks


def _sources(view: Card) -> list[Block]:
    parts = [rich.words("Unsure. Closest source: " if view.unsure else "Source: ", italic=True)]
    for index, source in enumerate(view.sources):
        parts.append(rich.words(" · " if index else " "))
        parts.append(rich.link(source.url, source.title or "untitled"))
        if source.internal:
            parts.append(rich.words(" (internal)", italic=True))
    return parts


def _buttons(wanted: tuple[Action, ...], ref: Ref) -> list[Block]:
    elements: list[Any] = [
        rich.button(action.label, f"do:{action.verb.value}", ref.coded(action.verb), _STYLE[action.style])
        for action in wanted
        if not action.more
    ]
    behind = [(ref.coded(action.verb), action.label) for action in wanted if action.more]
    if behind:
        elements.append(rich.menu("More", "more", behind))
    # a new block id makes clients forget which entry of the menu was chosen last
    return rich.actions(elements, f"ref:{ref.conversation}:{ref.version}:{ref.draft}:{ref.notice}")
