"""What can go wrong, as the desk sees it.

FrontdeskError
|- MoveRefused            the conversation's state does not allow this
|- SettingsWrong          a setting is missing or wrong; the text names it and its fix
|- DeskTaken              another Frontdesk uses this data folder
|- StoreLost              the database cannot be reached or written: nothing may be acknowledged
|- Busy                   somebody else was writing the same rows: the same call is safe again
|- BackupFailed           a backup cannot be written or read: adapters/store/backup.py
|- NotFound               what a command names is not there: bot/shell/commands.py
|- LogUnreadable          a chat export has a line that cannot be used: bot/shell/replay.py
'- PlatformError          a chat platform refused or failed
   |- ThreadGone          the thread no longer takes messages
   |- NotAllowed          the platform refuses this for good; the text says what to change there
   |- RateLimited         not posted; the same call is safe after `retry_after`
   |- Unreachable         not posted; the same call is safe later
   '- Unsure              the answer was lost, and the thread does not show whether it was posted
"""

from __future__ import annotations

from datetime import timedelta


class FrontdeskError(Exception):
    """The root. Its text is written for a person and holds no customer's words and no secret."""


class MoveRefused(FrontdeskError):
    def __init__(self, status: str, kind: str) -> None:
        super().__init__(f"A conversation that is {status} does not take {kind}.")
        self.status = status
        self.kind = kind


class SettingsWrong(FrontdeskError):
    pass


class DeskTaken(FrontdeskError):
    pass


class StoreLost(FrontdeskError):
    pass


class Busy(FrontdeskError):
    pass


class PlatformError(FrontdeskError):
    pass


class ThreadGone(PlatformError):
    pass


class NotAllowed(PlatformError):
    pass


class RateLimited(PlatformError):
    def __init__(self, retry_after: timedelta) -> None:
        super().__init__(f"The platform asks to wait {retry_after.total_seconds():.0f} s.")
        self.retry_after = retry_after


class Unreachable(PlatformError):
    pass


class Unsure(PlatformError):
    pass
