"""Damages the index and the notebook at random, and looks whether any answer is wrong or any loss is silent.

    python tests/faults/damages.py [--index 500] [--notebook 200] [--seed 0]

Of the index one file is damaged at a time (facts, words, stamp): the answers must be those from before, rebuilt where needed. Of the
notebook the database, the journal or both are damaged: all entries are there as before, or a sentence says that the notebook was damaged. A
line is printed for each failure, and a summary; it ends with 1 where anything failed.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
from dossier.api import Dossier, open_dossier
from dossier.model.query import Query
from tests.faults.kills import DOSSIER, Acknowledge, Trial, prepare, run_apart

PAGE = 4096
NOTES = 12


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one damage of a kind that disks and programs do: bits that flip, a page of zeros, an end cut off, a part twice."""
    at, kind = chance.randrange(len(data)), chance.choice(("flip", "flip", "flips", "zeros", "cut", "copy"))
    body = bytearray(data)
    if kind == "cut":
        return data[:at]
    if kind == "zeros":
        body[at // PAGE * PAGE : at // PAGE * PAGE + PAGE] = bytes(min(PAGE, len(body) - at // PAGE * PAGE))
    elif kind == "copy":
        body[at : at + 512] = body[: len(body[at : at + 512])]
    for _ in range({"flip": 1, "flips": 40}.get(kind, 0)):
        body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
    return bytes(body)


def answer(opened: Dossier, word: str) -> str:
    """What a user sees of the articles: texts, events, quotations, actors, and a search for a word."""
    result, matches = opened.query.search(Query()), opened.query.search(Query(text=word))
    texts = sorted(article.text for article in opened.query.snapshot.articles.values())
    events = sorted((event.place, str(event.start), event.kind) for event in result.events)
    quotations = sorted(quotation.text for quotation in result.quotations)
    return repr((texts, events, quotations, sorted(row.actor.name for row in result.actors), len(matches.articles)))


def say_answer(root: Path, say: Acknowledge) -> None:
    """Says what the dossier answers, and the folder of the index that it answers from."""
    with open_dossier(root) as opened:
        say(answer(opened, "progress"))
        say(str(opened._state.index.folder))


def say_notes(root: Path, say: Acknowledge) -> None:
    """Prints the notes, then whether a sentence reports damage."""
    with open_dossier(root) as opened:
        entries = opened.notebook.entries()
        say(repr(sorted((entry.text, entry.tags) for entry in entries)))
        say(str(any("damaged" in notice for notice in opened.notices)))


def damage_index(trial: Trial, count: int, chance: random.Random) -> int:
    """Damages one file of the index after another; the number of failures."""
    (before, folder), _, _ = run_apart(partial(say_answer, trial.root), None)
    failed = 0
    for number in range(count):
        files = sorted(path for path in Path(folder).rglob("*") if path.is_file() and path.stat().st_size)
        path = chance.choice(files)
        path.write_bytes(damaged(path.read_bytes(), chance))
        after, error, _ = run_apart(partial(say_answer, trial.root), None)
        if not error and after[:1] == [before]:
            folder = after[1]  # with a token in its stamp that is not ours, an index counts as a stranger's, and there is another
        else:
            failed += 1
            print(f"index, damage {number} of {path.name}: {error or 'another answer'}", flush=True)
            shutil.rmtree(folder)
            run_apart(partial(say_answer, trial.root), None)
    return failed


def damage_notebook(trial: Trial, count: int, chance: random.Random) -> int:
    """Damages the notebook, each time a sound one; the number of failures."""
    with open_dossier(trial.root) as opened:
        for number in range(NOTES):
            opened.notebook.note(DOSSIER, f"note {number}")
            opened.notebook.tag(DOSSIER, [f"tag{number}"])
    (before, _), _, _ = run_apart(partial(say_notes, trial.root), None)
    sound, failed = trial.folder / "sound", 0
    shutil.copytree(trial.root, sound)
    for number in range(count):
        shutil.rmtree(trial.root)
        shutil.copytree(sound, trial.root)
        for name in chance.choice(
            (("notebook.sqlite3",), ("notebook.sqlite3",), ("notebook.sqlite3.jsonl",), ("notebook.sqlite3", "notebook.sqlite3.jsonl"))
        ):
            path = trial.root / name
            path.write_bytes(damaged(path.read_bytes(), chance))
        lines, error, _ = run_apart(partial(say_notes, trial.root), None)
        # a sentence that the notebook cannot be opened is one too: nothing was lost in silence
        is_reported = (len(lines) == 2 and lines[1] == "True") or "damaged" in error or "notebook" in error
        if (error and "DossierError" not in error) or (lines[:1] != [before] and not is_reported):
            failed += 1
            print(f"notebook, damage {number}: {error or 'notes changed in silence'}", flush=True)
    return failed


def main() -> int:
    """Damages both in a folder and a home of their own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--index", type=int, default=500)
    parser.add_argument("--notebook", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311  no secret
    with tempfile.TemporaryDirectory() as folder:
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.environ[name] = str(Path(folder) / "home")
        trial = Trial(Path(folder))
        prepare(trial)
        failed = damage_index(trial, options.index, chance) + damage_notebook(trial, options.notebook, chance)
    print(f"{options.index} damages of the index, {options.notebook} of the notebook, {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
