"""A conversation as a chat: lines with who said them and when. Deleted lines are gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from adapters.console.parts import button, el, menu, moment, prose
from bot.card import RatingAsked
from bot.conversation import Conversation
from bot.messages import Role, Said
from bot.record import Line


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation with the lines that may be shown."""

    conversation: Conversation
    lines: tuple[Line, ...]
    rating: RatingAsked | None = None


def shown(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.deleted_at is None)


def draw_talks(talks: Sequence[Talk], pending: Sequence[Said], *, viewer: str) -> None:
    """Draw conversations one under the other, and lines that are on their way."""
    for number, talk in enumerate(talks):
        with el("div", None, "talk"):
            if number and talk.lines:
                with el("p", None, "divider"):
                    el("span", "New question")
            before = ""
            for line in talk.lines:
                _line(line, viewer=viewer, again=line.author == before)
                before = line.author
            if talk.rating and talk.conversation.customer == viewer:
                _rating(talk.rating)
    for said in pending:
        with el("div", None, "bubble mine pending"):
            prose(said.text)
            el("span", "sending…", "meta")


def _rating(rating: RatingAsked) -> None:
    """Draw the bot's question, which only its customer sees."""
    with el("div", None, "bubble theirs machine", aria_label="A question of the bot"):
        el("span", "Frontdesk · automatic · only you see this", "name")
        if rating.thanks:
            prose(rating.thanks)
            return
        prose(rating.question)
        with el("div", None, "rating"):
            for choice, label in rating.choices:
                button(label, data_do="rate", data_rating=rating.rating_id, data_choice=choice)
        el("p", rating.note, "rating-note")


def _line(line: Line, *, viewer: str, again: bool) -> None:
    mine = line.author == viewer
    machine = line.role is Role.BOT
    side = "mine" if mine else "theirs"
    with el("div", None, f"bubble {side}{' again' if again else ''}{' machine' if machine else ''}"):
        if not mine and not again:
            el("span", f"{line.name} · automatic" if machine else line.name, "name")
        prose(line.text)
        with el("span", None, "meta"):
            moment(line.at)
            if line.edited_at:
                el("span", "edited")
        if mine and line.reply is None:
            with menu("⋯", name="Change this line", classes="line-menu"):
                for verb, label in (("edit", "Edit"), ("delete", "Delete")):
                    el("button", label, "button", type="button", data_do=verb, data_line=line.id)
