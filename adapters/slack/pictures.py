"""Bulletins with a picture: Slack takes the bytes at an address of its own, then shows them with words."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import Any

import aiohttp

from adapters.slack.errors import Lost
from adapters.slack.keys import stamp
from adapters.slack.text import clip, escape
from adapters.slack.web import PAGE, Web
from bot.card import Bulletin, Picture
from bot.errors import PlatformError, Unreachable
from bot.ports import Clock

SCOPE = "files:write"
_ALT = 1000
_WORDS = 4000
_LOOKS_BACK = timedelta(days=7)


class Pictures:
    """Posts pictures. A picture's name holds its post's key, by which a second try finds the first."""

    def __init__(self, web: Web, clock: Clock) -> None:
        self._web = web
        self._clock = clock

    async def post(self, view: Bulletin, picture: Picture, *, channel: str, place: str, key: str) -> str:
        """Post a bulletin with its picture and return the file's id; the same key never posts twice.

        Raises:
            ScopeMissing: the app may not upload; nothing was posted.
            PlatformError: nothing was posted, and the same call is safe again.
        """
        name = _named(picture.name, key)
        if posted := await self._find(channel, name):
            return posted
        file = await self._upload(picture, name, place)
        try:
            await self._web.ask(
                self._web.client.files_completeUploadExternal,
                place=place,
                files=[{"id": file, "title": clip(view.title, 150)}],
                channel_id=channel,
                initial_comment=clip(_words(view), _WORDS),
            )
        except Lost:
            if posted := await self._find(channel, name):
                return posted
            raise
        return file

    async def _upload(self, picture: Picture, name: str, place: str) -> str:
        answer = await self._web.ask(
            self._web.client.files_getUploadURLExternal,
            place=place,
            filename=name,
            length=len(picture.data),
            alt_txt=clip(picture.alt, _ALT),
        )
        await _put(self._web, str(answer["upload_url"]), picture.data)
        return str(answer["file_id"])

    async def _find(self, channel: str, name: str) -> str | None:
        """Return the id of a file that was shared here lately under a name of ours."""
        try:
            answer = await self._web.ask(
                self._web.client.conversations_history,
                channel=channel,
                limit=PAGE,
                oldest=stamp(self._clock.now() - _LOOKS_BACK),
            )
        except PlatformError:
            return None
        files: list[dict[str, Any]] = [
            file for message in answer["messages"] for file in message.get("files") or ()
        ]
        return next((str(file["id"]) for file in files if file.get("name") == name), None)


async def _put(web: Web, address: str, data: bytes) -> None:
    """Give Slack the bytes. Nothing is shown yet, so whatever goes wrong may be tried again."""
    session = web.client.session
    assert session is not None  # `open_client` gives it one
    try:
        async with session.post(address, data=data) as answer:
            if answer.status == 200:
                return
    except (aiohttp.ClientError, TimeoutError):
        pass
    raise Unreachable("Slack did not take the picture; it is tried again.")


def _named(name: str, key: str) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}-{sha256(key.encode()).hexdigest()[:8]}.{ending}"


def _words(view: Bulletin) -> str:
    """Return a bulletin's words; what people wrote in them notifies nobody and hides no link."""
    return "\n".join([f"*{escape(view.title)}*", *map(escape, view.lines)])
