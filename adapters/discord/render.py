"""Cards, alerts, nudges and lists as Discord shows them: one container, its colour never the only sign."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import discord
from discord import ui

from adapters.discord.buttons import MORE, Seen, custom_id, seen_on
from adapters.discord.keys import parsed
from adapters.discord.words import cut, parts, plain, plain_name
from bot.card import (
    Action,
    Alert,
    Alerts,
    Bulletin,
    Card,
    Cited,
    Nudge,
    Nudges,
    Quote,
    RatingAsked,
    Style,
    Tone,
    Trouble,
    View,
    Waiter,
    Waiting,
)
from bot.messages import Thread

Link = Callable[[Thread], str]

MOST_TEXT = 3900  # Discord allows 4,000 in all of a message's texts
LEAST_DRAFT = 600
MOST_BUTTONS = 5
MOST_DESCRIPTION = 256  # a gallery item's; an attachment's own may have 1,024
MOST_FULL_ALERTS = 4  # of one message, with draft and buttons
COLOURS = {Tone.CALM: 0x4E7FD6, Tone.SOON: 0xE0A030, Tone.LATE: 0xD83C3E, Tone.DONE: 0x8A8F98}
_TONE_WORDS = {Tone.SOON: "due soon", Tone.LATE: "late"}
_WRITERS = frozenset({"composer", "model"})
_ADDRESS = re.compile(r"https?://[^\s<>]+")
_STYLES = {
    Style.PRIMARY: discord.ButtonStyle.primary,
    Style.PLAIN: discord.ButtonStyle.secondary,
    Style.DANGER: discord.ButtonStyle.danger,
}


def render(view: View, link: Link, mentions: str = "") -> ui.LayoutView:
    """Return a view as Discord's components. `mentions` are put under its first line, where they ping."""
    opens: Thread | None = None
    match view:
        case Card():
            texts, tone, buttons = _card(view, link), view.tone, _buttons(view.actions, seen_on(view))
            opens = None if view.folded else view.thread
        case Alert():
            texts, tone = _alert(view, link), view.card.tone
            opens = None if view.over else view.card.thread
            buttons = [] if view.over else _buttons(view.card.actions, seen_on(view))
        case Alerts():
            return _alerts(view, link, mentions)
        case Nudge():
            texts, tone = _nudge(view, link), Tone.DONE if view.over else Tone.CALM
            buttons = [] if view.over else _buttons(view.actions, seen_on(view))
        case Nudges() | RatingAsked():
            return rating(view) if isinstance(view, RatingAsked) else _several(view, link, mentions)
        case Waiting():
            texts, tone, buttons = _waiting(view, link), _worst(view.rows), []
        case Trouble():
            texts, tone, buttons = _trouble(view), Tone.DONE if view.over else Tone.LATE, []
        case Bulletin():
            return _bulletin(view)
    if mentions:
        texts = [f"{texts[0]}\n{mentions}", *texts[1:]]
    first, *rest = [ui.TextDisplay[ui.LayoutView](text) for text in _within(texts, MOST_TEXT)]
    head = _beside(first, link(opens)) if opens else first
    layout = ui.LayoutView(timeout=None)
    layout.add_item(ui.Container(head, *rest, *buttons, accent_colour=COLOURS[tone]))
    return layout


def _beside(text: ui.TextDisplay[ui.LayoutView], address: str) -> ui.Section[ui.LayoutView]:
    """Return a text with the button that opens the thread beside it: on a phone a link is hard to hit."""
    return ui.Section(text, accessory=ui.Button(label="Open", url=address))


def ago(at: datetime) -> str:
    """Return a moment that Discord counts up by itself, in the reader's words."""
    return f"<t:{int(at.timestamp())}:R>"


def _card(card: Card, link: Link) -> list[str]:
    if card.folded:
        line = f"**{plain_name(card.customer)}** · {plain(card.state)} · [open]({link(card.thread)})"
        return [line, *_promised(card)]
    before = [_heading(card), _place(card), *_warnings(card), *_quotes(card)]
    after = [_sources(card.sources), _small(card), *_promised(card)]
    room = MOST_TEXT - sum(len(text) for text in (*before, *after) if text)
    return [text for text in (*before, _draft(card, max(room, LEAST_DRAFT)), *after) if text]


def _warnings(card: Card) -> list[str]:
    return [_note(text, "⚠️ ") for text in (card.notice, card.caution)]


def _heading(card: Card) -> str:
    tone = f" · **{_TONE_WORDS[card.tone]}**" if card.tone in _TONE_WORDS else ""
    return f"### {plain_name(card.customer)} · {plain(card.state)}{tone}"


def _place(card: Card) -> str:
    since = f"waiting since {ago(card.waiting_since)}" if card.waiting_since else ""
    target = f"target {ago(card.target_at)}" if card.target_at and card.waiting_since else ""
    where = plain(card.channel_name)
    feeling = f"**{plain(card.feeling)}**" if card.feeling else ""
    return " · ".join(part for part in (since, target, plain(card.about), where, feeling) if part)


def _quotes(card: Card) -> list[str]:
    rows = [
        _quote(quote, named=number == 0 or card.quotes[number - 1].name != quote.name)
        for number, quote in enumerate(card.quotes)
    ]
    if card.more_lines:
        rows.append(f"-# {card.more_lines} more in the channel")
    return ["\n".join(rows)] if rows else []


def _quote(quote: Quote, *, named: bool) -> str:
    text = cut(plain(quote.text), 400).replace("\n", "\n> ")
    return f"> **{plain_name(quote.name)}** {ago(quote.at)}\n> {text}" if named else f"> {text}"


def _draft(card: Card, room: int) -> str:
    if card.drafting and card.draft is None:
        return "*Writing a draft…*"
    if card.draft is None:
        return ""
    unsure = " (unsure)" if card.unsure else ""
    more = "\n-# The rest is behind Edit."
    changed = f" · {plain(cut(card.changed, 200))}" if card.changed else ""
    heading = f"**Draft{unsure}**{changed}\n"
    first, *rest = parts(card.draft, room - len(heading) - len(more))
    return f"{heading}{first}{more if rest else ''}"


def _sources(sources: Sequence[Cited]) -> str:
    named = [_source(source) for source in sources]
    return f"-# Source: {' · '.join(named)}" if named else ""


def _source(source: Cited) -> str:
    title = plain(cut(source.title, 120))
    linked = f"[{title}](<{source.url}>)" if source.url and _ADDRESS.fullmatch(source.url) else title
    return f"{linked} (internal)" if source.internal else linked


def _small(card: Card) -> str:
    """Return the one hint, and why a model did not write this. The reasons of a draft are behind More."""
    writer = card.writer if card.draft and card.writer not in _WRITERS else None
    return "\n".join(row for row in (_note(card.hint, "-# 💡 "), _note(writer, "-# ")) if row)


def _promised(card: Card) -> list[str]:
    """Return what was or would be promised, and what the customer is still owed."""
    rows = [_note(note, "-# ⏱ ") for note in card.notes]
    return ["\n".join(rows)] if rows else []


def _note(text: str | None, before: str) -> str:
    return f"{before}{plain(cut(text, 300))}" if text else ""


def _alert(alert: Alert, link: Link) -> list[str]:
    headline = f"### {'✅' if alert.over else '⏰'} {plain(cut(alert.headline, 400))}"
    if alert.over:
        return [headline, f"[open]({link(alert.card.thread)})"]
    name, *rest = _card(alert.card, link)
    one_size_smaller = name.removeprefix("### ")  # two headings would fill a phone
    return [text for text in (headline, _note(alert.late, "-# "), one_size_smaller, *rest) if text]


def _alerts(view: Alerts, link: Link, mentions: str) -> ui.LayoutView:
    """Return several alerts as one message: the first ones with draft and buttons, the rest as links."""
    container = ui.Container[ui.LayoutView](accent_colour=COLOURS[view.tone])
    head = f"### ⏰ {view.headline}" + (f"\n{mentions}" if mentions else "")
    container.add_item(ui.TextDisplay(head))
    full = [row for row in view.rows if row.over is None][:MOST_FULL_ALERTS]
    for row in full:
        draft = f"\n**Draft** {plain(cut(row.card.draft, 350))}" if row.card.draft else ""
        container.add_item(ui.TextDisplay(cut(f"{_alert_row(row, link)}{draft}", 700)))
        front = [action for action in row.card.actions if not action.more]
        for buttons in _buttons(front, seen_on(row)):
            container.add_item(buttons)
    rest = "\n".join(_alert_row(row, link) for row in view.rows if row not in full)
    if rest:
        container.add_item(ui.TextDisplay(cut(rest, 900)))
    layout = ui.LayoutView(timeout=None)
    layout.add_item(container)
    return layout


def _alert_row(row: Alert, link: Link) -> str:
    late = f" · {plain(cut(row.late, 150))}" if row.late and not row.over else ""
    mark = "✅" if row.over else "⏰"
    return f"{mark} {plain(cut(row.headline, 150))}{late} · [open]({link(row.card.thread)})"


def _nudge(nudge: Nudge, link: Link) -> list[str]:
    over = f"-# {plain(cut(nudge.over, 200))}" if nudge.over else ""
    words = "> " + cut(nudge.text, 2500).replace("\n", "\n> ") if nudge.text and not nudge.over else ""
    source = f" · {_source(nudge.source)}" if nudge.source else ""
    headline = f"**{plain(cut(nudge.headline, 900))}** · [open]({link(nudge.thread)}){source}"
    return [text for text in (headline, words, over) if text]


def _several(nudges: Nudges, link: Link, mentions: str) -> ui.LayoutView:
    """Return several nudges in one message, each in a container of its own."""
    layout = ui.LayoutView(timeout=None)
    if mentions:
        layout.add_item(ui.TextDisplay(mentions))
    room = MOST_TEXT // len(nudges.parts)
    for part in nudges.parts:
        texts = [ui.TextDisplay[ui.LayoutView](text) for text in _within(_nudge(part, link), room)]
        buttons = [] if part.over else _buttons(part.actions, seen_on(part))
        colour = COLOURS[Tone.DONE if part.over else Tone.CALM]
        layout.add_item(ui.Container(*texts, *buttons, accent_colour=colour))
    return layout


def rating(view: RatingAsked) -> ui.LayoutView:
    """Return the question to a customer; its buttons carry the server, which a private message has not."""
    layout = ui.LayoutView(timeout=None)
    guild = parsed(view.customer).guild
    text = ui.TextDisplay[ui.LayoutView](plain(view.thanks or view.question))
    if view.thanks:
        layout.add_item(ui.Container(text, accent_colour=COLOURS[Tone.DONE]))
        return layout
    buttons = ui.ActionRow[ui.LayoutView](
        *(
            ui.Button(label=label, custom_id=f"fdr:{guild}:{view.rating_id}:{choice}")
            for choice, label in view.choices
        )
    )
    note = ui.TextDisplay[ui.LayoutView](f"-# {plain(view.note)}")
    layout.add_item(ui.Container(text, buttons, note, accent_colour=COLOURS[Tone.CALM]))
    return layout


def _waiting(waiting: Waiting, link: Link) -> list[str]:
    if not waiting.rows:
        return [
            f"### {plain(waiting.title)}",
            f"Nobody is waiting. -# as of {ago(waiting.as_of)}".replace(" -#", "\n-#"),
        ]
    rows: list[str] = []
    room = MOST_TEXT - 200
    for waiter in waiting.rows:
        row = _waiter(waiter, link)
        if room < len(row):
            rows.append(f"-# and {len(waiting.rows) - len(rows)} more")
            break
        rows.append(row)
        room -= len(row) + 1
    return [f"### {plain(waiting.title)} · {len(waiting.rows)}", "\n".join(rows)]


def _waiter(waiter: Waiter, link: Link) -> str:
    parts = [
        f"**{plain_name(waiter.customer)}** {ago(waiter.waiting_since)}",
        f"**{_TONE_WORDS[waiter.tone]}**" if waiter.tone in _TONE_WORDS else "",
        plain(cut(waiter.topic, 80)),
        f"claimed by {plain_name(waiter.claimed_by)}" if waiter.claimed_by else "",
        f"[{plain(waiter.channel_name)}]({link(waiter.thread)})",
    ]
    return "- " + " · ".join(part for part in parts if part)


def _worst(rows: Iterable[Waiter]) -> Tone:
    tones = {waiter.tone for waiter in rows}
    return next((tone for tone in (Tone.LATE, Tone.SOON, Tone.CALM) if tone in tones), Tone.DONE)


def _trouble(trouble: Trouble) -> list[str]:
    sign = "✅ Over:" if trouble.over else "⚠️"
    return [f"{sign} {plain(cut(trouble.text, 1500))}\n-# since {ago(trouble.since)}"]


def _bulletin(view: Bulletin) -> ui.LayoutView:
    """Return a bulletin; its picture, if it has one, is sent beside it under its name."""
    told = [f"**{plain(view.title)}**", "\n".join(plain(line) for line in view.lines)]
    if view.chart and view.picture is None:
        told.append(f"-# {plain(view.chart.alt)}")
    shown = [ui.TextDisplay[ui.LayoutView](text) for text in _within(told, MOST_TEXT) if text]
    layout = ui.LayoutView(timeout=None)
    picture: list[ui.Item[ui.LayoutView]] = []
    if view.picture:
        gallery = ui.MediaGallery[ui.LayoutView]()
        gallery.add_item(
            media=f"attachment://{view.picture.name}", description=cut(view.picture.alt, MOST_DESCRIPTION)
        )
        picture.append(gallery)
    layout.add_item(ui.Container(*shown, *picture, accent_colour=COLOURS[Tone.CALM]))
    return layout


def _within(texts: Iterable[str], room: int) -> list[str]:
    """Keep what fits Discord's limit for all texts of a message together."""
    kept = []
    for text in texts:
        if room <= 0:
            break
        kept.append(cut(text, room))
        room -= len(text)
    return kept


def _buttons(actions: Sequence[Action], seen: Seen) -> list[ui.ActionRow[ui.LayoutView]]:
    """Return the buttons in rows of five, and what is behind More as a menu."""
    front = [action for action in actions if not action.more]
    rows = [
        ui.ActionRow[ui.LayoutView](
            *(_button(action, seen) for action in front[start : start + MOST_BUTTONS])
        )
        for start in range(0, len(front), MOST_BUTTONS)
    ]
    menu = [action for action in actions if action.more]
    return [*rows, ui.ActionRow[ui.LayoutView](_menu(menu, seen))] if menu else rows


def _button(action: Action, seen: Seen) -> ui.Button[ui.LayoutView]:
    id = custom_id(action.verb, seen)
    return ui.Button(label=action.label[:80], style=_STYLES[action.style], custom_id=id)


def _menu(actions: Sequence[Action], seen: Seen) -> ui.Select[ui.LayoutView]:
    options = [discord.SelectOption(label=action.label[:100], value=action.verb) for action in actions[:25]]
    return ui.Select(custom_id=custom_id(MORE, seen), placeholder="More…", options=options)
