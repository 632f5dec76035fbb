"""Whether Slack will let us work: token, scopes, app token, channels; for each the fix."""

from __future__ import annotations

from collections.abc import Collection

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.keys import native
from adapters.slack.manifest import EVENTS_PATH, SCOPES
from adapters.slack.web import Identity, Web, open_client
from bot.errors import PlatformError
from bot.settings import Slack as Settings

Check = tuple[bool, str]


async def doctor(
    settings: Settings, channels: Collection[str] = (), staff: Collection[str] = ()
) -> list[Check]:
    """Return one (fine, sentence) a check of token, way in, agents, and the channels we watch or post in."""
    async with open_client(settings) as client:
        web = Web(client)
        try:
            us = await web.identity()
        except PlatformError as error:
            return [(False, f"SLACK__BOT_TOKEN: {error}")]
        checks = [(True, f"Slack: connected to {us.url}"), _scopes(us), await _way_in(settings, client, web)]
        if settings.agents_group:
            checks.append(await _group(settings.agents_group, web))
        everywhere = sorted({*channels, *staff})
        return checks + [await _channel(channel, staff, web) for channel in everywhere]


def _scopes(us: Identity) -> Check:
    lacking = [scope for scope in SCOPES if scope not in us.scopes]
    if lacking:
        names = ", ".join(lacking)
        return False, f"Slack: the app lacks {names}. Add them under OAuth & Permissions and reinstall it."
    return True, "Slack: every permission is granted"


async def _way_in(settings: Settings, client: AsyncWebClient, web: Web) -> Check:
    if settings.app_token is None:
        told = "events come over HTTP, checked with SLACK__SIGNING_SECRET"
        return True, f"Slack: {told}. Slack must reach https://YOUR-HOST{EVENTS_PATH}."
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


async def _channel(channel: str, staff: Collection[str], web: Web) -> Check:
    id = native(channel)
    try:
        info = web.client.conversations_info
        known = (await web.ask(info, place=f"the channel {id}", channel=id))["channel"]
    except PlatformError as error:
        return False, f"Slack: {error}"
    name = f"#{known.get('name') or id}"
    if known.get("is_archived"):
        return False, f"Slack: {name} is archived. Unarchive it, or stop watching it: /frontdesk unwatch."
    if not known.get("is_member"):
        return False, f"Slack: Frontdesk is not in {name}. Invite it there: /invite @Frontdesk."
    if channel in staff and known.get("is_ext_shared"):
        fix = "Choose an internal one: /frontdesk watch #staff-channel, in each support channel."
        return False, f"Slack: {name} is shared with others, who can read the cards. {fix}"
    return True, f"Slack: Frontdesk is in {name}"
