"""Cards, alerts, nudges and lists as Discord shows them: one container, its colour never the only sign."""

from __future__ import annotations

from collections.abc import Iterable

from discord import ui

from adapters.discord.buttons import seen_on
from adapters.discord.cards import (
    MOST_TEXT,
    OPEN,
    TONE_WORDS,
    Link,
    ago,
    linked,
    note,
    rows_of_buttons,
    since,
    texts_of,
)
from adapters.discord.keys import parsed
from adapters.discord.words import cut, plain, plain_name
from bot.card import (
    Alert,
    Alerts,
    Bulletin,
    Card,
    Nudge,
    Nudges,
    RatingAsked,
    Tone,
    Trouble,
    View,
    Waiter,
    Waiting,
)
from bot.messages import Thread

MOST_DESCRIPTION = 256  # a gallery item's; an attachment's own may have 1,024
MOST_FULL_ALERTS = 3  # of one message, with draft and buttons
_SHORT = 900  # characters of one of them
COLOURS = {Tone.CALM: 0x4E7FD6, Tone.SOON: 0xE0A030, Tone.LATE: 0xD83C3E, Tone.DONE: 0x8A8F98}


def render(view: View, link: Link, mentions: str = "") -> ui.LayoutView:
    """Return a view as Discord's components. `mentions` are put under its first line, where they ping."""
    opens: Thread | None = None
    match view:
        case Card():
            texts, tone, buttons = (
                texts_of(view, link),
                view.tone,
                rows_of_buttons(view.actions, seen_on(view)),
            )
            opens = None if view.folded else view.thread
        case Alert():
            texts, tone = _alert(view, link), view.card.tone
            opens = None if view.over else view.card.thread
            buttons = [] if view.over else rows_of_buttons(view.card.actions, seen_on(view))
        case Alerts():
            return _alerts(view, link, mentions)
        case Nudge():
            texts, tone = _nudge(view, link), Tone.DONE if view.over else Tone.CALM
            buttons = [] if view.over else rows_of_buttons(view.actions, seen_on(view))
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


def _alert(alert: Alert, link: Link) -> list[str]:
    headline = f"### {'✅' if alert.over else '⏰'} {plain(cut(alert.headline, 400))}"
    if alert.over:
        return [headline, f"[{OPEN}]({link(alert.card.thread)})"]
    _, *rest = texts_of(alert.card, link)  # the alert's own headline says who waits
    return [text for text in (headline, note(alert.late, "-# "), *rest) if text]


def _alerts(view: Alerts, link: Link, mentions: str) -> ui.LayoutView:
    """Return several alerts as one message: the first ones with draft and buttons, the rest as links."""
    container = ui.Container[ui.LayoutView](accent_colour=COLOURS[view.tone])
    head = f"### ⏰ {view.headline}" + (f"\n{mentions}" if mentions else "")
    container.add_item(ui.TextDisplay(head))
    full = [row for row in view.rows if row.over is None][:MOST_FULL_ALERTS]
    for row in full:
        container.add_item(ui.TextDisplay(_short(row, link)))
        front = [action for action in row.card.actions if not action.more]
        for buttons in rows_of_buttons(front, seen_on(row)):
            container.add_item(buttons)
    rest = "\n".join(_alert_row(row, link) for row in view.rows if row not in full)
    if rest:
        container.add_item(ui.TextDisplay(cut(rest, 900)))
    layout = ui.LayoutView(timeout=None)
    layout.add_item(container)
    return layout


def _short(row: Alert, link: Link) -> str:
    """Return what must be known to answer from an alert among several: the last words, and the draft."""
    said = row.card.quotes[-1:]
    texts = [
        _alert_row(row, link),
        *(f"> {plain(cut(quote.text, 140))}".replace("\n", "\n> ") for quote in said),
        note(row.card.caution, "⚠️ "),
        f"**Draft** {plain(cut(row.card.draft, 350))}" if row.card.draft else "",
    ]
    return cut("\n".join(text for text in texts if text), _SHORT)


def _alert_row(row: Alert, link: Link) -> str:
    late = f" · {plain(cut(row.late, 150))}" if row.late and not row.over else ""
    mark = "✅" if row.over else "⏰"
    return f"{mark} {plain(cut(row.headline, 150))}{late} · [{OPEN}]({link(row.card.thread)})"


def _nudge(nudge: Nudge, link: Link) -> list[str]:
    over = f"-# {plain(cut(nudge.over, 200))}" if nudge.over else ""
    words = "> " + cut(nudge.text, 2500).replace("\n", "\n> ") if nudge.text and not nudge.over else ""
    source = f" · {linked(nudge.source)}" if nudge.source else ""
    headline = f"**{plain(cut(nudge.headline, 900))}** · [{OPEN}]({link(nudge.thread)}){source}"
    return [text for text in (headline, words, over) if text]


def _several(nudges: Nudges, link: Link, mentions: str) -> ui.LayoutView:
    """Return several nudges in one message, each in a container of its own."""
    layout = ui.LayoutView(timeout=None)
    if mentions:
        layout.add_item(ui.TextDisplay(mentions))
    room = MOST_TEXT // len(nudges.parts)
    for part in nudges.parts:
        texts = [ui.TextDisplay[ui.LayoutView](text) for text in _within(_nudge(part, link), room)]
        buttons = [] if part.over else rows_of_buttons(part.actions, seen_on(part))
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
            f"Nobody is waiting.\n-# as of {ago(waiting.as_of)}",
        ]
    rows: list[str] = []
    room = MOST_TEXT - 200
    for waiter in waiting.rows:
        row = _waiter(waiter, link)
        if room < len(row):
            rows.append(f"-# and {len(waiting.rows) - len(rows)} more: /frontdesk queue")
            break
        rows.append(row)
        room -= len(row) + 1
    return [f"### {plain(waiting.title)}: {len(waiting.rows)}", "\n".join(rows)]


def _waiter(waiter: Waiter, link: Link) -> str:
    parts = [
        f"**{plain_name(waiter.customer)}** {since(waiter.waiting_since)}",
        f"**{TONE_WORDS[waiter.tone]}**" if waiter.tone in TONE_WORDS else "",
        plain(cut(waiter.topic, 80)),
        f"claimed by {plain_name(waiter.claimed_by)}" if waiter.claimed_by else "",
        f"[{plain(waiter.channel_name)}]({link(waiter.thread)})",
    ]
    return "- " + " · ".join(part for part in parts if part)


def _worst(rows: Iterable[Waiter]) -> Tone:
    tones = {waiter.tone for waiter in rows}
    return next((tone for tone in (Tone.LATE, Tone.SOON, Tone.CALM) if tone in tones), Tone.DONE)


def _trouble(trouble: Trouble) -> list[str]:
    sign = "✅ Solved:" if trouble.over else "⚠️"
    return [f"{sign} {plain(cut(trouble.text, 1500))}\n-# {since(trouble.since)}"]


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
