"""Real PostgreSQL servers for tests: a coordinator and two shards, each a process with a folder of its own, reached by Unix sockets."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

SHARDS = 2
FAST = ("fsync=off", "full_page_writes=off", "shared_buffers=16MB", "max_wal_size=256MB", "autovacuum=off")
"""Settings for servers whose data nobody wants to keep. A server that is killed keeps what it has committed: the machine runs on."""


def find_programs() -> Path | None:
    """The folder of initdb and pg_ctl, which Debian does not put on the path; None where PostgreSQL is not installed."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).parent] if on_path else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


class Server:
    """One server, with its files in `folder` and its socket in `sockets`."""

    def __init__(self, programs: Path, sockets: Path, port: int, settings: Sequence[str]) -> None:
        self._programs, self._sockets, self.port, self._settings = programs, sockets, port, settings
        self._data = sockets / f"data-{port}"
        self._run("initdb", "--username=dossier", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions")

    @property
    def url(self) -> str:
        """The address of its database."""
        return f"postgresql://dossier@/postgres?host={self._sockets}&port={self.port}"

    @property
    def name(self) -> str:
        """The address as messages show it."""
        return f"{self._sockets}:{self.port}/postgres"

    @property
    def process(self) -> int:
        """Its first process."""
        return int((self._data / "postmaster.pid").read_text(encoding="ascii").split()[0])

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        settings = " ".join(f"-c {setting}" for setting in self._settings)
        options = f"-k {self._sockets} -p {self.port} -c listen_addresses='' {settings}"
        self._run("pg_ctl", "start", "-w", "-l", str(self._sockets / f"log-{self.port}"), "-o", options)

    def kill(self) -> None:
        """Ends all its processes at once, as when the machine fails."""
        self._run("pg_ctl", "stop", "-m", "immediate", "-w")

    def _run(self, program: str, *arguments: str) -> None:
        command = (str(self._programs / program), "-D", str(self._data), *arguments)
        # PostgreSQL refuses to run as root
        user = {"user": "postgres"} if os.geteuid() == 0 else {}
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, cwd=self._sockets, **user)  # type: ignore[call-overload]


class Servers:
    """A coordinator and its shards."""

    def __init__(self, programs: Path, folder: Path, settings: Sequence[str]) -> None:
        self.folder = folder
        self.coordinator, *shards = (Server(programs, folder, 6543 + number, settings) for number in range(SHARDS + 1))
        self.shards = tuple(shards)

    @property
    def environment(self) -> Mapping[str, str]:
        """The variables by which the program finds them."""
        return {"DOSSIER_POSTGRES": self.coordinator.url, "DOSSIER_POSTGRES_SHARDS": " ".join(shard.url for shard in self.shards)}


@contextmanager
def running_servers(programs: Path, settings: Sequence[str] = FAST) -> Iterator[Servers]:
    """Servers with empty databases, stopped and removed at the end."""
    # not pytest's folder: its path may be too long for a socket, and closed to the user that the servers run as
    folder = Path(tempfile.mkdtemp(prefix="dossier-pg-"))
    try:
        if os.geteuid() == 0:
            account = pwd.getpwnam("postgres")
            os.chown(folder, account.pw_uid, account.pw_gid)
        servers = Servers(programs, folder, settings)
        everyone = (servers.coordinator, *servers.shards)
        for server in everyone:
            server.start()
        try:
            yield servers
        finally:
            for server in everyone:
                server.kill()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
