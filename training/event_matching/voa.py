"""Gold of attacks in news on war and terror: Voice of America reports of M2E2, with what is one attack by `same_attacks.tsv`."""

import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dossier.linking.events.records import EventRecord
from dossier.model.article import Article
from dossier.model.event_kinds.strike import STRIKE
from dossier.model.span import Span
from training.event_matching.gold import GoldSet, make_article

ARCHIVE = "m2e2/data/m2e2_annotations.zip"
FILES = ("m2e2_annotations/text_only_event.json", "m2e2_annotations/text_multimedia_event.json")
SAME_ATTACKS = Path(__file__).with_name("same_attacks.tsv")
UNCLEAR = "?"
"""Sentences that name several attacks."""
DAY_IN_ID = re.compile(r"_(\d{4})\.(\d\d)\.(\d\d)\.")
HEADLINE_END = re.compile(r"(?<=\w)\s*-(?=[A-Z“\"'])")
"""Where the headline, or the dateline, runs into the first sentence."""


@dataclass(frozen=True)
class AttackLabels:
    """Labels of sentences by article id: the attack that each is about. All other records are of an attack of their own."""

    sentences: Mapping[str, tuple[tuple[Span, str], ...]]

    def events(self, records: Sequence[EventRecord], _names: Mapping[str, Sequence[str]]) -> dict[int, str]:
        """Every strike whose attack is clear."""
        events = {}
        for number, record in enumerate(records):
            rows = self.sentences.get(record.article, ())
            attacks = [attack for span, attack in rows if any(m.span.overlaps(span) for m in record.mentions)]
            if record.kind == STRIKE.name and UNCLEAR not in attacks:
                events[number] = attacks[0] if attacks else f"{record.article} {record.key[2]}"
        return events

    def differ(self, _one: str, _other: str) -> bool:
        """Never: a report may name several attacks."""
        return False


def voa_set(gold: Path) -> GoldSet:
    """Every report of the set, with the attacks of `same_attacks.tsv`."""
    sentences: dict[str, dict[int, str]] = defaultdict(dict)
    with zipfile.ZipFile(gold / ARCHIVE) as archive:
        for name in FILES:
            for row in json.loads(archive.read(name)):
                ident, _, number = row["sentence_id"].rpartition("_")
                sentences[ident][int(number)] = row["sentence"]
    attacks = {
        ident: attack
        for attack, ident in (line.split("\t") for line in SAME_ATTACKS.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    }
    articles, labels = [], {}
    for ident, numbered in sorted(sentences.items()):
        article, spans = _article(ident, numbered)
        articles.append(article)
        labels[article.id] = tuple((spans[n], attacks[f"{ident}_{n}"]) for n in sorted(spans) if f"{ident}_{n}" in attacks)
    return GoldSet("Voice of America", tuple(articles), AttackLabels(labels))


def _article(ident: str, sentences: Mapping[int, str]) -> tuple[Article, dict[int, Span]]:
    """The article, a paragraph a sentence, and the span of each sentence by its number."""
    text, spans = "", {}
    for number in sorted(sentences):
        sentence = sentences[number].strip()
        cut = HEADLINE_END.search(sentence) if number == 0 else None
        shown = f"{sentence[: cut.start()]}\n\n{sentence[cut.end() :]}" if cut else sentence
        text += "\n\n" * bool(text)
        spans[number] = Span(len(text), len(text) + len(shown))
        text += shown + ("." if re.search(r"\w$", shown) else "")
    stamp = DAY_IN_ID.search(ident)
    return make_article(ident, text, "Voice of America", date(*map(int, stamp.groups())) if stamp else None), spans
