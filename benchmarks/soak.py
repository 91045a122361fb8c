"""Memory, open files, threads and time of the app over thousands of acts, while articles are added to its dossier.

    python benchmarks/soak.py [--acts 10000] [--articles 60] [--every 1000]

The app runs on a dossier of made-up reports and is driven with keys: rows, notes, bookmarks, tags, a hidden actor, undo, searches, articles;
now and then a new report is put into seeds/ and read. Each line gives the state after this many acts. It ends with 1 where, after the first
third, memory grows by more than 15 %, an act takes more than 1.5 times the time, or open files or threads are more than four in addition.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

NAMES = ("Orla Brandt", "Tomas Kerr", "Nils Aker", "Mira Solent", "Jonas Welk", "Ida Farrow", "Petra Lund", "Karl Stroem")
TOWNS = ("Lisbon", "Bergen", "Porto", "Narvik", "Tromso", "Aarhus", "Turku", "Vigo")


def note(words: str) -> tuple[str, ...]:
    """The keys that write a note on the selected row."""
    return ("a", *words, "escape", "2")


ACTS: tuple[tuple[str, ...], ...] = (
    ("2", "j"),
    ("b",),
    ("enter",),
    ("escape", "2"),
    note("ask"),
    ("t", *"verify", "enter"),
    ("1", "j"),
    ("x",),
    ("u",),
    ("slash", *"grain", "enter"),
    ("escape", "2"),
    note("two"),
    ("3", "j"),
    ("enter",),
    ("escape", "2", "k"),
    ("5", "j"),
    ("slash", *"ask", "enter"),
    ("escape", "2", "j", "j"),
    note("seen"),
    ("u",),
    ("ctrl+r",),
)
"""Keys of each act; every hidden row comes back with the next undo, three notes stay."""
SIZE = (100, 30)


@dataclass(frozen=True, slots=True)
class State:
    """The state of the process after this many acts: notes and bookmarks, memory in MB, milliseconds of processor time an act, open files, threads."""

    acts: int
    entries: int
    memory: float
    cost: float
    files: int
    threads: int


def report(number: int) -> str:
    """A made-up report on one meeting and one attack."""
    first, second = NAMES[number % 8], NAMES[(number // 8 + number) % 7 + 1]
    town, day = TOWNS[number % 8], number % 27 + 1
    return (
        f"---\ntitle: Report {number}\noutlet: Harbour Post\npublished: 2031-0{number % 8 + 1}-28\n---\n\n"
        f"Foreign Minister {first} met President {second} in {town} on {day} March 2031. “We made progress on grain,” {first.split()[1]} said. "
        f"A drone attack killed {number % 5 + 2} people in {town} on {day} April 2031.\n"
    )


def state(acts: int, entries: int, cost: float) -> State:
    """What the system says of this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    memory = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    return State(acts, entries, memory, cost, len(list(Path("/proc/self/fd").iterdir())), threading.active_count())


async def drive(root: Path, options: argparse.Namespace) -> list[State]:
    """The states of the app after every this many acts."""
    from dossier.api import open_dossier  # noqa: PLC0415  the home is set first
    from dossier.tui.app import DossierApp  # noqa: PLC0415

    states: list[State] = []
    print("  acts  entries   ms/act       MB  files  threads")
    with open_dossier(root) as dossier:
        app = DossierApp(dossier)
        async with app.run_test(size=SIZE) as pilot:

            async def rest() -> None:
                while any(worker.is_running for worker in app.workers):
                    await pilot.pause(0.005)
                await pilot.pause()

            await pilot.pause(1)
            await rest()
            begun = time.process_time()
            for number, keys in enumerate(act_keys(options.acts), 1):
                await pilot.press(*keys)
                await rest()
                if options.articles and number % max(1, options.acts // options.articles) == 0:
                    (root / "seeds" / f"later-{number}.md").write_text(report(number), encoding="utf-8")
                    await asyncio.to_thread(dossier.ingest.refresh)
                if number % options.every == 0:
                    cost = (time.process_time() - begun) * 1000 / options.every
                    states.append(state(number, len(dossier.notebook.entries()), cost))
                    print(row(states[-1]), flush=True)
                    begun = time.process_time()
    return states


def act_keys(count: int) -> Iterator[tuple[str, ...]]:
    """The keys of this many acts."""
    for keys, _ in zip(cycle(ACTS), range(count), strict=False):
        yield keys


def row(state: State) -> str:
    """A line of the table."""
    return f"{state.acts:6,} {state.entries:8,} {state.cost:8.1f} {state.memory:8.1f} {state.files:6} {state.threads:8}"


def growth(states: list[State]) -> list[str]:
    """What has grown since the first third of the run; nothing where all is flat."""
    early, last = states[len(states) // 3], states[-1]
    limits = (
        ("memory", last.memory, early.memory * 1.15),
        ("time", last.cost, early.cost * 1.5),
        ("files", last.files, early.files + 4),
        ("threads", last.threads, early.threads + 4),
    )
    return [f"{name}: {value:.0f}, over the limit of {limit:.0f}" for name, value, limit in limits if value > limit]


def main() -> int:
    """Drives the app and says what has grown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--acts", type=int, default=10_000)
    parser.add_argument("--articles", type=int, default=60, help="articles added during the run")
    parser.add_argument("--every", type=int, default=1000, help="acts between two lines")
    options = parser.parse_args()
    if not Path("/proc/self/fd").is_dir():
        print("The system does not list the open files of a process.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.environ[name] = str(Path(folder) / "home")
        from dossier.services.ingest.create import new_dossier  # noqa: PLC0415

        root = new_dossier(Path(folder) / "case", "Soak")
        for number in range(20):
            (root / "seeds" / f"report-{number}.md").write_text(report(number), encoding="utf-8")
        grown = growth(asyncio.run(drive(root, options)))
    print("\n".join(grown) or "Nothing has grown.")
    return int(bool(grown))


if __name__ == "__main__":
    sys.exit(main())
