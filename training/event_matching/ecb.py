"""Gold of attacks from ECB+: sentences that are annotated with the event that they report."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lxml import etree

from dossier.linking.events.records import EventRecord
from dossier.model.article import Article
from dossier.model.span import Span
from training.event_matching.gold import GoldSet, make_article

TEXTS = "ecbplus/ECB+_LREC2014/ECB+"
DAYS = "ecbplus/annotated_data/v1.5"
TOPICS = ("12", "18", "22", "41")
"""Topics with an attack; those between them (8, 16, 19, 33, 45) are left for evaluation."""
ATTACK = re.compile(r"attack|strike|bomb|sho+t|fire|explo|blast|rampage|assault", re.IGNORECASE)
CREATED = re.compile(r'DCT="TRUE" value="(\d{4}-\d\d-\d\d)')


@dataclass(frozen=True)
class SentenceLabels:
    """Labels of sentences: the topics whose attack they report, by article id.

    Each topic is about one attack. The corpus gives some mentions of it ("the explosion", "opened fire") an event of their own; they are
    counted as the attack here.
    """

    sentences: Mapping[str, tuple[Span, ...]]
    topics: Mapping[str, str]

    def events(self, records: Sequence[EventRecord], _names: Mapping[str, Sequence[str]]) -> dict[int, str]:
        """Records with a mention in an annotated sentence."""
        return {
            number: self.topics[record.article]
            for number, record in enumerate(records)
            if any(m.span.overlaps(span) for m in record.mentions for span in self.sentences[record.article])
        }

    def differ(self, one: str, other: str) -> bool:
        """True for articles of two topics."""
        return self.topics[one] != self.topics[other]


def ecb_set(gold: Path) -> GoldSet:
    """The articles of the topics that have a day of publication."""
    articles: list[Article] = []
    sentences: dict[str, tuple[Span, ...]] = {}
    topics: dict[str, str] = {}
    for topic in TOPICS:
        for path in sorted((gold / TEXTS / topic).glob("*.xml")):
            day = _day(gold / DAYS / topic / f"{path.name}.xml")
            if day is None:
                continue
            root = etree.parse(path, etree.XMLParser(resolve_entities=False)).getroot()
            article, spans = _article(root, path.stem, day)
            articles.append(article)
            sentences[article.id] = tuple(spans[number] for number in sorted(_annotated(root)))
            topics[article.id] = topic
    return GoldSet("ECB+", tuple(articles), SentenceLabels(sentences, topics))


def _day(path: Path) -> date | None:
    """The day of publication by EventStoryLine, None where it has none."""
    created = CREATED.search(path.read_text(encoding="utf-8")) if path.is_file() else None
    return date.fromisoformat(created[1]) if created else None


def _article(root: etree._Element, name: str, day: date) -> tuple[Article, list[Span]]:
    """The article, and the spans of its sentences; addresses of pages stay paragraphs of their own."""
    words: dict[int, list[str]] = defaultdict(list)
    for token in root.iter("token"):
        words[int(token.get("sentence", "0"))].append(token.text or "")
    text, spans = "", []
    for number in range(max(words) + 1):
        sentence = re.sub(r" ([,.;:!?)’'])", r"\1", " ".join(words[number])).replace("( ", "(")
        gap = "" if not text else "\n\n" if sentence.startswith("http") or text.rsplit("\n", 1)[-1].startswith("http") else " "
        spans.append(Span(len(text) + len(gap), len(text) + len(gap) + len(sentence)))
        text += gap + sentence
    return make_article(name, text, f"ecb {name}", day), spans


def _annotated(root: etree._Element) -> set[int]:
    """The numbers of the sentences with a mention of an attack that other articles report too."""
    tokens = {token.get("t_id"): token for token in root.iter("token")}
    anchors = {
        mark.get("m_id"): [tokens[anchor.get("t_id")] for anchor in mark.iter("token_anchor")]
        for mark in root.iterfind("Markables/*")
        if "ACTION" in mark.tag
    }
    sources = (source.get("m_id") for relation in root.iter("CROSS_DOC_COREF") for source in relation.iter("source"))
    mentions = [anchors[ident] for ident in sources if anchors.get(ident)]
    return {int(words[0].get("sentence", "0")) for words in mentions if ATTACK.search(" ".join(word.text or "" for word in words))}
