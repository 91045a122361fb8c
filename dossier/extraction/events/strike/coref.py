"""Within-document coreference of strike mentions."""

from collections.abc import Sequence

from spacy.tokens import Doc

from dossier.extraction.events.days import ArticleDays
from dossier.extraction.events.limits import first_and_last
from dossier.extraction.events.place_phrases import WIDE
from dossier.extraction.events.strike.armed import is_armed_actor
from dossier.extraction.events.strike.continuation import (
    MAX_PARAGRAPHS,
    OPENING,
    WIDE_TARGETS,
    group_continued,
    is_another_event,
    names_site,
    restates,
    strikes_site_named,
)
from dossier.extraction.events.strike.groups import StrikeGroup, StrikeMention, in_one_sentence, is_set_off, places_overlap, same_word
from dossier.extraction.events.strike.phrases import light_verb
from dossier.extraction.events.strike.summaries import is_counted
from dossier.extraction.events.strike.triggers import subjects_of
from dossier.extraction.lexicon.geography import state_named
from dossier.extraction.lexicon.lists import word_set

GROUND_OPERATIONS = frozenset({"offensive", "invasion", "incursion"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
STEPS = frozenset({"after", "as", "before", "while"})
"""Words that open a clause about what went before, after or with the main one."""
CARRIED = frozenset({"chemical"})
"""Families of weapons that others carry."""
FROM_THE_AIR = word_set("wordnet", "dropping") | word_set("strikes", "armed.aircraft")
"""Words of a sentence whose bombs come from an aircraft."""
BLASTS = frozenset({"explosion", "blast", "detonation"})
SHOOTINGS = frozenset({"shoot", "shooting", "shootout", "gunfight"})
EXPLOSIVES = frozenset({"bomb", "air", "ground"})
"""Families of weapons that explode."""


def group_strikes(mentions: Sequence[StrikeMention], days: ArticleDays) -> list[StrikeGroup]:
    """Groups of coreferent mentions, one a strike, in order of first mention; groups without a report are left out.

    A report with few details belongs to no group where it fits none, except as the first of the article.
    """
    groups: list[StrikeGroup] = []
    ahead: list[StrikeMention] = []
    for mention in mentions:
        group_of_mention = _find_group(mention, first_and_last(groups), days)
        if group_of_mention is not None:
            group_of_mention.mentions.append(mention)
        elif mention.is_report and not (groups and _says_little(mention)):
            groups.append(StrikeGroup([mention]))
        elif not groups:
            ahead.append(mention)
    groups = [group for group in groups if group.is_report]
    if groups:
        groups[0].mentions += [mention for mention in ahead if _refers_ahead(mention, groups[0], days)]
    return groups


def _refers_ahead(mention: StrikeMention, group: StrikeGroup, days: ArticleDays) -> bool:
    """Cataphora: True for a headline or lead that names the attack of the sentences after it ("Sacked worker shoots colleagues")."""
    first = group.mentions[0]
    follows = first.sentence != mention.sentence and first.paragraph - mention.paragraph <= MAX_PARAGRAPHS
    is_bare = mention.trigger.armed and not mention.is_campaign and not mention.set_off and not mention.trigger.counted
    arms, other = _arms_of([mention]), _arms_of(group.mentions)
    return (
        follows
        and is_bare
        and not group.is_background
        and not (arms and other and not arms & other)
        and not _conflict(mention, group, days)
    )


def _arms_of(mentions: Sequence[StrikeMention]) -> set[str]:
    """What was used, by weapons and words: "guns", "explosives", both or neither."""
    families = frozenset().union(*(m.families for m in mentions))
    lemmas = {m.trigger.token.lemma_.lower() for m in mentions}
    bombed = lemmas & (BLASTS | word_set("strikes", "nouns.sure") | word_set("strikes", "verbs.sure")) - SHOOTINGS - {"ambush", "gun"}
    return {
        name for name, used in (("guns", lemmas & SHOOTINGS or "gun" in families), ("explosives", bombed or families & EXPLOSIVES)) if used
    }


def _says_little(mention: StrikeMention) -> bool:
    """True for "they bombed it" without a name, figure, place or day, and for "a strike near X": the row of another strike needs more."""
    if mention.figure_mentions or mention.killed or mention.time_ids or mention.time_relation or mention.target:
        return False
    if mention.trigger.noun:
        return bool(mention.places) and not mention.weapons and not mention.agent_name
    return not mention.places


def _find_group(mention: StrikeMention, groups: list[StrikeGroup], days: ArticleDays) -> StrikeGroup | None:
    """The group that a mention belongs to, or None for a new strike. A person is killed only once."""
    repeated = [g for g in groups if _is_quoted_repetition(mention, g)]
    if repeated:
        return repeated[-1]
    compatible = [g for g in groups if not _conflict(mention, g, days) and _word_fits(mention, g)]
    same_death = [g for g in compatible if any(mention.killed & m.killed for m in g.mentions)]
    is_loose = not mention.is_report and not mention.definite
    if same_death or (is_loose and mention.trigger.counted):
        return same_death[-1] if same_death else None
    for test in (_one_clause, _is_same_speaker) if is_loose else (_one_clause, _same_target_or_place, _is_same_speaker):
        matching = [g for g in compatible if test(mention, g, days)]
        if matching and test is _one_clause:
            return max(matching, key=lambda g: g.last.trigger.token.i)
        if matching:
            return max(matching, key=lambda g: (_shared_details(mention, g), groups.index(g)))
    if mention.definite and _is_named_event(mention):
        return None
    if mention.definite and not mention.plural:
        return _group_referred_to(mention, compatible)
    if mention.definite and not mention.is_report and not _other_target(mention, compatible):
        nearby = [g for g in compatible if mention.paragraph - g.last.paragraph <= 1]
        news = [g for g in nearby if not g.is_background] or nearby
        return news[-1] if news else None
    is_restated = len(groups) == 1 and compatible and restates(mention, groups[0])
    return groups[0] if is_restated else _plural_referred_to(mention, compatible) or group_continued(mention, compatible)


def _group_referred_to(mention: StrikeMention, compatible: Sequence[StrikeGroup]) -> StrikeGroup | None:
    """The group that "the attack" refers to: one nearby with its details or its word, the news before its background; else None."""
    nearby = _nearby(mention, compatible)
    if nearby and (word := _demonstrative(mention)):
        news = [g for g in nearby if not g.is_background] if word == "this" else []
        return max(news or nearby, key=lambda g: g.last.trigger.token.i)
    noun = mention.trigger.token
    is_subject = len(nearby) == 1 and mention.trigger.noun and (noun.dep_ in SUBJECTS or light_verb(noun) is not None)
    if is_subject and (not nearby[0].is_background or not (mention.places or mention.time_ids)):
        return nearby[0]  # "the Wednesday night attack hit …", "X carried out the attack"
    if len(nearby) == 1 and (_fills_in(mention, nearby[0]) or (_is_bare_verb(mention) and not mention.agent_name)):
        return nearby[0]
    by_attacker = [g for g in nearby if any(mention.agent_name == m.agent_name for m in g.mentions)]
    if _is_bare_verb(mention) and mention.agent_name and len(by_attacker) == 1:
        return by_attacker[0]  # "the army attacked the crossing" after "accused the army of a strike"
    if mention.is_report and mention.has_own_details:
        nearby = [g for g in nearby if _has_shared_detail(mention, g)]
    elif not mention.has_own_details:
        nearby = _reported_with_same_word(mention, nearby) or [g for g in nearby if not g.is_background] or nearby
    nearby = [g for g in nearby if same_word(mention, g)] or [g for g in nearby if _shares_arms(mention, g)] or nearby
    return _most_prominent(nearby) if nearby else (compatible[0] if compatible and not mention.is_report else None)


def _nearby(mention: StrikeMention, groups: Sequence[StrikeGroup]) -> list[StrikeGroup]:
    """The groups with a mention in the last paragraphs that are not set off from this one; for one attack those of one before those of several
    ("two separate attacks").
    """
    nearby = [g for g in groups if mention.paragraph - g.last.paragraph <= MAX_PARAGRAPHS and not is_set_off(mention, g)]
    singles = [g for g in nearby if not is_counted(g)] if mention.trigger.noun and not mention.plural else []
    return singles or nearby


def _reported_with_same_word(mention: StrikeMention, groups: Sequence[StrikeGroup]) -> list[StrikeGroup]:
    """The strikes that the news was a response to, where "the attack" has the noun they were introduced with, and the news has another:
    "bombed the hills after an attack on a convoy".
    """
    if any(same_word(mention, g) for g in groups if not g.is_background):
        return []
    return [g for g in groups if g.mentions[0].set_off and not g.mentions[0].definite and same_word(mention, g)]


def _fills_in(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True where "Thursday's attack on the town of X" gives the day and the town of the news, which the lead reported without them."""
    if not mention.trigger.noun or group.mentions[0].set_off or group.time_ids or is_another_event(mention):
        return False
    return not mention.places or all(m.place_rank >= WIDE for m in group.mentions)


def _is_bare_verb(mention: StrikeMention) -> bool:
    """True for "the assailants targeted worshippers", without a day or a place of its own: what they did in the attack reported before."""
    if mention.trigger.noun or mention.places or mention.time_ids or is_another_event(mention):
        return False
    return any(is_armed_actor(t) for t in subjects_of(mention.trigger.token))


def _demonstrative(mention: StrikeMention) -> str:
    """The determiner of "this attack", the news reported last, and of "that attack", any reported last; empty for others."""
    determiners = [t.lower_ for t in mention.trigger.token.lefts if t.dep_ == "det"] if mention.trigger.noun else []
    return next((word for word in determiners if word in {"this", "that"}), "")


def _plural_referred_to(mention: StrikeMention, compatible: Sequence[StrikeGroup]) -> StrikeGroup | None:
    """The strikes that "the strikes killed nine" continues: the news nearby that is reported in the plural with the same word."""
    is_bare = not (mention.places or mention.agent_name or mention.time_ids or is_another_event(mention))
    if not (mention.definite and mention.plural and is_bare):
        return None
    nearby = _nearby(mention, compatible)
    news = [g for g in nearby if not g.is_background and any(m.plural for m in g.mentions) and same_word(mention, g)]
    return news[-1] if news else None


def _shares_arms(mention: StrikeMention, group: StrikeGroup) -> bool:
    return any(mention.families & m.families for m in group.mentions)


def _has_shared_detail(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True where the mention shares a word, weapon or target with the group."""
    has_shared = any(mention.target_words & m.target_words for m in group.mentions)
    return has_shared or _shares_arms(mention, group) or same_word(mention, group)


def _most_prominent(groups: list[StrikeGroup]) -> StrikeGroup:
    """The strike mentioned last; of several in one sentence the one that is its news, not its background."""
    latest = max(g.last.sentence for g in groups)
    candidates = [g for g in groups if g.last.sentence == latest]
    return next((g for g in reversed(candidates) if not g.mentions[0].set_off), candidates[-1])


def _is_named_event(mention: StrikeMention) -> bool:
    """True for "the 9/11 attacks", "the X massacre": a proper name that is no attacker, day or weapon."""
    if mention.is_report or mention.attacker is not None or mention.time_ids:
        return False
    return any(t.dep_ in {"compound", "nummod", "nmod"} and t.pos_ in {"PROPN", "NUM"} for t in mention.trigger.token.lefts)


def _other_target(mention: StrikeMention, groups: list[StrikeGroup]) -> bool:
    """True for a plural such as "the attacks on X" where the earlier strikes hit other targets."""
    targets = frozenset().union(*(m.target_words for g in groups for m in g.mentions)) - WIDE_TARGETS
    return bool(mention.target_words and targets) and not mention.target_words & targets


def _word_fits(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True where the word can refer to the strike: "the invasion" only to an offensive, "the explosion" only to a bomb."""
    lemma = mention.trigger.token.lemma_.lower()
    if mention.is_report or not mention.definite:
        return True
    lemmas = {m.trigger.token.lemma_.lower() for m in group.mentions}
    if lemma in GROUND_OPERATIONS:
        return bool(lemmas & GROUND_OPERATIONS)
    if lemma in BLASTS:
        return bool(lemmas & BLASTS) or any(m.families & {"bomb", "air", "ground"} for m in group.mentions)
    return True


def _one_clause(mention: StrikeMention, group: StrikeGroup, _days: ArticleDays) -> bool:
    """True for triggers of one sentence of which one governs the other: "killed … when a drone struck", "launched strikes"."""
    is_governed = group.last.trigger.token.is_ancestor(mention.trigger.token)
    return group.last.sentence == mention.sentence and not mention.set_off and (is_governed or not is_another_event(mention))


def _same_target_or_place(mention: StrikeMention, group: StrikeGroup, days: ArticleDays) -> bool:
    """True for the same target, or the same place on the same day."""
    targets = frozenset().union(*(m.target_words for m in group.mentions))
    if mention.target_words & targets - WIDE_TARGETS:
        return not is_set_off(mention, group) or _same_day(mention, group, days)
    if strikes_site_named(mention, group) and not is_set_off(mention, group):
        return True
    if _same_attacker(mention, group) and (mention.definite or _same_day(mention, group, days)):
        return True
    same_place = (
        any(places_overlap(mention.places, m.places) and max(mention.place_rank, m.place_rank) < 4 for m in group.mentions if m.places)
        if mention.places
        else False
    )
    same_day = _same_day(mention, group, days)
    has_ties = same_day or _may_be_same_day(mention, group) or (mention.definite and not is_set_off(mention, group))
    return same_place and has_ties


def _may_be_same_day(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True for a mention in the group's town that has no day of its own, or in the opening adds the day to a strike reported without one, where
    the same attacker struck.
    """
    if mention.place_rank >= WIDE or mention.plural or is_another_event(mention) or is_set_off(mention, group) or mention.trigger.counted:
        return False
    attackers = {m.agent_name for m in group.mentions if m.agent_name}
    if mention.time_ids:
        return not group.time_ids and mention.paragraph < OPENING and bool(attackers) and mention.agent_name in {"", *attackers}
    return mention.agent_name in attackers


def _same_attacker(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True for the same attacker and the same word for the strike."""
    lemma = mention.trigger.token.lemma_
    attackers = {m.agent_name for m in group.mentions}
    return bool(mention.agent_name) and mention.agent_name in attackers and any(m.trigger.token.lemma_ == lemma for m in group.mentions)


def _shared_details(mention: StrikeMention, group: StrikeGroup) -> int:
    """How much of a mention is the same in a group: attacker, weapon, and for a definite noun its word."""
    has_word = mention.definite and mention.trigger.noun and same_word(mention, group)
    has_weapon = any(mention.families & m.families for m in group.mentions)
    has_attacker = any(mention.agent_name == m.agent_name for m in group.mentions if m.agent_name)
    return 2 * has_word + has_weapon + 2 * has_attacker


def _same_day(mention: StrikeMention, group: StrikeGroup, days: ArticleDays) -> bool:
    return days.share_day(mention.time_ids, group.time_ids)


def _is_quoted_repetition(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True for a speaker's words right after the reporter's about the same target or weapon; they may name another place."""
    if not mention.quoted or mention.attributed_to is None or mention.paragraph - group.last.paragraph > 1:
        return False
    is_similar = any((mention.target_words & m.target_words) or (mention.families & m.families) for m in group.mentions)
    return is_similar and any(mention.attributed_to == m.attributed_to and not m.quoted for m in group.mentions)


def _is_same_speaker(mention: StrikeMention, group: StrikeGroup, _days: ArticleDays) -> bool:
    """True for a speaker's words next to a sentence attributed to the same speaker."""
    last = group.last
    is_near = mention.paragraph - last.paragraph <= 1
    same_voice = mention.attributed_to is not None and any(mention.attributed_to == m.attributed_to for m in group.mentions)
    return is_near and mention.quoted and same_voice and not mention.set_off


def _conflict(mention: StrikeMention, group: StrikeGroup, days: ArticleDays) -> bool:
    """True for other weapons, another attacker, another place or another day."""
    own, families = _arms(mention), frozenset().union(*(_arms(m) for m in group.mentions))
    may_be_joined = own | families <= {"air", "ground"} or own | families <= {"bomb", "gun"}
    if own and families and not own & families and not may_be_joined:
        return True
    attackers = {m.agent_name for m in group.mentions if m.agent_name}
    if mention.agent_name and attackers and mention.agent_name not in attackers:
        return True
    if _is_one_of_many(mention, group):
        return True
    places = [m for m in group.mentions if m.places]
    is_one_sentence = in_one_sentence(mention, group) and not _has_clause_of_its_own(mention, group)
    if mention.places and places and not any(_compatible(mention, m) for m in places) and not is_one_sentence:
        return True
    return days.contradict(mention.time_ids, group.time_ids)


def _has_clause_of_its_own(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True for a verb with its own subject that is coordinated with one before it, or goes before, after or with it: "a bomb killed 12 in X and
    gunmen shot five in Y", "attacked X a day after they shelled Y", "the attack in X came as a helicopter was shot down in Y".
    """
    verb = mention.trigger.token
    if verb.pos_ != "VERB" or verb.head.pos_ != "VERB" or not any(c.dep_ in SUBJECTS for c in verb.children):
        return False
    is_step = verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in STEPS for c in verb.children)
    is_beside = any(verb.head in {m.trigger.token, m.trigger.token.head} for m in group.mentions)
    return (verb.dep_ == "conj" or is_step) and is_beside


def _arms(mention: StrikeMention) -> frozenset[str]:
    """Families of a mention's weapons; "the bombing" alone leaves open whether a bomb was dropped or planted."""
    at = mention.trigger.token.i
    families = [w.family for w in mention.weapons if not (mention.trigger.noun and w.label == "bomb" and w.first <= at < w.last)]
    is_dropped = "bomb" in families and any(t.lemma_.lower() in FROM_THE_AIR for t in mention.trigger.token.sent)
    return frozenset("air" if family == "bomb" and is_dropped else family for family in families) - CARRIED


def _is_one_of_many(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True for a strike on a site or town, and a sentence on "strikes across the region", which are several; either may come first."""
    many = _sentences_on_many(mention.trigger.token.doc)
    is_of_many = mention.sentence.start in many
    others = [m for m in group.mentions if (m.sentence.start in many) is not is_of_many]
    return any(_has_site(m) for m in others) if is_of_many else bool(others) and _has_site(mention)


def _has_site(mention: StrikeMention) -> bool:
    return not mention.plural and (mention.place_rank < 3 or names_site(mention))


def _sentences_on_many(doc: Doc) -> frozenset[int]:
    """Where sentences on attacks in many places begin ("strikes across the region", "killed in strikes throughout X"), kept with the
    document: every pair of mentions is asked for them.
    """
    if "sentences on many" not in doc.user_data:
        attacks = word_set("strikes", "nouns.sure") | word_set("strikes", "nouns.weak")
        plurals = (t for t in doc if t.tag_ == "NNS" and t.lemma_.lower() in attacks)
        doc.user_data["sentences on many"] = frozenset(
            t.sent.start_char for t in plurals if any(after.lower_ in {"across", "throughout"} for after in doc[t.i + 1 : t.i + 3])
        )
    starts: frozenset[int] = doc.user_data["sentences on many"]
    return starts


def _compatible(left: StrikeMention, right: StrikeMention) -> bool:
    """True where two places can be one: a venue and a town can, two towns or places in two states cannot."""
    if places_overlap(left.places, right.places):
        return True
    if _is_same_venue(left.places[0], right.places[0]):
        return True
    states = {state for m in (left, right) if (state := state_named(m.places[-1]))}
    return left.place_rank != right.place_rank and len(states) < 2


def _is_same_venue(left: str, right: str) -> bool:
    """True for a venue by its name and by what it is: "Roe Air Base" and "Air Force base"."""
    heads = [name.split()[-1] for name in (left, right)]
    return heads[0].lower() == heads[1].lower() and heads[0].islower() != heads[1].islower()
