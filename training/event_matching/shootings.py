"""Gold of shootings: texts of the Gun Violence Archive, and the Gun Violence Corpus, which says which text reports which shooting.

The archive's texts are Python pickles. They are read without making any object of theirs.
"""

import csv
import datetime as dt
import io
import pickle
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from dossier.model.article import Article
from training.event_matching.gold import GoldSet, StoryLabels, make_article

TABLE = "gvc/resources/data/gun_violence/gvc_doc_to_event.csv"
TEXTS = "gva/EventRegistries/GunViolenceArchive/the_violent_corpus"
LONGEST = 15_000
"""Characters of a text at most; longer ones are whole pages with their comments."""
MOST_OF_ONE = 6
"""Texts on one shooting at most, so that none outweighs the others."""
EVERY = 8
"""Of the archive's shootings with two texts or more, every eighth is taken."""


class _StandIn:
    """An object of the pickle: what it was made of, without its class."""

    state: Any = None

    def __init__(self, *_: Any) -> None:
        pass

    def __setstate__(self, state: Any) -> None:
        self.state = state


class _PlainUnpickler(pickle.Unpickler):
    """An unpickler that knows days and bytes, and puts a stand-in for every other class."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of that name, never one that the file brings along."""
        allowed = {("datetime", "datetime"): dt.datetime, ("datetime", "date"): dt.date, ("_codecs", "encode"): str.encode}
        return allowed.get((module, name), _StandIn)


def corpus_set(gold: Path) -> GoldSet:
    """The development half of the Gun Violence Corpus: the shootings with an odd number."""
    paths = {path.stem: path for path in (gold / TEXTS).glob("*/*.json")}
    chosen = [(paths[name], event) for name, event in _table(gold) if int(event) % 2]
    return _gold_set("shootings", chosen)


def archive_set(gold: Path) -> GoldSet:
    """Shootings of the archive that the corpus has not, neither in its development half nor in the other."""
    rows = _table(gold)
    names, events = {name for name, _ in rows}, {event for _, event in rows}
    by_event: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((gold / TEXTS).glob("*/*.json")):
        if path.stem not in names and path.parent.name not in events:
            by_event[path.parent.name].append(path)
    several = sorted((event for event, paths in by_event.items() if len(paths) > 1), key=int)
    return _gold_set("more shootings", [(path, event) for event in several[::EVERY] for path in by_event[event][:MOST_OF_ONE]])


def _table(gold: Path) -> list[tuple[str, str]]:
    """Text and shooting of each row of the corpus."""
    with (gold / TABLE).open(encoding="utf-8", newline="") as table:
        return [(row["doc-id"], row["event-id"]) for row in csv.DictReader(table)]


def _gold_set(name: str, chosen: list[tuple[Path, str]]) -> GoldSet:
    read = ((_article(path), event) for path, event in chosen)
    pairs = [(article, event) for article, event in read if article is not None]
    return GoldSet(name, tuple(article for article, _ in pairs), StoryLabels({article.id: event for article, event in pairs}))


def _article(path: Path) -> Article | None:
    """The article of one file; None where it has no text or day, or is too long."""
    row: dict[str, Any] = _PlainUnpickler(io.BytesIO(path.read_bytes())).load().state
    text = re.sub(r"[ \t\xa0]*\n\s*", "\n\n", f"{row['title']}\n{row['content']}".strip())
    day = row["dct"].date() if isinstance(row["dct"], dt.datetime) else row["dct"]
    if not text or len(text) > LONGEST or not isinstance(day, dt.date):
        return None
    outlet = re.sub(r"^.*https?://(?:www\.)?([^/]+).*$", r"\1", row["uri"])
    return make_article(path.stem, text, outlet, day)
