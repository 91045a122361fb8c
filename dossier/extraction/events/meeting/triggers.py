"""Meeting triggers: the words of a text that name a meeting."""

from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Token

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.people import is_person_noun, is_press

_COMITATIVE = frozenset({"with", "between", "among"})
_VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class MeetingTrigger:
    """A word that names a meeting. `subkind` is "call", "host", "visit" or "" for none; a `weak` trigger counts only with participants, a
    `spoken` one ("talked with X") only with two named persons and a place.
    """

    token: Token
    subkind: str = ""
    weak: bool = False
    spoken: bool = False

    @property
    def noun(self) -> bool:
        """True where the word is a noun; "Meeting in X, the two agreed" begins with a participle, whatever the parser says."""
        return self.token.pos_ in {"NOUN", "PROPN"} and not (self.token.dep_ == "advcl" and self.token.is_sent_start)


def find_triggers(doc: Doc) -> tuple[MeetingTrigger, ...]:
    """Every word that may name a meeting, in order; "round of talks" and "held talks" have one trigger each."""
    triggers: list[MeetingTrigger] = []
    for token in doc:
        trigger = _trigger(token) or (_round_without_of(token) if triggers else None)
        if trigger is not None:
            triggers.append(trigger)
    heads = {t.token.i for t in triggers}
    return tuple(t for t in triggers if not _is_part_of_trigger(t.token, heads))


def find_joint_statements(doc: Doc) -> tuple[MeetingTrigger, ...]:
    """The words for what two people say to the press side by side: "a press conference with X", "joint statements", "a joint news conference"."""
    return tuple(MeetingTrigger(token) for token in doc if token.pos_ == "NOUN" and _is_joint_statement(token))


def _is_joint_statement(noun: Token) -> bool:
    before = {t.lower_ for t in noun.lefts}
    is_conference = noun.lemma_ in {"conference", "briefing"} and bool(before & word_set("meetings", "to_the_press"))
    is_shared = "joint" in before or any(c.lower_ in {"with", "alongside"} for c in noun.children)
    return is_shared and (is_conference or (noun.lemma_ in {"statement", "appearance"} and "joint" in before))


def _is_part_of_trigger(token: Token, heads: set[int]) -> bool:
    """True for "talks" in "round of talks" and "met for talks", for "confer" with the noun as its object, and for "this meeting marks the fourth round"."""
    is_purpose = token.dep_ == "pobj" and token.head.lower_ == "for" and token.head.head.i in heads and token.head.head.pos_ == "VERB"
    if is_purpose and not any(c.dep_ in {"relcl", "acl"} for c in token.children):
        return True  # "met for talks"
    equates = token.dep_ in {"attr", "dobj"} and token.head.lemma_.lower() in {"be", "mark", "constitute", "represent"}
    if equates and any(c.dep_ == "nsubj" and c.i in heads for c in token.head.children):
        return True
    return (
        token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.i in heads and token.head.head.lemma_ in {"round", "session"}
    )


def _trigger(token: Token) -> MeetingTrigger | None:
    if token.pos_ in {"NOUN", "PROPN"} or (token.lower_ in {"talks", "meeting"} and token.dep_ in {"dobj", "pobj", "nsubj"}):
        trigger = _noun(token)
    else:
        trigger = _verb(token) if token.pos_ == "VERB" else None
    return None if trigger is None or _is_other_domain(token) else trigger


def _round_without_of(token: Token) -> MeetingTrigger | None:
    """The trigger "a third round" after earlier talks, without "of"."""
    is_counted = any(c.ent_type_ == "ORDINAL" or c.lower_ in {"next", "new", "another", "final", "further"} for c in token.lefts)
    is_plain = token.lower_ == "round" and token.pos_ == "NOUN" and not any(c.lower_ == "of" for c in token.children)
    return MeetingTrigger(token) if is_plain and is_counted and not _is_other_domain(token) else None


def _is_other_domain(token: Token) -> bool:
    """True where the words around are about sport, or the verb is followed by something other than a person that is met."""
    around = token.sent[max(0, token.i - token.sent.start - 12) : token.i - token.sent.start + 13]
    if any(t.text in word_set("meetings", "elsewhere") and t.pos_ in {"NOUN", "VERB"} for t in around):
        return True
    return token.pos_ == "VERB" and any(t.text in word_set("meetings", "met_things") for t in token.doc[token.i + 1 : token.i + 6])


def _noun(token: Token) -> MeetingTrigger | None:
    word = token.lower_
    lemma = token.lemma_.lower()
    if word not in word_set("meetings", "nouns") and (lemma not in word_set("meetings", "nouns")):
        return None
    left = {t.lower_ for t in token.doc[max(token.sent.start, token.i - 4) : token.i] if token.i in {t.head.i, t.head.head.i}}
    if left & word_set("meetings", "own_sittings") and lemma != "summit" and not _has_partners(token):
        return None
    if lemma == "call":
        return _call(token, left)
    if (
        lemma in {"round", "session"}
        and not any(
            c.lower_ == "of"
            and any(
                g.lower_ in {"talks", "negotiations", "discussions", "consultations", "meetings", "diplomacy", "dialogue"}
                for g in c.children
            )
            for c in token.children
        )
        and not (lemma == "round" and any(c.lower_ == "this" for c in token.children))
    ):
        return None
    if _is_part_of_title(token) or (
        token.dep_ in {"compound", "nmod", "amod"} and token.head.pos_ in {"NOUN", "PROPN"} and token.i < token.head.i
    ):
        return None
    is_remote = bool(left & word_set("meetings", "call_words")) and lemma in {"conversation", "discussion"}
    return MeetingTrigger(token, "call" if is_remote else "", weak=word in word_set("meetings", "weak_nouns"))


def _is_part_of_title(token: Token) -> bool:
    """True for "envoy for Ruritania negotiations": the noun is part of somebody's title."""
    above = token.head.head if token.dep_ == "pobj" else token
    is_title = above.pos_ in {"NOUN", "PROPN"} and above.lemma_.lower() in word_set("meetings", "delegates")
    return is_title and not any(t.dep_ in {"det", "poss"} for t in token.lefts)


def _call(token: Token, left: set[str]) -> MeetingTrigger | None:
    """A call as a conversation, by phone or with two ends; None for "a call for peace"."""
    if any(c.lower_ == "for" for c in token.children) or token.dep_ in {"compound", "nmod"}:
        return None
    return MeetingTrigger(token, "call", weak=True) if left & word_set("meetings", "call_words") or _has_partners(token) else None


def _has_partners(token: Token) -> bool:
    return any(c.lower_ in _COMITATIVE for c in token.children)


def _verb(token: Token) -> MeetingTrigger | None:
    lemma = token.lemma_.lower()
    children = list(token.children)
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in children)
    if lemma in word_set("meetings", "verbs"):
        seeks_object = any(
            c.dep_ == "dobj" and c.pos_ == "NOUN" and c.lower_ != "face" and not is_person_noun(c) and c.ent_type_ == "" for c in children
        )
        is_acquaintance = any(c.lower_ in {"first", "originally", "initially"} and c.dep_ == "advmod" for c in children)
        if (lemma == "meet" and (passive or is_acquaintance)) or (seeks_object and lemma == "meet" and not _has_personal_object(children)):
            return None
        return MeetingTrigger(token)
    if (
        (lemma in word_set("meetings", "assembling") and _is_conference(children))
        or (lemma in {"return", "sit"} and (any(map(_is_negotiating_table, children)) or {"down", "with"} <= {c.lower_ for c in children}))
        or (lemma in {"continue", "resume"} and _is_between_sides(children))
    ):
        return MeetingTrigger(token)
    is_received = passive and _is_received_by_person(children)
    if lemma in word_set("meetings", "receiving") and (is_received or (not passive and _is_person_to_person(children))):
        return MeetingTrigger(token, "visit" if lemma == "visit" else "host")
    if lemma in word_set("meetings", "call_verbs") and any(c.dep_ == "dobj" and c.pos_ != "NUM" for c in children):
        return MeetingTrigger(token, "call")
    if lemma == "call":
        return _visit_or_call(token, children)
    return _conversation(token) if lemma in word_set("meetings", "speech_verbs") else None


def _visit_or_call(token: Token, children: list[Token]) -> MeetingTrigger | None:
    """The trigger "called on Y", a visit, or "called Y", a call; None for other senses."""
    if _pays_visit(children):
        return MeetingTrigger(token, "visit")
    return MeetingTrigger(token, "call", weak=True, spoken=True) if _calls_person(children) else None


def _is_conference(children: list[Token]) -> bool:
    """True for "ministers gathered to discuss the plan" and "leaders gathered for talks": several people with an office, who confer."""
    subjects = [c for c in children if c.dep_ == "nsubj"]
    are_several = any(c.tag_ == "NNS" and c.lemma_.lower() in word_set("meetings", "delegates") for c in subjects)
    talk = word_set("meetings", "speech_verbs") | word_set("meetings", "verbs")
    to_confer = any(c.dep_ in {"advcl", "xcomp"} and c.lemma_.lower() in talk for c in children)
    for_talks = any(g.lower_ in word_set("meetings", "nouns") for c in children if c.lower_ == "for" for g in c.children)
    return are_several and (to_confer or for_talks) and not any(c.dep_ == "dobj" for c in children)


def _calls_person(children: list[Token]) -> bool:
    """True for "X called Y on Monday"; not for "called him a liar", "called on Y", "called Y's plan unfair"."""
    subjects = [c for c in children if c.dep_ == "nsubj"]
    objects = [c for c in children if c.dep_ == "dobj"]
    is_naming = any(
        c.dep_ in {"oprd", "ccomp", "acomp", "prt", "nsubjpass"} or (c.dep_ == "prep" and c.lower_ in {"for", "on"}) for c in children
    )
    return len(objects) == 1 and objects[0].pos_ == "PROPN" and bool(subjects) and not is_naming


def _pays_visit(children: list[Token]) -> bool:
    """True for "the envoy called on President Y"; not for "called on President Y to resign"."""
    hosts = [g for c in children if c.lower_ == "on" and c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
    is_appeal = any(c.dep_ in {"xcomp", "ccomp", "advcl", "dobj", "nsubjpass"} for c in children)
    return any(g.ent_type_ == "PERSON" for g in hosts) and any(c.dep_ == "nsubj" for c in children) and not is_appeal


def _is_between_sides(children: list[Token]) -> bool:
    """True for "the two sides will continue in X": a plural subject that negotiates, and no object or completion."""
    sides = {"side", "party", "delegation", "team", "negotiator"}
    has_sides = any(c.dep_ == "nsubj" and c.tag_ == "NNS" and c.lemma_.lower() in sides for c in children)
    return has_sides and not any(c.dep_ in {"dobj", "xcomp", "ccomp", "nsubjpass"} for c in children)


def _conversation(verb: Token) -> MeetingTrigger | None:
    """A call for "spoke by phone"; a conversation in person for "talked with"."""
    if _is_remote(verb):
        return MeetingTrigger(verb, "call", weak=True)
    is_in_person = verb.lemma_.lower() in {"speak", "talk"} and any(c.lower_ in {"with", "to"} for c in verb.children)
    return MeetingTrigger(verb, weak=True, spoken=True) if is_in_person else None


def _is_negotiating_table(preposition: Token) -> bool:
    """True for "to the table", "at the negotiating table"."""
    tables = [g for g in preposition.children if g.lower_ == "table" and g.dep_ == "pobj"]
    kinds = {c.lower_ for t in tables for c in t.lefts} - {"the"}
    return bool(tables) and preposition.lower_ in {"to", "at", "around"} and kinds <= {"negotiating", "bargaining", "conference"}


def _is_remote(verb: Token) -> bool:
    """True where "by phone", "on the phone", "via video link" follows in the sentence."""
    following = [t.lower_ for t in verb.doc[verb.i + 1 : min(verb.i + 14, verb.sent.end)]]
    after = [word for word in following if word not in {"the", "a", "secure"}]
    return any(a in {"by", "on", "over", "via", "in", "during"} and b in word_set("meetings", "media") for a, b in pairwise(after))


def _is_person_to_person(children: list[Token]) -> bool:
    """True where the subject is a name, a pronoun or an office, and the object a person, an officer or a group of people."""
    subject = any(
        c.dep_ == "nsubj" and (c.pos_ == "PROPN" or c.ent_type_ or c.lower_ in {"he", "she"} or is_person_noun(c)) for c in children
    )
    objects = [c for c in children if c.dep_ == "dobj"]
    is_titled = any(t.is_quote for c in objects for t in c.subtree)  # 'received the "Hero of the Land"'
    return subject and len(objects) == 1 and not is_titled and (objects[0].ent_type_ == "PERSON" or _is_guest(objects[0]))


def _is_guest(noun: Token) -> bool:
    """True for a noun of people who can be received: an officer, the leaders of states, a delegation, the families of somebody."""
    if is_press(noun):
        return False
    if _is_named_officer(noun) or _is_officer_of_state(noun) or _is_leaders_of(noun) or _is_led_delegation(noun):
        return True
    is_office = noun.pos_ == "PROPN" and is_person_noun(noun)
    is_group = noun.tag_ == "NNS" and is_person_noun(noun) and any(c.lower_ in {"of", "from"} for c in noun.children)
    return is_office or (is_group and not any(c.dep_ == "nummod" for c in noun.lefts))


def _is_led_delegation(noun: Token) -> bool:
    """True for "a delegation led by X"."""
    return noun.lower_ == "delegation" and any(t.lemma_ in {"lead", "head"} and t.tag_ == "VBN" for t in noun.subtree)


def _is_leaders_of(noun: Token) -> bool:
    """True for "the leaders of X and Y"."""
    of = any(c.lower_ == "of" and any(g.ent_type_ in {"GPE", "ORG", "NORP"} for g in c.children) for c in noun.children)
    return of and noun.tag_ == "NNS" and noun.lemma_.lower() in word_set("meetings", "delegates")


def _is_received_by_person(children: list[Token]) -> bool:
    """True for "X was received by President Y"."""
    has_guest = any(c.dep_ == "nsubjpass" and (c.ent_type_ == "PERSON" or c.lower_ in {"he", "she"}) for c in children)
    return has_guest and any(g.ent_type_ == "PERSON" for c in children if c.dep_ == "agent" for g in c.children)


def _is_named_officer(noun: Token) -> bool:
    """True for "the foreign minister, X"."""
    return noun.lemma_.lower() in word_set("meetings", "delegates") and any(
        t.dep_ == "appos" and t.ent_type_ == "PERSON" for t in noun.children
    )


def _is_officer_of_state(noun: Token) -> bool:
    """True for "the foreign minister of X", "his counterpart from X", "the Ruritanian minister"."""
    complements = (g for c in noun.children if c.lower_ in {"of", "from"} for g in c.children)
    of_state = any(g.ent_type_ == "GPE" for g in complements) or any(c.ent_type_ == "NORP" and c.dep_ == "amod" for c in noun.lefts)
    return of_state and noun.tag_ == "NN" and noun.lemma_.lower() in word_set("meetings", "delegates")


def _has_personal_object(children: list[Token]) -> bool:
    """True where the object is a name or a group of people."""
    named = {"PERSON", "NORP", "ORG", "GPE"}
    return any(c.dep_ == "dobj" and (c.pos_ == "PROPN" or c.ent_type_ in named or is_person_noun(c)) for c in children)
