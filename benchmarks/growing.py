"""Large dossiers for benchmarks, grown by recombining real articles at the level of stored facts.

Parsing 10,000 texts with spaCy would take half an hour, so only the real articles are parsed, once. A grown article consists of stretches
of paragraphs of several real ones; the facts that lie whole within a stretch are copied with it, their spans moved. Names of people and
organisations are replaced by made-up ones of the same length, so that actors, events and quotations grow with the articles. Everything
after extraction is real: the text is written as a file into seeds/ and read by the program's own reader, facts go through the store, and
linking, publication days and the full-text index are computed by the dossier when it is first opened.
"""

import hashlib
import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from dossier.api import Dossier, open_dossier
from dossier.model.actor import ActorKind
from dossier.model.article import Article
from dossier.model.event import Event
from dossier.model.facts import Facts
from dossier.reading.cleaning.markdown.front_matter import as_markdown
from dossier.reading.read import read
from dossier.services.ingest.create import new_dossier
from dossier.services.loading.keys import findings_keys
from dossier.storage.facts import SourceFile

STRETCH = 150
"""Words from which a stretch is long enough."""
STRETCHES = 3
KEY_STEP = 1000
"""Keys and groups of each stretch begin so far above those of the one before."""
ONE_REAL_IN = 3
"""One article in this many keeps its real names."""
CASTS_PER = 25
"""Articles for each set of made-up names."""
FIRST_DAY = date(2024, 1, 1)
DAYS = 900
ONSETS, VOWELS = "bdfgklmnprstvz", "aeiou"


@dataclass(frozen=True)
class Stretch:
    """Some paragraphs of a real article, the facts within as plain values whose spans count from its start, and the words in it that
    name people and organisations.
    """

    text: str
    facts: dict[str, Any]
    names: frozenset[str]


def grow_dossier(folder: Path, count: int, articles: Path, suffix: str = "") -> Path:
    """The dossier of about `count` articles under `folder`, created if it is missing or was built by other rules."""
    root = folder / f"grown-{count}{suffix}"
    if (root / "done").exists():
        with open_dossier(root) as dossier:
            if not dossier._state.index.reason:
                return root
            dossier._state.index.mark_rebuilt()
    else:
        new_dossier(root, f"{count:,} articles")
    stretches = [part for article, facts in _real_articles(folder / "read", articles) for part in _split_article(article, facts)]
    rng = random.Random(count)  # noqa: S311  # chooses among texts, no secrets
    with open_dossier(root) as dossier:
        for number in range(count):
            _store(dossier, _grow_article(number, count, stretches, rng))
    (root / "done").touch()
    return root


def _real_articles(root: Path, articles: Path) -> tuple[tuple[Article, Facts], ...]:
    """The real articles with their facts, read by spaCy where they were not before."""
    if not root.exists():
        new_dossier(root)
    with open_dossier(root) as dossier:
        if not any(dossier.paths.seeds.iterdir()):
            dossier.ingest.add([articles])
        dossier.query.load()
        store = dossier._state.index.store
        return tuple((article, facts) for article in store.articles() if (facts := store.facts(article.id)))


def _split_article(article: Article, facts: Facts) -> Iterator[Stretch]:
    """The article cut between paragraphs into stretches of enough words."""
    start, plain = None, msgspec.to_builtins(facts)
    for paragraph in article.paragraphs():
        start = paragraph.span.start if start is None else start
        if len(article.text[start : paragraph.span.end].split()) >= STRETCH:
            yield _stretch(article.text[start : paragraph.span.end], plain, start, paragraph.span.end)
            start = None


def _stretch(text: str, facts: dict[str, Any], start: int, end: int) -> Stretch:
    """The facts that lie within a stretch; references to a fact outside are dropped."""

    def inside(fact: Any) -> bool:
        if isinstance(fact, dict):
            return (
                bool(start <= fact["start"] and fact["end"] <= end) if fact.keys() == {"start", "end"} else all(map(inside, fact.values()))
            )
        return not isinstance(fact, list | tuple) or all(map(inside, fact))

    actors = [
        {**a, "mentions": [m for m in a["mentions"] if inside(m)]} | {k: [p for p in a[k] if inside(p)] for k in ("roles", "affiliations")}
        for a in facts["actors"]
    ]
    actors = [a for a in actors if a["mentions"]]
    actor_keys = {a["key"] for a in actors}
    time_numbers = [
        n for n, time in enumerate(facts["times"]) if inside(time) and (time["anchor"] is None or inside(facts["times"][time["anchor"]]))
    ]
    new_number = {before: now for now, before in enumerate(time_numbers)}
    times = [{**facts["times"][n], "anchor": new_number.get(facts["times"][n]["anchor"])} for n in time_numbers]
    event_mentions = [
        {
            **mention,
            "time_ids": [new_number[n] for n in mention["time_ids"] if n in new_number],
            "participants": [key for key in mention["participants"] if key in actor_keys],
            **{k: mention[k] if mention[k] in actor_keys else None for k in ("attacker", "attributed_to")},
        }
        for mention in facts["event_mentions"]
        if inside(mention)
    ]
    quotations = [{**q, "speaker": q["speaker"] if q["speaker"] in actor_keys else None} for q in facts["quotations"] if inside(q)]
    sentences = [span for span in facts["sentences"] if start <= span["start"] and span["end"] <= end]
    names = (m["text"] for a in actors if a["kind"] != ActorKind.STATE.value for m in a["mentions"])
    within = {"actors": actors, "times": times, "quotations": quotations, "event_mentions": event_mentions, "sentences": sentences}
    plain, places = _single_blanks(text)
    return Stretch(
        plain,
        _move_spans(within, lambda offset: places[offset - start]),
        frozenset(w for name in names for w in re.findall(r"\b[A-Z][a-z]{2,}\b", name)),
    )


def _single_blanks(text: str) -> tuple[str, list[int]]:
    """The text as Markdown preserves it, one blank between words and a blank line between paragraphs, and the new position of each
    offset.
    """
    spaced, places = "", []
    for run in re.findall(r"\s+|\S+", text):
        blank = run if run.strip() else "\n\n" if run.count("\n") > 1 else " "
        places += [min(len(spaced) + at, len(spaced) + len(blank)) for at in range(len(run))]
        spaced += blank
    return spaced, [*places, len(spaced)]


def _move_spans(value: Any, to: Callable[[int], int]) -> Any:  # plain values of any shape
    """The plain values with every span moved."""
    if isinstance(value, dict):
        if value.keys() == {"start", "end"}:
            return {"start": to(value["start"]), "end": to(value["end"])}
        return {key: _move_spans(each, to) for key, each in value.items()}
    return [_move_spans(each, to) for each in value] if isinstance(value, list | tuple) else value


def _made_up_name(word: str, cast: int) -> str:
    """A word of the same length for a name, the same one throughout a cast."""
    rng = random.Random(f"{word} {cast}")  # noqa: S311  # a name, no secret
    return "".join(rng.choice(VOWELS if at % 2 else ONSETS) for at in range(len(word))).capitalize()


def _rename_actors(part: Stretch, cast: int) -> Stretch:
    """The stretch with made-up names; spans stay valid, since every name keeps its length."""
    if not cast or not part.names:
        return part
    words = re.compile(rf"\b(?:{'|'.join(sorted(part.names))})\b")

    def swap(text: str) -> str:
        return words.sub(lambda match: _made_up_name(match[0], cast), text)

    facts = msgspec.json.decode(swap(msgspec.json.encode(part.facts).decode()))
    return Stretch(swap(part.text), facts, part.names)


def _grow_article(number: int, count: int, stretches: list[Stretch], rng: random.Random) -> tuple[str, bytes, str, dict[str, Any]]:
    """A grown article: file name, bytes, the text that must be read from them, and its facts."""
    cast = number % max(count // CASTS_PER, 1) + 1 if number % ONE_REAL_IN else 0
    text = ""
    facts: dict[str, list[Any]] = {"actors": [], "times": [], "quotations": [], "event_mentions": [], "sentences": []}
    for turn, stretch in enumerate(rng.sample(stretches, STRETCHES)):
        part = _rename_actors(stretch, cast)
        text += "\n\n" if text else ""
        _append_facts(facts, _move_spans(part.facts, len(text).__add__), turn * KEY_STEP)
        text += part.text
    day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    title = " ".join(text.split()[:9])
    metadata = {"title": title, "outlet": f"Outlet {rng.randrange(60)}", "date": day.isoformat(), "language": "en"}
    return f"{number:06}.md", as_markdown(metadata, re.split(r"\n\s*\n", text)), text, facts


def _append_facts(facts: dict[str, list[Any]], more: dict[str, Any], up: int) -> None:
    """Append the facts of another stretch, with keys, groups and indexes moved up."""
    before = len(facts["times"])
    facts["actors"] += [{**a, "key": a["key"] + up} for a in more["actors"]]
    facts["times"] += [{**t, "anchor": None if t["anchor"] is None else t["anchor"] + before} for t in more["times"]]
    facts["quotations"] += [{**q, "speaker": None if q["speaker"] is None else q["speaker"] + up} for q in more["quotations"]]
    facts["event_mentions"] += [
        {
            **r,
            "group": r["group"] + up,
            "time_ids": [n + before for n in r["time_ids"]],
            "participants": [key + up for key in r["participants"]],
            **{k: None if r[k] is None else r[k] + up for k in ("attacker", "attributed_to")},
        }
        for r in more["event_mentions"]
    ]
    facts["sentences"] += more["sentences"]


def _store(dossier: Dossier, grown_article: tuple[str, bytes, str, dict[str, Any]]) -> None:
    """One grown article into seeds/ and the store; one that is read otherwise than it was written is left out."""
    name, data, text, facts = grown_article
    path = dossier.paths.seeds / name
    path.write_bytes(data)
    article = read(path, name=name, language="en")
    if article.text != text:
        path.unlink()
        return
    stat, digest = path.stat(), hashlib.sha256(data).hexdigest()
    stored_facts = msgspec.convert({"article": article.id, **facts}, Facts)
    dossier._state.index.store.save(SourceFile(name, digest, stat.st_size, stat.st_mtime_ns, article.id), article, stored_facts)


def with_events(root: Path, count: int) -> None:
    """Multiply the events of a dossier to `count`, each copy on another day and at a place of its own. They are saved as findings, so
    that the dossier loads, indexes and shows them as its own.
    """
    with open_dossier(root) as dossier:
        dossier.query.load()
        findings, store = dossier.query.snapshot.findings, dossier._state.index.store
        if len(findings.events) >= count:
            return
        events = sorted(_copy_events(findings.events, count), key=lambda e: (e.start is None, e.start, e.id))
        store.save_findings(
            replace(findings, events=tuple(events)), findings_keys(dossier._state, dossier._state.notebook.corrections())[0]
        )
        store.set_meta("words", "")


def _copy_events(events: Iterable[Event], count: int) -> Iterator[Event]:
    originals = tuple(events)
    for number in range(count):
        event, turn = originals[number % len(originals)], number // len(originals)
        shift = timedelta(days=turn % DAYS)
        ident = f"{event.id}{turn}" if turn else event.id
        start, end = event.start and event.start + shift, event.end and event.end + shift
        yield replace(event, id=ident, place=_made_up_name("Placename", number // 7), start=start, end=end)
