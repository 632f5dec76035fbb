"""What the store needs of a database: SQLite's is in `sqlite.py`, PostgreSQL's in `postgresql.py`."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection as Statements
from sqlalchemy import CursorResult, Dialect, Executable

from bot.ports.alone import Alone

WAKE = "frontdesk"  # the channel replicas listen on


Result = CursorResult[*tuple[Any, ...]]
_T = TypeVar("_T")
_P = ParamSpec("_P")


class Connection(Protocol):
    """What runs statements, in whatever was opened around them."""

    @property
    def dialect(self) -> Dialect: ...

    async def execute(self, statement: Executable, parameters: Any = None, /) -> Result: ...

    async def scalar(self, statement: Executable, parameters: Any = None, /) -> Any: ...

    async def exec_driver_sql(self, statement: str, parameters: Any = None, /) -> Result: ...

    async def run_sync(
        self, fn: Callable[Concatenate[Statements, _P], _T], *arg: _P.args, **kw: _P.kwargs
    ) -> _T:
        """Call what needs SQLAlchemy's own connection."""
        ...


class Database(Protocol):
    """A kind of database: how it is connected to, and how its transactions begin."""

    dialect: str
    shared: bool  # with other processes, which have to be woken

    def writing(self) -> AbstractAsyncContextManager[Connection]:
        """Open a write transaction; `StoreLost` if it cannot be opened or does not hold."""
        ...

    def reading(self) -> AbstractAsyncContextManager[Connection]: ...

    def looking(self) -> AbstractAsyncContextManager[Connection]:
        """Connect for a single statement that only reads: it needs no transaction around it."""
        ...

    def single(self) -> AbstractAsyncContextManager[Connection]:
        """Connect for statements that are each a transaction of their own."""
        ...

    def migrating(self) -> AbstractAsyncContextManager[Connection]:
        """Open a write transaction that may change tables, one process at a time."""
        ...

    def heard(self) -> AsyncGenerator[str | None, None]:
        """Listen to what processes tell each other; `None` when something may have been missed."""
        ...

    def alone(self, what: str) -> AbstractAsyncContextManager[Alone]:
        """Open what says whether this process alone may do something."""
        ...

    async def close(self) -> None: ...
