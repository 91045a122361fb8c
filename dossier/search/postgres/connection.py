"""Sessions on the coordinator: one for statistics and writing, and one for each shard's foreign tables, so that all shards work at once.

asyncpg needs an event loop, which runs in a thread of its own: callers may be in any thread, also in one with a loop.
"""

import asyncio
from collections.abc import Coroutine, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Thread
from typing import Any, TypeVar

import asyncpg

from dossier.errors import DossierError, reason_of
from dossier.search.engine import DamagedIndex
from dossier.search.postgres.address import display_of

T = TypeVar("T")
Row = Sequence[Any]
CONNECT_SECONDS = 10.0
SEARCH_SECONDS = 60
"""A search that takes longer is given up, on the coordinator and on the shards."""
AT_ONCE = 16
"""Shards that are queried at the same time; each needs a connection to the coordinator."""
LOST = (asyncpg.PostgresConnectionError, asyncpg.InterfaceError, asyncpg.AdminShutdownError, asyncpg.CrashShutdownError, OSError)
"""What a connection that was cut raises."""
FAILED = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError)
"""What any request may raise; a timeout is an OSError."""
ABSENT = (asyncpg.UndefinedTableError, asyncpg.InvalidSchemaNameError, asyncpg.UndefinedColumnError, asyncpg.UndefinedFunctionError)


class EventLoopThread:
    """An event loop in a thread of its own."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="postgres", daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of a coroutine, which is cancelled where this thread is interrupted."""
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def close(self) -> None:
        """Ends the thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


class Sessions:
    """The connections of one engine, opened when they are first needed and again after they were cut. Use by one thread at a time.

    `settings` are those of each session. All methods raise DossierError, which names the server, and DamagedIndex where the tables are gone.
    """

    def __init__(self, url: str, settings: dict[str, str]) -> None:
        self._url, self._settings = url, settings
        self._loop = EventLoopThread()
        self._main: asyncpg.Connection | None = None
        self._is_pinned = False
        self._of_shards: dict[int, asyncpg.Connection] = {}
        self._places = [asyncio.Lock() for _ in range(AT_ONCE)]
        self.shard_names: tuple[str, ...] = ()
        """The address of each shard, known once the index is open."""

    def fetch(self, sql: str, *values: object) -> list[Row]:
        """The rows of a query on the coordinator."""
        return self._guarded(self._fetch_main(sql, values))

    def fetch_from_shards(self, sql: str, *values: object) -> list[list[Row]]:
        """The rows of a query on each shard's foreign tables; `{shard}` in it becomes the number of the shard."""
        return self._guarded(self._fetch_each(sql, values))

    def execute(self, sql: str, *values: object) -> None:
        """Runs a statement on the coordinator, in the transaction that was begun there."""
        self._guarded(self._execute(sql, values))

    def copy(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Copies rows into a table of the coordinator's."""
        self._guarded(self._copy(table, columns, rows))

    @contextmanager
    def lock(self, key: int) -> Iterator[bool]:
        """A lock on the coordinator under a number, held to the end of the block; False where another session has it. Meanwhile a connection
        that was cut is not opened again, since the lock ended with it.
        """
        has_lock = bool(self.fetch("SELECT pg_try_advisory_lock($1)", key)[0][0])
        self._is_pinned = has_lock
        try:
            yield has_lock
        finally:
            self._is_pinned = False
            if has_lock and self._main is not None and not self._main.is_closed():
                with suppress(DossierError):
                    self.fetch("SELECT pg_advisory_unlock($1)", key)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A transaction over the coordinator and all shards, rolled back by any exception."""
        self.execute("BEGIN")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            if self._main is not None and not self._main.is_closed():  # one that was cut is rolled back by the server
                with suppress(DossierError):
                    self.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Closes all connections."""
        self._loop.run(self._disconnect())
        self._loop.close()

    def _guarded(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of database work. Raises as the class says."""
        try:
            return self._loop.run(work)
        except (DossierError, KeyboardInterrupt):
            raise
        except asyncpg.QueryCanceledError as error:
            raise DossierError(f"The search took longer than {SEARCH_SECONDS} seconds.", do="Narrow the search.") from error
        except ABSENT as error:
            raise DamagedIndex("The tables on the server were changed.", do="Rebuild them with dossier index --rebuild.") from error
        except FAILED as error:
            raise self._failure(error) from error

    def _failure(self, error: Exception) -> DossierError:
        """The error for the user, which names the shards that cannot be reached."""
        down = self._loop.run(self._unreachable())
        if down is None:
            do = "Check that the server runs and the network is up; nothing was lost. Then try again."
            return DossierError(f"The search server cannot be reached ({reason_of(error)}).", where=display_of(self._url), do=do)
        if down:
            what = (
                f"The search server {' and '.join(down)} cannot be reached"
                if len(down) == 1
                else f"Search servers are down: {', '.join(down)}"
            )
            return DossierError(
                f"{what}.", do="Start it again; without it results would be incomplete, so there are none. Nothing was lost."
            )
        return DossierError(f"The search server reports: {reason_of(error)}.", where=display_of(self._url))

    async def _unreachable(self) -> list[str] | None:
        """The shards that do not answer; None where the coordinator does not."""
        down = []
        try:
            connection = await self._connect(5)
        except FAILED:
            return None
        try:
            for number, name in enumerate(self.shard_names):
                try:
                    await connection.fetch(f"SELECT doc FROM documents_{number} LIMIT 1")  # noqa: S608  a number
                except FAILED:
                    down.append(name)
        finally:
            connection.terminate()
        return down

    async def _connect(self, seconds: int | None = None) -> asyncpg.Connection:
        settings = {**self._settings, "statement_timeout": f"{seconds or SEARCH_SECONDS}s"}
        return await asyncpg.connect(self._url, timeout=CONNECT_SECONDS, server_settings=settings, statement_cache_size=0)

    async def _main_connection(self) -> asyncpg.Connection:
        if self._main is None or self._main.is_closed():
            if self._is_pinned:
                raise asyncpg.ConnectionDoesNotExistError("the connection was cut")
            self._main = await self._connect()
        return self._main

    async def _fetch_main(self, sql: str, values: Sequence[object]) -> list[Row]:
        try:
            return list(await (await self._main_connection()).fetch(sql, *values))
        except LOST:
            if self._is_pinned or self._main is None or not self._main.is_closed():
                raise
        return list(await (await self._main_connection()).fetch(sql, *values))

    async def _execute(self, sql: str, values: Sequence[object]) -> None:
        connection = await self._main_connection()
        await (connection.execute(sql, *values) if values else connection.execute(sql))

    async def _copy(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        await (await self._main_connection()).copy_records_to_table(table, records=rows, columns=list(columns))

    async def _fetch_each(self, sql: str, values: Sequence[object]) -> list[list[Row]]:
        async def one(number: int) -> list[Row]:
            async with self._places[number % AT_ONCE]:
                return await self._fetch_shard(number, sql.replace("{shard}", str(number)), values)

        results = await asyncio.gather(*(one(number) for number in range(len(self.shard_names))), return_exceptions=True)
        for result in results:
            if isinstance(result, BaseException):
                raise result
        return [result for result in results if not isinstance(result, BaseException)]

    async def _fetch_shard(self, number: int, sql: str, values: Sequence[object]) -> list[Row]:
        """The rows of a query; once more on a new connection where the old one was cut, since the server may have been restarted."""
        for attempt in (1, 2):
            place = number % AT_ONCE
            connection = self._of_shards.get(place)
            if connection is None or connection.is_closed():
                connection = self._of_shards[place] = await self._connect()
            try:
                return list(await connection.fetch(sql, *values))
            except FAILED as error:
                if attempt == 2 or not (connection.is_closed() or _is_lost_shard(error)):
                    raise
        raise AssertionError

    async def _disconnect(self) -> None:
        for connection in (self._main, *self._of_shards.values()):
            if connection is not None and not connection.is_closed():
                connection.terminate()
        # the transports close in the next round of the loop
        await asyncio.sleep(0)


def _is_lost_shard(error: BaseException) -> bool:
    """True where a shard cut the connection that the coordinator had to it."""
    return isinstance(error, asyncpg.PostgresError) and str(error.sqlstate).startswith(("08", "57P"))
