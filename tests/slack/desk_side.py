"""What agents and leads do beside pressing a card: type commands, use the Home tab and windows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.slack.captured import captured, event, interaction
from tests.slack.office import CUSTOMERS, Office


async def types(office: Office, user: str, text: str, channel: str = CUSTOMERS) -> str:
    """Let somebody type a command; return the private answer's words."""
    number = next(office.numbers)
    payload = captured("interactive", "command") | {
        "text": text,
        "user_id": user,
        "channel_id": channel,
        "channel_name": channel.lower(),
        "trigger_id": office.world.trigger(),
        "response_url": f"{office.fake.url}respond/{number}",
    }
    answer = await office.fake.push("slash_commands", payload)
    later = office.fake.responses[str(number)]
    return str((later[-1] if later else answer).get("text", ""))


async def opens_home(office: Office, user: str) -> dict[str, Any]:
    await office.event(event("app_home_opened", user=user))
    return office.world.homes[user]


async def presses_home(office: Office, user: str, label: str) -> dict[str, Any]:
    """Press a button of somebody's Home tab; return the tab as it is then."""
    await office.fake.push("interactive", home_click(office, user, label))
    await office.settle()
    return office.world.homes[user]


def home_click(office: Office, user: str, label: str) -> dict[str, Any]:
    home = office.world.homes[user]
    elements = [each for block in home["blocks"] for each in block.get("elements", ()) if "action_id" in each]
    (element,) = [each for each in elements if each.get("text", {}).get("text") == label]
    action = {name: element[name] for name in ("action_id", "type", "value")} | {"block_id": "b"}
    payload = interaction("home_button", user, trigger_id=office.world.trigger())
    (shape,) = payload["actions"]
    return payload | {
        "container": payload["container"] | {"view_id": home["id"]},
        "view": payload["view"] | home,
        "actions": [shape | action],
    }


async def wants_a_draft(office: Office, user: str, message: Mapping[str, Any], where: str = CUSTOMERS) -> str:
    """Choose "Draft a reply" in the menu of a message; return what the person is told, if anything."""
    before = len(office.world.ephemerals)
    payload = interaction("shortcut", user, trigger_id=office.world.trigger(), message_ts=message["ts"])
    about = {"channel": payload["channel"] | {"id": where}, "message": dict(message)}
    await office.fake.push("interactive", payload | about)
    return "".join(each["text"] for each in office.world.ephemerals[before:])


def told(office: Office, user: str) -> str:
    """Return what somebody was told last in their direct messages."""
    return str(office.world.channels["D" + user].messages[-1]["text"])


def window(office: Office) -> dict[str, Any]:
    """Return the window that was opened last."""
    return office.world.views[-1]


def fields(view: dict[str, Any]) -> list[str]:
    """Return the names of a window's fields."""
    return [block["block_id"].split(":")[1] for block in view["blocks"] if block["type"] == "input"]


def text_of(view: Any) -> str:
    return json.dumps(view, ensure_ascii=False)
