"""Discord's errors in the desk's words, each with what to change on Discord."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import aiohttp
import discord

from bot.errors import NotAllowed, PlatformError, RateLimited, ThreadGone, Unreachable

UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, UNKNOWN_USER, NO_RECIPIENT = 10003, 10008, 10013, 50033
MISSING_ACCESS, CANNOT_DM, MISSING_PERMISSIONS, NO_MUTUAL_SERVER = 50001, 50007, 50013, 50278
NOT_OURS = 50005  # a message by somebody else: by the application that we were before a new token
THREAD_LOCKED, AUTOMOD, HARMFUL_LINK, OLD_EDITS, INVALID_BODY = 160005, 200000, 240000, 30046, 50035
LOST = (aiohttp.ClientError, OSError, TimeoutError)  # the answer may have been lost on its way back


class AnswerLost(Unreachable):
    """A call may or may not have had its effect. Calls with a nonce, edits and deletions may be repeated."""


class TakesNoMessages(NotAllowed):
    """Somebody has closed their direct messages."""


@contextmanager
def in_our_words(where: str) -> Iterator[None]:
    """Turn what discord.py raises into our error tree. `where` names the channel for the reader.

    Raises:
        AnswerLost: the call may have had its effect.
        PlatformError: any other branch; nothing happened.
    """
    try:
        yield
    except discord.RateLimited as error:
        raise RateLimited(timedelta(seconds=error.retry_after)) from None
    except discord.DiscordServerError:
        raise AnswerLost("Discord had a fault of its own; it is tried again.") from None
    except discord.HTTPException as error:
        raise _refusal(error, where) from None
    except aiohttp.ClientConnectorError:
        raise Unreachable("Discord cannot be reached; it is tried again.") from None
    except LOST:
        raise AnswerLost("Discord's answer did not arrive; it is tried again.") from None


def _refusal(error: discord.HTTPException, where: str) -> PlatformError:
    if error.status == 429:  # without the API's own mark: a ban of this address for a while
        return RateLimited(timedelta(minutes=1))
    if error.code == OLD_EDITS:
        return RateLimited(timedelta(minutes=1))
    if error.code in (CANNOT_DM, NO_MUTUAL_SERVER):
        return TakesNoMessages("They take no direct messages from me.")
    if error.code == THREAD_LOCKED:
        return ThreadGone(f"The thread in {where} is locked. Unlock it, or answer somewhere else.")
    if error.code == UNKNOWN_CHANNEL:
        return ThreadGone(f"The thread in {where} was deleted.")
    if error.code == UNKNOWN_MESSAGE:
        return ThreadGone(f"That message in {where} was deleted.")
    fix = _FIXES.get(error.code) or _BY_STATUS.get(error.status) or _OTHER
    return NotAllowed(fix.format(where=where, error=error))


_NOBODY = "The staff channel or the person is gone from the server. Choose another with /frontdesk watch."
_FIXES = {
    MISSING_ACCESS: "I can no longer see {where}. Give my role View Channel and Read Message History there.",
    MISSING_PERMISSIONS: "I may not post in {where}. Give my role Send Messages, Send Messages in Threads "
    "and Embed Links there.",
    UNKNOWN_USER: _NOBODY,
    NO_RECIPIENT: _NOBODY,
    AUTOMOD: "AutoMod blocked this text in {where}. Change the text, or exempt my role from that rule.",
    HARMFUL_LINK: "Discord refused a link in this text as harmful. Take it out.",
    INVALID_BODY: "Discord refused this text in {where} as malformed (error {error.code}).",
}
_BY_STATUS = {
    401: "Discord does not accept my token. Set DISCORD__TOKEN to a new one from the developer portal.",
    403: "Discord does not let me do this in {where} (error {error.code}). Check my role there.",
}
_OTHER = "Discord refused this in {where} (error {error.code})."
