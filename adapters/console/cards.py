"""Cards, alerts, nudges and the Waiting now list, drawn. Buttons carry what the person saw as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from nicegui.element import Element

from adapters.console.feed import Stack
from adapters.console.parts import button, counting, el, menu, moment, prose
from bot.acts.problems import Known, customers
from bot.card import Action, Alert, Card, Cited, Nudge, Style, Tone, Verb, Waiter

_TONES = {Tone.CALM: "In time", Tone.SOON: "Due soon", Tone.LATE: "Late", Tone.DONE: "Done"}


def draw_stack(stack: Stack, me: str) -> None:
    """Draw one conversation into its article: the alert on top, the card, reminders below."""
    if stack.alert:
        _alert(stack.alert, me)
    elif stack.card and not stack.card.folded:
        _first_line(stack.card)
    if stack.card:
        (_folded if stack.card.folded else _card)(stack.card, me)
    for nudge in stack.nudges:
        _nudge(nudge, named=stack.card is None)


def classes_of(stack: Stack) -> str:
    """Return how a stack's article looks as a whole."""
    tone = stack.card.tone.value if stack.card else "calm"
    folded = " folded" if stack.card and stack.card.folded and not stack.nudges else ""
    return f"card tone-{tone}{folded}"


def _alert(alert: Alert, me: str) -> None:
    """Draw what takes the place of the card's first line while its alert is up."""
    card = alert.card
    with el("div", None, f"alert level-{alert.level}", role="alert"):
        with el("div", None, "line"):
            el("span", _TONES[card.tone], f"tone {card.tone.value}")
            el("strong", alert.headline)
            if me in alert.mention and me not in card.mention:
                el("span", "for you", "chip")
        with el("div", None, "line small"):
            if alert.late:
                el("span", alert.late)
            _clock(card)


def _card(card: Card, me: str) -> None:
    with el("div", None, "who"):
        el("h3", card.customer)
        el("p", card.about, "about")
        if card.feeling:
            el("span", card.feeling, "chip feeling")
        if me in card.mention:
            el("span", "yours", "chip", title="You own this channel, or claimed this conversation")
    if card.notice:
        el("p", card.notice, "notice")
    if card.caution:
        el("p", card.caution, "caution-line", role="note")
    _quotes(card)
    _draft(card)
    _actions(card)


def _first_line(card: Card) -> None:
    with el("div", None, "line"):
        el("span", _TONES[card.tone], f"tone {card.tone.value}")
        el("span", card.state, "state")
        _clock(card)


def _clock(card: Card) -> None:
    with el("span", None, "clock"):
        el("span", card.channel_name, "channel")
        if card.target_at:
            with el("span", "due", "target"):
                moment(card.target_at)
        if card.waiting_since:
            counting(card.waiting_since)


def _quotes(card: Card) -> None:
    with el("div", None, "quotes"):
        for quote in card.quotes:
            with el("div", None, "quote"):
                moment(quote.at)
                prose(quote.text)
        lines = "line" if card.more_lines == 1 else "lines"
        label = f"{card.more_lines} more {lines}" if card.more_lines else "Open the conversation"
        el("button", label, "link", type="button", data_do="thread", data_conversation=card.conversation)


def _draft(card: Card) -> None:
    if card.drafting and card.draft is None:
        el("p", "A draft follows as soon as they stop writing.", "drafting", role="status")
        return
    if card.draft is None:
        return
    with el("div", None, "draft" + (" unsure" if card.unsure else "")):
        with el("div", None, "draft-head"):
            el("span", "Draft", "label")
            if card.unsure:
                el("span", "unsure, check before sending", "chip caution")
            if card.drafting:
                el("span", "being written again", "chip")
            if card.changed:
                el("span", card.changed, "changed")
        prose(card.draft)
        _sources(card.sources, card.writer)
    if card.hint:
        el("p", card.hint, "hint")
    _notes(card)


def _sources(sources: Sequence[Cited], writer: str | None) -> None:
    told = writer if writer and writer != "composer" else None
    if not sources and told is None:
        return
    with el("p", None, "sources"):
        if sources:
            el("span", "From")
        for source in sources:
            if source.url and urlsplit(source.url).scheme in ("http", "https"):
                el("a", source.title, href=source.url, target="_blank", rel="noopener noreferrer")
            else:
                el("span", source.title, "source")
            if source.internal:
                el("span", "internal", "chip caution", title="Informs you; not for the customer's eyes")
        if told:
            el("span", told, "writer")


def _actions(card: Card) -> None:
    seen = {
        "data-conversation": card.conversation,
        "data-version": card.version,
        "data-draft": card.draft_id,
        "data-reply": card.reply_id,
    }
    _buttons(card.actions, seen, about=card.customer)


def _folded(card: Card, me: str) -> None:
    with el("div", None, "line folds"):
        el("span", _TONES[card.tone], f"tone {card.tone.value}")
        el("h3", card.customer)
        el("span", card.state, "state")
        el("span", card.channel_name, "channel")
        with el("div", None, "hands"):
            name = f"Open the conversation with {card.customer}"
            button("Open", "quiet", data_do="thread", data_conversation=card.conversation, aria_label=name)
            _actions(card)
    if card.notice:
        el("p", card.notice, "notice")
    _notes(card)


def _notes(card: Card) -> None:
    """Draw what was or would be promised, and what the customer is still owed."""
    for note in card.notes:
        el("p", note, "promised")


def _nudge(nudge: Nudge, *, named: bool) -> None:
    with el("div", None, f"nudge kind-{nudge.kind}", role="note"):
        with el("div", None, "draft-head"):
            el("span", "Nudge", "label")
            el("span", "only you see this", "chip")
        el("strong", nudge.headline)
        if nudge.source:
            _sources((nudge.source,), None)
        if nudge.text:
            prose(nudge.text, "prose words")
        seen = {
            "data-conversation": nudge.conversation,
            "data-version": nudge.version,
            "data-notice": nudge.notice_id,
        }
        _buttons(nudge.actions, seen, about=nudge.headline)


def _buttons(actions: Sequence[Action], seen: Mapping[str, object], *, about: str) -> None:
    shown = [action for action in actions if not action.more]
    behind = [action for action in actions if action.more]
    if not actions:
        return
    with el("div", None, "actions"):
        for action in shown:
            _button(action, seen)
        if behind:
            with menu("More", classes="more", name=f"More for {about}"):
                for action in behind:
                    _button(action, seen)


def _button(action: Action, seen: Mapping[str, object]) -> Element:
    style = {Style.PRIMARY: "primary", Style.DANGER: "danger"}.get(action.style, "")
    return button(
        action.label,
        style,
        seen,
        data_do="verb",
        data_verb=action.verb.value,
        data_label=action.label,
        data_key=action.key,
        title=f"{action.label} ({action.key})" if action.key else None,
    )


def draw_mine(nudges: Sequence[Nudge]) -> None:
    """Draw what waits for the reader: one line a nudge, which leads to its card with the words."""
    if not nudges:
        return
    with el("div", None, "waiting-head"):
        el("h2", "Your nudges")
        el("span", str(len(nudges)), "tally")
        el("span", "only you see these", "chip")
    with el("ol", None, "waiting"):
        for nudge in nudges:
            with el("li"):
                el(
                    "button",
                    nudge.headline,
                    "row nudge-row",
                    type="button",
                    data_do="jump",
                    data_conversation=nudge.conversation,
                )


def draw_problems(known: Sequence[Known]) -> None:
    """Draw what several customers report: when it is fixed, one button drafts the news to each of them."""
    if not known:
        return
    with el("div", None, "waiting-head"):
        el("h2", "Known problems")
        el("span", str(len(known)), "tally")
    with el("ol", None, "waiting"):
        for each in known:
            with el("li", None, "problem"):
                el("span", each.name, "name")
                el("span", customers(each.reporters), "about")
                seen = {"data-conversation": each.conversation, "data-version": each.version}
                button(
                    "Fixed…",
                    "quiet",
                    seen,
                    data_do="verb",
                    data_verb=Verb.FIXED.value,
                    data_label="Fixed",
                    aria_label=f"Fixed: {each.name}",
                )


def draw_waiting(rows: Sequence[Waiter]) -> None:
    """Draw who waits, longest first; a row leads to its card."""
    with el("div", None, "waiting-head"):
        el("h2", "Waiting now")
        el("span", str(len(rows)) if rows else "nobody", "tally", data_waiting=len(rows))
    if not rows:
        return
    with el("ol", None, "waiting"):
        for row in rows:
            with (
                el("li"),
                el(
                    "button",
                    None,
                    f"row tone-{row.tone.value}",
                    type="button",
                    data_do="jump",
                    data_conversation=row.conversation,
                ),
            ):
                el("span", _TONES[row.tone], f"tone {row.tone.value}")
                el("span", row.customer, "name")
                hands = f"claimed by {row.claimed_by}" if row.claimed_by else row.topic
                el("span", hands, "topic")
                counting(row.waiting_since)
