"""A whole conversation over the page, with a box to answer by hand, as one would in the channel itself."""

from __future__ import annotations

from nicegui import context
from nicegui.events import GenericEventArguments

from adapters.console.news import News
from adapters.console.parts import button, composer, el, give_back, say
from adapters.console.platform import Console
from adapters.console.seat import Seat
from adapters.console.sheet import over
from adapters.console.transcript import Talk, draw_talks, shown
from bot.errors import StoreLost

_NOT_STORED = "That was not stored, so nobody will see it. Try again in a moment."


async def open_thread(console: Console, seat: Seat, news: News, conversation: int) -> None:
    """Show a conversation as it stands, and keep showing it as it goes on."""
    talk = await _read(console, conversation)
    if talk is None:
        say(context.client, "This conversation is no longer here.", ok=False)
        return
    _Thread(console, seat, talk, news)


async def _read(console: Console, id: int) -> Talk | None:
    async with console.store.read() as reading:
        conversation = await reading.conversation(id)
        return Talk(conversation, shown(await reading.lines(id))) if conversation else None


class _Thread:
    def __init__(self, console: Console, seat: Seat, talk: Talk, news: News) -> None:
        self._console = console
        self._seat = seat
        self._talk = talk
        self._client = context.client
        with over("Conversation", self._closed) as dialog, el("div", None, "sheet thread"):
            with el("div", None, "sheet-head"):
                el("h2", "Conversation")
                button("Close", "quiet").on("click", dialog.close)
            self._chat = el("div", None, "chat", data_follow="", role="log")
            el("p", f"Written by hand as {seat.me.name}. The customer sees it at once.", "help")
            composer("Answer by hand", self._typed)
        news.subscribe(self._renew)
        self._news = news
        console.presence.opened(seat.me.id, talk.conversation.id, console.clock.now())
        self._draw()
        dialog.open()

    def _closed(self) -> None:
        self._news.unsubscribe(self._renew)
        self._console.presence.closed(self._seat.me.id, self._talk.conversation.id)

    def _draw(self) -> None:
        self._chat.clear()
        with self._chat:
            draw_talks([self._talk], (), viewer=self._seat.me.id)

    async def _renew(self) -> None:
        try:
            talk = await _read(self._console, self._talk.conversation.id)
        except StoreLost:
            return
        if talk and talk.lines != self._talk.lines:
            self._talk = talk
            self._draw()

    async def _typed(self, event: GenericEventArguments) -> None:
        thread = self._talk.conversation.thread
        try:
            await self._console.say(self._seat.me, thread.channel, str(event.args).strip(), root=thread.root)
        except StoreLost:
            give_back(self._client, str(event.args), _NOT_STORED)
            return
        await self._renew()
