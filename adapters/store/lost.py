"""The one place where a database's errors become the desk's.

What is raised here has no SQL, no parameters and so no customer's words in it; the error it came from is left
out of the traceback for the same reason.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import (
    DatabaseError,
    DBAPIError,
    InterfaceError,
    InternalError,
    OperationalError,
    TimeoutError,
)

from bot.errors import Busy, FrontdeskError, StoreLost

_FIXES = (
    ("disk is full", "its disk is full. Free some space there; nothing that was not stored is lost silently"),
    (
        "no space left",
        "its disk is full. Free some space there; nothing that was not stored is lost silently",
    ),
    ("disk i/o", "its disk does not answer properly. Check the disk before anything else"),
    ("readonly", "its file may not be written. Check who owns the data folder"),
    ("read-only", "it takes no changes now. Check whether it is a standby"),
    ("unable to open", "its file cannot be opened. Check that the data folder exists and who owns it"),
    ("malformed", "its file is damaged. Restore the last backup"),
    ("not a database", "its file is not a database. Restore the last backup"),
    ("locked", "another program holds it locked. Close that program"),
    ("password", "it refuses the login. Check DATABASE_URL"),
    ("role", "it refuses the login. Check DATABASE_URL"),
    ("does not exist", "there is no such database. Check DATABASE_URL"),
    ("refused", "nobody answers at its address. Check that it runs, and DATABASE_URL"),
    ("resolve", "its address is not known. Check DATABASE_URL"),
    ("too many", "it takes no more connections. Raise its limit or run fewer replicas"),
)
UNDONE = "The database undid a transaction, as it does when its disk is full or fails. Check the disk first."
_OVERLAPS = ("40001", "40P01")  # PostgreSQL: could not serialize, deadlock detected
_BUSY = "Somebody else was changing the same things at that moment. Nothing was changed here: try again."
_UNKNOWN = "the connection was lost. It is tried again by itself; check that the database runs"


@contextmanager
def translated() -> Iterator[None]:
    """Turn a lost or full database into `StoreLost` and a lost race into `Busy`; our mistakes rise."""
    try:
        yield
    except (OperationalError, InterfaceError, InternalError, TimeoutError) as error:
        raise _named(error) from None
    except sqlite3.Error as error:  # what begins and ends a transaction is said to the driver itself
        raise StoreLost(sentence(error)) from None
    except DBAPIError as error:
        if error.connection_invalidated or type(error) is DatabaseError:  # damaged, on SQLite
            raise StoreLost(sentence(error)) from None
        raise


def _named(error: Exception) -> FrontdeskError:
    if getattr(getattr(error, "orig", None), "sqlstate", None) in _OVERLAPS:
        return Busy(_BUSY)
    return StoreLost(sentence(error))


def sentence(error: Exception) -> str:
    """Say what is wrong with the database and what to do, in words of ours only."""
    told = str(getattr(error, "orig", None) or error).lower()
    fix = next((fix for sign, fix in _FIXES if sign in told), _UNKNOWN)
    return f"The database cannot be used: {fix}."
