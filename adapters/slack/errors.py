"""Slack's refusals as the desk's errors, each with what to do about it. Pure."""

from __future__ import annotations

from datetime import timedelta

from bot.errors import NotAllowed, PlatformError, RateLimited, ThreadGone, Unreachable


class Lost(Unreachable):
    """The answer was lost: it may have been carried out. Whoever posts looks before trying again."""


class Gone(PlatformError):
    """The message to change or delete is no longer there, or may no longer be changed."""


class NotShown(NotAllowed):
    """Slack does not tell us about this person."""


class ScopeMissing(NotAllowed):
    """The app was installed without a permission that this needs."""

    def __init__(self, needed: str) -> None:
        super().__init__(
            f"The Slack app lacks {needed}. Add it under OAuth & Permissions and reinstall the app."
        )
        self.needed = needed


class TokenRefused(NotAllowed):
    """Slack no longer takes our token: nothing works until the app is installed anew."""

    def __init__(self) -> None:
        super().__init__(
            "Slack no longer accepts Frontdesk's token. Reinstall the app and set SLACK__BOT_TOKEN anew."
        )


class TriggerExpired(PlatformError):
    """A window may only be opened within three seconds of the click."""


_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "cant_delete_message"})
_THREAD_GONE = frozenset({"thread_not_found", "cannot_reply_to_message", "restricted_action_thread_locked"})
_NOT_SHOWN = frozenset({"user_not_found", "user_not_visible", "users_not_found"})
_TRIGGER = frozenset({"expired_trigger_id", "exchanged_trigger_id", "trigger_expired", "trigger_exchanged"})
_PASSING = frozenset({"service_unavailable", "request_timeout", "team_added_to_org", "accesslimited"})
_MAYBE_DONE = frozenset({"internal_error", "fatal_error"})
_TOKEN = frozenset({"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"})
_RATE = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})

_FIXES = {
    "not_in_channel": "Frontdesk is not in {place}. Invite it there: /invite @Frontdesk.",
    "channel_not_found": "Frontdesk cannot see {place}. Invite it there: /invite @Frontdesk.",
    "restricted_action_read_only_channel": "Only some people may post in {place}. Let Frontdesk post there.",
    "is_archived": "{place} is archived. Unarchive it, or stop watching it: /frontdesk unwatch.",
    "app_missing_action_url": "Switch on Interactivity in the Slack app's settings.",
    "cannot_dm_bot": "{place} is a bot and takes no private messages.",
    "user_disabled": "{place} has left Slack: name somebody else as owner or backup.",
    "user_not_found": "Slack does not know {place}: name somebody else.",
    "user_not_visible": "Slack does not show {place} to Frontdesk.",
    "msg_too_long": "The text is too long for one Slack message. Shorten it.",
    "msg_blocks_too_long": "The text is too long for one Slack message. Shorten it.",
}


def refusal(
    code: str, *, status: int, retry_after: str | None, needed: str | None, place: str
) -> PlatformError:
    """Return the desk's error for an answer of Slack's that says no."""
    if status == 429 or code in _RATE:
        return RateLimited(timedelta(seconds=int(retry_after or 30)))
    if status >= 500 or code in _MAYBE_DONE:
        return Lost("Slack has trouble answering right now.")
    if code in _PASSING:
        return Unreachable("Slack has trouble answering right now.")
    if code in _GONE:
        return Gone("The message is no longer there.")
    if code in _THREAD_GONE:
        return ThreadGone("The thread no longer takes messages.")
    if code in _TRIGGER:
        return TriggerExpired("Slack allows three seconds between a click and its window. Press again.")
    if code in _TOKEN:
        return TokenRefused()
    if code == "missing_scope":
        return ScopeMissing(needed or "a permission")
    kind = NotShown if code in _NOT_SHOWN else NotAllowed
    return kind(_sentence(code, place))


def _sentence(code: str, place: str) -> str:
    if code.startswith("restricted_action"):
        return f"This workspace does not let Frontdesk post in {place}. Ask a workspace admin to allow it."
    text = _FIXES.get(code, f"Slack refused this for {{place}} ({code}).").format(place=place)
    return text[:1].upper() + text[1:]
