"""Lets two apps, four command lines and ten readers use one dossier at once, and looks whether all acknowledged work is there, once.

    python tests/faults/crowd.py [--seconds 60] [--apps 2] [--commands 4] [--readers 10]

An app is a process that keeps the dossier open, as the app in the terminal does, and writes notes, tags the same entry as all others,
bookmarks, renames actors and adds articles; a command line runs one command after another; a reader searches and opens the dossier anew. A
correction that is refused since another program was faster is no failure; any other error is. A line is printed for each failure, and a
summary; it ends with 1 where anything failed.
"""

import argparse
import contextlib
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
from dossier.api import Dossier, open_dossier
from dossier.errors import ChangedMeanwhile
from dossier.model.query import Query
from dossier.services.ingest.create import new_dossier
from tests.faults.kills import DOSSIER, TOWNS, report

Say = Callable[[str], None]


def acts(opened: Dossier, name: str, number: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """The acts of an app in one round, each with the line that acknowledges it."""
    yield f"note {name} {number}", lambda: opened.notebook.note(DOSSIER, f"{name} {number}")
    yield f"tag {name}-{number}", lambda: opened.notebook.tag(DOSSIER, [f"{name}-{number}"])
    actors = opened.query.snapshot.findings.actors
    yield f"rename {name} {number}", lambda: opened.notebook.rename(actors[number % len(actors)].id, f"{name} {number}")
    if number % 10 == 0:
        path = opened.root.parent / f"{name}-{number}.md"
        path.write_text(report(number % 17).replace("grain", f"{name} {number}") + f"{name} {number}\n", encoding="utf-8")
        yield f"article {path.name}", lambda: opened.ingest.add([path])


def app(root: Path, name: str, until: float, say: Say) -> None:
    """Keeps the dossier open and works on it."""
    with open_dossier(root) as opened:
        for number in count():
            for line, act in acts(opened, name, number):
                if time.time() > until:
                    return
                try:
                    act()
                except ChangedMeanwhile:
                    continue
                say(line)


def command_line(root: Path, name: str, until: float, say: Say) -> None:
    """Runs commands, each in a process of its own."""
    article = hashlib.sha256((root / "seeds" / "report-0.md").read_bytes()).hexdigest()[:12]
    for number in count():
        for words, line in ((("note", article, f"{name} {number}"), f"note {name} {number}"), (("timeline",), "")):
            if time.time() > until:
                return
            command = [sys.executable, "-m", "dossier", "-C", str(root), *words]
            result = subprocess.run(command, capture_output=True, text=True, check=False)
            if result.returncode or "locked" in result.stderr:
                raise RuntimeError(f"{' '.join(words)}: {result.stdout} {result.stderr}")
            if line:
                say(line)


def reader(root: Path, _: str, until: float, say: Say) -> None:
    """Searches, then opens the dossier anew; it always has the articles and the note from before."""
    while time.time() < until:
        with open_dossier(root) as opened:
            articles = len(opened.query.search(Query()).articles)
            notes = sum(entry.text == "an older note" for entry in opened.notebook.entries())
            if articles < len(TOWNS) or notes != 1:
                raise RuntimeError(f"{articles} articles, {notes} older notes")
            opened.query.search(Query("progress"))
        say("read")


ROLES: dict[str, Callable[[Path, str, float, Say], None]] = {"app": app, "command": command_line, "reader": reader}


def verify(root: Path, lines: list[str]) -> list[str]:
    """What of the acknowledged work is missing or doubled."""
    done: dict[str, list[str]] = {}
    for line in lines:
        kind, _, value = line.partition(" ")
        done.setdefault(kind, []).append(value)
    with open_dossier(root) as opened:
        entries = opened.notebook.entries()
        notes, tags = Counter(entry.text for entry in entries), Counter(tag for entry in entries for tag in entry.tags)
        history = Counter(correction.value for correction in opened._state.notebook.corrections())
        files = {article.file for article in opened.query.snapshot.articles.values()}
        problems = [f"the note {value} is there {notes[value]} times" for value in done.get("note", ()) if notes[value] != 1]
        problems += [f"the tag {value} is there {tags[value]} times" for value in done.get("tag", ()) if tags[value] != 1]
        problems += [f"the name {value} is there {history[value]} times" for value in done.get("rename", ()) if history[value] != 1]
        problems += [f"the article {value} is gone" for value in done.get("article", ()) if value not in files]
        problems += [f"check: {sentence}" for sentence in opened.check()]
    return problems


def run(root: Path, seconds: float, numbers: dict[str, int]) -> int:
    """Starts all processes, waits for them, and says what is wrong; the number of failures."""
    until = str(time.time() + seconds)
    names = [(role, f"{role}{number}") for role, most in numbers.items() for number in range(most)]
    program = [sys.executable, __file__, "--root", str(root), "--until", until]
    processes = [
        (name, subprocess.Popen([*program, "--role", role, "--name", name], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
        for role, name in names
    ]
    lines, problems = [], []
    for name, process in processes:
        written, errors = process.communicate()
        lines += written.splitlines()
        if process.returncode:
            problems.append(f"{name}: {errors.strip()[-600:]}")
    problems += verify(root, lines)
    for problem in problems:
        print(problem, flush=True)
    kinds = Counter(line.split(" ")[0] for line in lines)
    print(", ".join(f"{number} × {kind}" for kind, number in sorted(kinds.items())) + f": {len(problems)} failures")
    return len(problems)


def main() -> int:
    """Runs one role, or all of them on a dossier and in a home of their own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=60)
    for role, most in (("app", 2), ("command", 4), ("reader", 10)):
        parser.add_argument(f"--{role}s", type=int, default=most)
    for hidden in ("--role", "--root", "--until", "--name"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.role:
        ROLES[options.role](Path(options.root), options.name, float(options.until), lambda line: print(line, flush=True))
        return 0
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.environ[name] = str(Path(folder) / "home")
        os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parent.parent.parent)
        root = new_dossier(Path(folder) / "case", "Case")
        for number in range(len(TOWNS)):
            (root / "seeds" / f"report-{number}.md").write_text(report(number), encoding="utf-8")
        with open_dossier(root) as opened:
            opened.query.load()
            opened.notebook.note(DOSSIER, "an older note")
        numbers = {role: getattr(options, f"{role}s") for role in ROLES}
        return int(run(root, options.seconds, numbers) > 0)


if __name__ == "__main__":
    sys.exit(main())
