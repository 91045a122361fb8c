"""Kills the program at random moments of what it does, and looks whether everything that it acknowledged is still there.

    python tests/faults/kills.py [--trials 300] [--seed 0]

Each trial begins with the same dossier, starts one kind of work in a process of its own, kills that process (SIGKILL) at a random moment and
opens the dossier again. Acknowledged work must be there once; work that was under way may be there or not; `check` must find nothing. A line
is printed for each failure, and a summary; it ends with 1 where anything failed.
"""

import argparse
import contextlib
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[_name] = "1"  # a process with threads cannot be forked safely

NAMES = ("Orla Brandt", "Tomas Kerr", "Nils Aker", "Mira Solent")
TOWNS = ("Lisbon", "Bergen", "Porto", "Narvik")
REPEATS = 15
"""Acts of one kind in a trial."""
SLOWEST = 120.0
"""Seconds after which work that does not end counts as a failure."""

Acknowledge = Callable[[str], None]


class Trial:
    """The paths of one trial: the dossier, the notebook of an older version, the bundle, and where exports and imports go."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root, self.new, self.out, self.incoming = folder / "case", folder / "new", folder / "out", folder / "in"
        self.bundle, self.old = folder / "case.dossier.zip", folder / "old" / "notebook.sqlite3"


def report(number: int) -> str:
    """A made-up report."""
    first, second, town = NAMES[number % 4], NAMES[(number + 1) % 4], TOWNS[number % 4]
    return (
        f"---\ntitle: Report {number}\noutlet: Harbour Post\npublished: 2031-03-{number + 10}\n---\n\n"
        f"Foreign Minister {first} met President {second} in {town} on {number + 1} March 2031. “We made progress,” {first.split()[1]} said.\n"
    )


def take_notes(trial: Trial, acknowledge: Acknowledge) -> None:
    """Writes notes."""
    with open_dossier(trial.root) as opened:
        for number in range(REPEATS):
            opened.notebook.note(DOSSIER, f"note {number}")
            acknowledge(f"note {number}")


def tag(trial: Trial, acknowledge: Acknowledge) -> None:
    """Tags the dossier."""
    with open_dossier(trial.root) as opened:
        for number in range(REPEATS):
            opened.notebook.tag(DOSSIER, [f"tag{number}"])
            acknowledge(f"tag tag{number}")


def correct(trial: Trial, acknowledge: Acknowledge) -> None:
    """Renames actors."""
    with open_dossier(trial.root) as opened:
        for number in range(6):
            actor = opened.query.snapshot.findings.actors[number % 3]
            opened.notebook.rename(actor.id, f"Name {number}")
            acknowledge(f"correction Name {number}")


def add(trial: Trial, acknowledge: Acknowledge) -> None:
    """Adds articles, one command each."""
    with open_dossier(trial.root) as opened:
        for path in sorted(trial.incoming.iterdir()):
            opened.ingest.add([path])
            acknowledge(f"article {path.name}")


def import_bundle(trial: Trial, acknowledge: Acknowledge) -> None:
    """Makes a dossier from a bundle."""
    new_from_bundle(trial.bundle, trial.new)
    acknowledge("imported")


def export(trial: Trial, acknowledge: Acknowledge) -> None:
    """Exports a vault, a report and a bundle."""
    trial.out.mkdir(exist_ok=True)
    with open_dossier(trial.root) as opened:
        for name, target in (("obsidian", "vault"), ("html", "a.html"), ("bundle", "a.zip")):
            opened.exports.prepare(name, notes=True).save(trial.out / target, force=name != "obsidian")
            acknowledge(f"export {target}")


def rebuild(trial: Trial, acknowledge: Acknowledge) -> None:
    """Builds the index again."""
    with open_dossier(trial.root) as opened:
        opened.ingest.rebuild()
        opened.query.load()
        acknowledge("rebuilt")


def back_up(trial: Trial, acknowledge: Acknowledge) -> None:
    """Notes and backs up in turn."""
    with open_dossier(trial.root) as opened:
        for number in range(REPEATS):
            opened.notebook.note(DOSSIER, f"note {number}")
            opened.notebook.back_up()
            acknowledge(f"note {number}")


def restore(trial: Trial, acknowledge: Acknowledge) -> None:
    """Notes, brings the first backup back, and undoes that."""
    with open_dossier(trial.root) as opened:
        name = opened.notebook.backups()[-1].path.stem
        for number in range(5):
            opened.notebook.note(DOSSIER, f"note {number}")
            opened.notebook.restore(name)
            opened.notebook.undo()
            acknowledge(f"note {number}")


def migrate(trial: Trial, acknowledge: Acknowledge) -> None:
    """Opens a notebook of the second version."""
    Notebook(trial.old).close()
    acknowledge("migrated")


WORK: Mapping[str, Callable[[Trial, Acknowledge], None]] = {
    work.__name__: work for work in (take_notes, tag, correct, add, import_bundle, export, rebuild, back_up, restore, migrate)
}


def verify(trial: Trial, name: str, acknowledged: list[str]) -> list[str]:
    """What is wrong after a kill; nothing where all is as it must be."""
    done: dict[str, list[str]] = {kind: [] for kind in ("note", "tag", "correction", "article")}
    failures: list[str] = []
    for line in acknowledged:
        kind, _, value = line.partition(" ")
        done.setdefault(kind, []).append(value)
    with open_dossier(trial.root) as opened:
        snapshot, entries = opened.query.snapshot, opened.notebook.entries()
        texts = Counter(entry.text for entry in entries if entry.text)
        tags = Counter(tag for entry in entries for tag in entry.tags)
        values = Counter(correction.value for correction in opened._state.notebook.corrections())
        files = {article.file for article in snapshot.articles.values()}
        restoring = name == "restore"
        failures += [f"the note “{text}” is gone" for text in (f"note {n}" for n in done["note"]) if not texts[text] and not restoring]
        failures += [f"“{text}” is there {count} times" for text, count in texts.items() if count > 1]
        failures += [f"the tag {value} is there {tags[value]} times" for value in done["tag"] if tags[value] != 1]
        failures += [f"the correction {value} is there {values[value]} times" for value in done["correction"] if values[value] != 1]
        failures += [f"the article {value} is gone" for value in done["article"] if value not in files]
        failures += ["an older note is gone"] * (not texts["an older note"])
        failures += [f"check: {sentence}" for sentence in opened.check() if "journal" not in sentence]
        failures += ["an article is gone"] * (len(files) < len(TOWNS))
        if restoring and any(not texts[f"note {value}"] for value in done["note"]):
            opened.notebook.undo()  # the kill came between restoring and its undo
            after = {entry.text for entry in opened.notebook.entries()}
            failures += [f"the note “{value}” is gone for good" for value in done["note"] if f"note {value}" not in after]
        if name == "export":
            failures += verify_exports(trial, opened)
    if name == "import_bundle":
        failures += verify_import(trial)
    if name == "migrate":
        with contextlib.closing(Notebook(trial.old)) as notebook:
            failures += ["the old note is gone"] * ([(e.text, e.tags) for e in notebook.entries()] != [("old text", ("verify",))])
    return failures


def verify_exports(trial: Trial, opened: "Dossier") -> list[str]:
    """Each file is whole or not there; the vault can be written again; nothing else lies there."""
    trial.out.mkdir(exist_ok=True)
    failures = []
    html, bundle = trial.out / "a.html", trial.out / "a.zip"
    if html.exists() and not html.read_text(encoding="utf-8").rstrip().endswith("</html>"):
        failures.append("half of the report is there")
    if bundle.exists():
        read_bundle(bundle)
    opened.exports.prepare("obsidian", notes=True).save(trial.out / "vault")
    for name, target in (("html", html), ("bundle", bundle)):
        opened.exports.prepare(name, notes=True).save(target, force=True)
    left = {path.name for path in trial.out.rglob("*") if path.name.endswith(".part")}
    return failures + [f"left behind: {name}" for name in sorted(left)]


def verify_import(trial: Trial) -> list[str]:
    """Either no dossier, and the import can be repeated, or all of one."""
    if not (trial.new / "dossier.toml").exists():
        new_from_bundle(trial.bundle, trial.new)
    with open_dossier(trial.new) as opened:
        whole = any(entry.text == "an older note" for entry in opened.notebook.entries()) and len(opened.query.snapshot.articles) == len(
            TOWNS
        )
    return [] if whole else ["the dossier that was imported lacks something"]


def prepare(trial: Trial) -> Path:
    """Makes the dossier of all trials, with one note and one backup, and what they need beside it; returns the copy to begin from."""
    new_dossier(trial.root, "Case")
    for number in range(len(TOWNS)):
        (trial.root / "seeds" / f"report-{number}.md").write_text(report(number), encoding="utf-8")
    with open_dossier(trial.root) as opened:
        opened.query.load()
        opened.notebook.note(DOSSIER, "an older note")
        opened.notebook.back_up()
        opened.exports.prepare("bundle", notes=True).save(trial.bundle)
    trial.incoming.mkdir()
    for number in range(4, 8):
        (trial.incoming / f"later-{number}.md").write_text(report(number), encoding="utf-8")
    trial.old.parent.mkdir()
    with contextlib.closing(sqlite3.connect(trial.old)) as db:
        db.executescript(f"{VERSION_1};{VERSION_2};PRAGMA user_version=2")
        row = ("note", '{"kind":"dossier"}', "old text", '["verify"]', "", "2031-03-05T10:00:00+00:00", "2031-03-05T10:00:00+00:00")
        db.execute("INSERT INTO entry (kind, anchor, text, tags, status, created, changed) VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        db.commit()
    base = trial.folder / "base"
    base.mkdir()
    for path in (trial.root, trial.old.parent):
        shutil.copytree(path, base / path.name)
    return base


def begin(trial: Trial, base: Path) -> None:
    """Puts everything back as it was before the first trial."""
    for path in (trial.root, trial.old.parent, trial.new, trial.out):
        shutil.rmtree(path, ignore_errors=True)
    for path in (trial.root, trial.old.parent):
        shutil.copytree(base / path.name, path)


def run_apart(work: Callable[[Acknowledge], None], kill_after: float | None) -> tuple[list[str], str, float]:
    """Runs work in a process of its own, killed after so many seconds; what it acknowledged, its error if any, and its seconds."""
    reading, writing = os.pipe()
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reading)
        code = 1
        try:
            work(partial(_tell, writing))
            code = 0
        except BaseException as error:  # noqa: BLE001  the parent reports it
            os.write(writing, f"ERROR {type(error).__name__}: {error}\n".replace("\n", " ").encode() + b"\n")
        finally:
            os._exit(code)
    os.close(writing)
    deadline = begun + (SLOWEST if kill_after is None else kill_after)
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        if time.monotonic() >= deadline:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            break
        time.sleep(0.001)
    seconds = time.monotonic() - begun
    with os.fdopen(reading, encoding="utf-8", errors="replace") as stream:
        lines = stream.read().split("\n")[:-1]
    errors = [line for line in lines if line.startswith("ERROR")]
    if kill_after is None and seconds >= SLOWEST:
        errors.append("it did not end")
    return [line for line in lines if not line.startswith("ERROR")], " ".join(errors), seconds


def report_problems(trial: Trial, name: str, acknowledged: list[str], say: Acknowledge) -> None:
    """Says what is wrong, in a process of its own."""
    for problem in verify(trial, name, acknowledged):
        say(problem)


def _tell(descriptor: int, line: str) -> None:
    os.write(descriptor, f"{line}\n".encode())


def run(trials: int, seed: int, folder: Path) -> int:
    """Runs so many trials over all kinds of work; the number of those that failed."""
    trial, chance = Trial(folder), random.Random(seed)  # noqa: S311  no secret
    base = prepare(trial)
    durations: dict[str, float] = {}
    for name, work in WORK.items():
        begin(trial, base)
        _, error, durations[name] = run_apart(partial(work, trial), None)
        if error:
            print(f"{name}, not killed: {error}", flush=True)
            return trials
    failed = killed = 0
    for number in range(trials):
        name = tuple(WORK)[number % len(WORK)]
        begin(trial, base)
        after = chance.uniform(0, durations[name] * 1.1)
        acknowledged, error, seconds = run_apart(partial(WORK[name], trial), after)
        killed += seconds >= after
        problems, broken, _ = run_apart(partial(report_problems, trial, name, acknowledged), None)
        for problem in (*problems, *filter(None, (error, broken))):
            print(f"trial {number}, {name} after {after:.3f} s: {problem}", flush=True)
        failed += bool(problems or error or broken)
    print(f"{trials} trials, {killed} killed at work, {failed} failed")
    return failed


def main() -> int:
    """Runs the trials in a folder and a home of their own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--trials", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.environ[name] = str(Path(folder) / "home")
        return int(run(options.trials, options.seed, Path(folder)) > 0)


sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
from dossier.api import Dossier, open_dossier  # noqa: E402  one thread only, and this checkout
from dossier.model.notebook import Anchor, AnchorKind  # noqa: E402
from dossier.services.ingest.bundles import new_from_bundle, read_bundle  # noqa: E402
from dossier.services.ingest.create import new_dossier  # noqa: E402
from dossier.storage.notebook import Notebook  # noqa: E402
from dossier.storage.notebook_schema import VERSION_1, VERSION_2  # noqa: E402

DOSSIER = Anchor(AnchorKind.DOSSIER, label="Case")

if __name__ == "__main__":
    sys.exit(main())
