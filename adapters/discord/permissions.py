"""What Frontdesk has to be allowed on a server, and nothing more. Pure."""

from __future__ import annotations

ADMINISTRATOR = 1 << 3
NEEDED = {
    "View Channel": 1 << 10,
    "Send Messages": 1 << 11,
    "Embed Links": 1 << 14,
    "Attach Files": 1 << 15,  # the chart of a digest
    "Read Message History": 1 << 16,
    "Manage Threads": 1 << 34,  # forum tags, and closing a post that is solved
    "Create Public Threads": 1 << 35,  # the Need help? button opens one
    "Send Messages in Threads": 1 << 38,
}
TO_POST = ("View Channel", "Send Messages", "Embed Links", "Read Message History")
TO_ANSWER = (*TO_POST, "Send Messages in Threads")
FEW_USERS = 10_000  # beyond it Discord wants an application for reading messages


def invite_link(application: str) -> str:
    """Return the link that invites the bot with exactly what it needs.

    Raises:
        ValueError: this is not an application's id.
    """
    if not application.isdecimal() or not 15 <= len(application) <= 20:
        raise ValueError(
            "An application's id is a number of 17 to 20 digits: developer portal, General Information, "
            "Application ID."
        )
    allowed = sum(NEEDED.values())
    scopes = "bot%20applications.commands"
    return (
        f"https://discord.com/oauth2/authorize?client_id={application}&scope={scopes}&permissions={allowed}"
    )


def lacking(granted: int, wanted: tuple[str, ...]) -> list[str]:
    """Return the names of what is wanted and not granted."""
    if granted & ADMINISTRATOR:
        return []
    return [name for name in wanted if not granted & NEEDED[name]]
