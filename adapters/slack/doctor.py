"""Whether Slack will let us work: token, scopes, app token, channels; for each the fix."""

from __future__ import annotations

from collections.abc import Collection

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.keys import native
from adapters.slack.manifest import SCOPES
from adapters.slack.web import Identity, Web, open_client
from bot.errors import PlatformError
from bot.settings import Slack as Settings

Check = tuple[bool, str]


async def doctor(settings: Settings, channels: Collection[str] = ()) -> list[Check]:
    """Return one (fine, sentence) a check. `channels` are the keys of those we watch or post cards in."""
    async with open_client(settings) as client:
        web = Web(client)
        try:
            us = await web.identity()
        except PlatformError as error:
            return [(False, f"SLACK__BOT_TOKEN: {error}")]
        checks = [(True, f"Slack: connected to {us.url}"), _scopes(us), await _way_in(settings, client, web)]
        if settings.agents_group:
            checks.append(await _group(settings.agents_group, web))
        return checks + [await _channel(channel, us, web) for channel in channels]


def _scopes(us: Identity) -> Check:
    lacking = [scope for scope in SCOPES if scope not in us.scopes]
    if lacking:
        names = ", ".join(lacking)
        return False, f"Slack: the app lacks {names}. Add them under OAuth & Permissions and reinstall it."
    return True, "Slack: every permission is granted"


async def _way_in(settings: Settings, client: AsyncWebClient, web: Web) -> Check:
    if settings.app_token is None:
        return True, "Slack: events come over HTTP, checked with SLACK__SIGNING_SECRET"
    try:
        token = settings.app_token.get_secret_value()
        await web.ask(client.apps_connections_open, place="Socket Mode", app_token=token)
    except PlatformError:
        fix = "Make an app-level token with connections:write under Basic Information."
        return False, f"SLACK__APP_TOKEN: Slack refuses it. {fix}"
    return True, "Slack: Socket Mode is open to us"


async def _group(group: str, web: Web) -> Check:
    try:
        answer = await web.ask(
            web.client.usergroups_users_list, place=f"the user group {group}", usergroup=group
        )
    except PlatformError as error:
        return False, f"SLACK__AGENTS_GROUP: {error}"
    count = len(answer["users"])
    if not count:
        return (
            False,
            "SLACK__AGENTS_GROUP: the user group is empty, so nobody may press a button. Add agents.",
        )
    return True, f"Slack: {count} agents in the user group"


async def _channel(channel: str, us: Identity, web: Web) -> Check:
    id = native(channel)
    try:
        members = await web.pages(
            web.client.conversations_members, "members", place=f"the channel {id}", channel=id
        )
    except PlatformError as error:
        return False, f"Slack: {error}"
    if us.user not in members:
        return False, f"Slack: Frontdesk is not in the channel {id}. Invite it there: /invite @Frontdesk."
    return True, f"Slack: Frontdesk is in the channel {id}"
