"""Affiliations of national offices whose words name no state: by a body of the state named before, the outlet, or the host of a visit."""

from typing import TYPE_CHECKING

from dossier.extraction.entities.affiliations import OWNERS, PUBLIC_HEADS, AffiliationHint, state_hint
from dossier.extraction.entities.person_evidence import NameMention
from dossier.extraction.entities.roles import RolePhrase
from dossier.extraction.entities.token_classes import NATION, ROLE_NOUNS, STATE_WORDS
from dossier.extraction.entities.token_rows import Chunk, ParagraphChunks
from dossier.extraction.lexicon.gazetteer import country_of, match_gazetteer
from dossier.extraction.lexicon.titles import portfolios, singular, words_before_office
from dossier.extraction.segments.doc_text import token_span

if TYPE_CHECKING:
    from spacy.tokens import Doc

OFFICES = frozenset({"president", "vice president", "vice-president", "prime minister", "premier", "chancellor", "minister", "king", "queen", "emperor", "empress", "emir", "crown prince", "crown princess"})  # fmt: skip
"""Offices that a state has once, and its ministers."""
OFFICES_WITH_FIELD = frozenset({"secretary", "adviser", "advisor", "undersecretary", "chief", "under-secretary"})
"""Offices of a state where a field of government stands with them ("Defence Secretary")."""
BODY_NOUNS = frozenset({"army", "navy", "military", "ministry", "government", "parliament", "police", "cabinet", "presidency", "embassy", "forces"})  # fmt: skip
"""Nouns in small letters of what is part of a state."""
WORDS_TO_BODY_AT_MOST = 4
MET_BY = frozenset({"with", "meet", "see", "receive", "welcome", "greet"})
VISITS = frozenset({"visit", "tour"})
TO_OR_IN = frozenset({"in", "to", "for"})


class NationalOffices:
    """The states of national offices in one article. `outlet` is who published it: what a body of a state puts out is about its officers."""

    def __init__(self, doc: "Doc", paragraphs: tuple[ParagraphChunks, ...], outlet: str) -> None:
        self._doc, self._paragraphs = doc, paragraphs
        self._bodies = [
            (chunk, nouns)
            for paragraph in paragraphs
            for i, chunk in enumerate(paragraph.chunks)
            if chunk.kind in NATION and (nouns := _body_nouns(doc, paragraph, i))
        ]
        self._publisher = _state_of_outlet(outlet)

    def hint(self, mention: NameMention) -> AffiliationHint | None:
        """The state of the mentioned person by the first of the roles that shows one, or None."""
        paragraph = self._paragraphs[mention.name_span.paragraph]
        return next((hint for phrase in mention.roles if (hint := self._of_role(mention, paragraph, phrase)) is not None), None)

    def _of_role(self, mention: NameMention, paragraph: ParagraphChunks, phrase: RolePhrase) -> AffiliationHint | None:
        words = _words(self._doc, paragraph, phrase)
        by_body = self._state_with_body(words)
        if by_body is not None:
            return by_body
        if not _is_national(self._doc, paragraph, phrase):
            return None
        host = _host(self._doc, paragraph, mention)
        if host is not None:
            return state_hint(self._doc, host)
        before = self._only_state_before(mention, paragraph)
        if before is not None:
            return state_hint(self._doc, before)
        start, end = paragraph.chunks[phrase.start].start, paragraph.chunks[phrase.end - 1].end
        return AffiliationHint(self._publisher, token_span(self._doc, start, end)) if self._publisher else None

    def _state_with_body(self, words: list[str]) -> AffiliationHint | None:
        """The only state with the body that the role names: "spokesman for the army" where the article has "Freedonia's army", "Foreign
        Minister" where it has "the Freedonian foreign ministry".
        """
        if words[-1:] == ["minister"] and len(words) > 1:
            meant = [chunk for chunk, nouns in self._bodies if nouns[-1] == "ministry" and nouns[:-1] == words[-2:-1]]
        else:
            of_body = words[words.index("the") + 1 :] if "the" in words else []
            meant = [chunk for chunk, nouns in self._bodies if of_body and nouns[-len(of_body) :] == of_body]
        return state_hint(self._doc, meant[0]) if len({chunk.state for chunk in meant}) == 1 else None

    def _only_state_before(self, mention: NameMention, paragraph: ParagraphChunks) -> Chunk | None:
        """The only state that the paragraph names so far, where a body of it is named ("Freedonia's Water Council met. Prime Minister A")."""
        states = [c for c in paragraph.chunks if c.kind in STATE_WORDS and c.end <= mention.name_span.start]
        with_body = [chunk for chunk, _ in self._bodies if chunk in states]
        return with_body[-1] if with_body and len({c.state for c in states}) == 1 else None


def _body_nouns(doc: "Doc", paragraph: ParagraphChunks, index: int) -> list[str]:
    """The words, in small letters, from the name or adjective of a state to the noun of its body ("foreign ministry"); empty without one."""
    words: list[str] = []
    for token in doc[paragraph.chunks[index].end : paragraph.chunks[-1].end][: WORDS_TO_BODY_AT_MOST + 1]:
        if token.lower_ in {"'s", "’s"} and not words:
            continue
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            return []
        words.append(token.lower_)
        if token.lower_ in BODY_NOUNS or token.text in PUBLIC_HEADS:
            return words
    return []


def _words(doc: "Doc", paragraph: ParagraphChunks, phrase: RolePhrase) -> list[str]:
    """The words of a role in small letters."""
    return [t.lower_ for t in doc[paragraph.chunks[phrase.start].start : paragraph.chunks[phrase.end - 1].end]]


def _is_national(doc: "Doc", paragraph: ParagraphChunks, phrase: RolePhrase) -> bool:
    """True for an office that a state has ("Deputy Prime Minister for Trade"), false for a company's or club's."""
    before = doc[paragraph.chunks[phrase.start].start : paragraph.chunks[phrase.head].start]
    if any(t.is_alpha and t.lower_ not in words_before_office() and t.lower_ not in {"and", "of", "minister"} for t in before):
        return False
    head = paragraph.chunks[phrase.head]
    office, _, field = singular(doc[head.start : head.end].text.lower()).partition(" of ")
    after = doc[head.end : paragraph.chunks[phrase.end - 1].end]
    has_field = bool(field) or any(t.lower_ in portfolios() for t in (*before, *after))
    serves_officer = any(c.kind in ROLE_NOUNS for c in paragraph.chunks[phrase.head + 1 : phrase.end])
    if office in OFFICES_WITH_FIELD:
        return has_field or (serves_officer and office != "chief")
    return office in OFFICES and (not len(after) or has_field or after[-1].text == "Republic" or after[0].lower_ == "for")


def _host(doc: "Doc", paragraph: ParagraphChunks, mention: NameMention) -> Chunk | None:
    """The state where the person is met: "In CAPITAL, she met Prime Minister A", "left for STATE for a summit with President A"."""
    sentence = doc[mention.name_span.start].sent
    states = [c for c in paragraph.chunks if c.kind in STATE_WORDS and sentence.start <= c.start and c.end <= mention.name_span.start]
    if not states or states[-1].kind not in OWNERS:
        return None
    place = states[-1]
    before = next((t for t in reversed(doc[sentence.start : place.start]) if t.pos_ != "DET"), None)
    is_visited = before is not None and (before.lower_ in TO_OR_IN or before.lemma_.lower() in VISITS)
    is_met = any(t.lemma_.lower() in MET_BY for t in doc[place.end : mention.name_span.start])
    return place if is_visited and is_met else None


def _state_of_outlet(outlet: str) -> str:
    """The state whose body published the article ("Freedonian Foreign Ministry", "Presidency of Freedonia"), or empty."""
    words = outlet.split()
    if not any(word in PUBLIC_HEADS or word.lower() in BODY_NOUNS for word in words):
        return ""
    states = {match.entry.name for match in match_gazetteer(outlet) if match.entry.label in {"state", "adjective"}}
    states |= {country_of(word) for word in words} - {""}
    return next(iter(states)) if len(states) == 1 else ""
