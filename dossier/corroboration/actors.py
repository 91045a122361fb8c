"""One actor for all its names across the articles, with the reason for every join."""

import hashlib
from collections import Counter

from dossier.corroboration.names import Group, body_form, full, same_body, same_person, served
from dossier.model.actor import Actor, ActorKind, ArticleMention, ArticleRole, LocalActor
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.naming import parts, plain, short_of

LETTER = {ActorKind.PERSON: "p", ActorKind.ORGANISATION: "o", ActorKind.STATE: "s"}


def merge_actors(articles: dict[str, Article], facts: dict[str, Facts]) -> tuple[tuple[Actor, ...], dict[tuple[str, int], str]]:
    """The actors of the dossier, and the actor's id for every (article id, local key).

    Most-named first within a kind. The result does not depend on the order of the articles: they are read by file name.
    """
    order = sorted(articles, key=lambda key: (articles[key].file, key))
    local = [(key, actor) for key in order if key in facts for actor in facts[key].actors]
    groups = _grouped(local)
    sides = {plain(name): _acts_for(g) for g in groups for name in _forms(g)}
    rank = {key: number for number, key in enumerate(order)}
    actors: list[Actor] = []
    ids: dict[tuple[str, int], str] = {}
    for group in groups:
        actor = _actor(group, rank, sides)
        actors.append(actor)
        ids |= {(article, member.key): actor.id for article, member in group.members}
    actors.sort(key=lambda a: (a.kind, -len(a.articles), -len(a.mentions), a.name, a.id))
    return tuple(actors), ids


def _grouped(local: list[tuple[str, LocalActor]]) -> list[Group]:
    """Local actors as groups: exact names, then variants of full names and bodies, then short names."""
    by_name: dict[str, Group] = {}
    for article, actor in local:
        key = f"{LETTER[actor.kind]} {plain(actor.name) if actor.kind is ActorKind.PERSON else body_form(actor.name)}"
        key = f"{key} of {served(actor)}" if actor.kind is ActorKind.ORGANISATION else key
        by_name.setdefault(key, Group([])).members.append((article, actor))
    groups = _across_kinds(list(by_name.values()))
    groups = _variants(groups)
    groups = _acronyms(groups)
    return _short_names(groups)


def _across_kinds(groups: list[Group]) -> list[Group]:
    """One name that articles take for different kinds is one actor; the vote decides on the kind."""
    found: list[Group] = []
    for group in groups:
        name = group.members[0][1].name
        homes = [g for g in found if plain(g.members[0][1].name) == plain(name) and g.kind() is not group.kind()]
        if len(homes) == 1:
            homes[0].join(group, name, f"“{name}” is the same name; its kind was decided by vote.")
        else:
            found.append(group)
    return found


def _variants(groups: list[Group]) -> list[Group]:
    """Join spellings of one full name, and of one body's name."""
    found: list[Group] = []
    for group in sorted(groups, key=lambda g: (not g.members[0][1].sides, -len(parts(g.names[0])), -len(g.members), g.names[0])):
        one = group.members[0][1]
        homes = [(g, why) for g in found if (why := _same(g.members[0][1], one, group.kind(), g.kind()))]
        if len(homes) == 1:
            homes[0][0].join(group, one.name, homes[0][1])
        else:
            found.append(group)
    return found


def _same(a: LocalActor, b: LocalActor, kind_a: ActorKind, kind_b: ActorKind) -> str:
    if kind_a is not kind_b or kind_a is ActorKind.STATE:
        return ""
    if kind_a is ActorKind.ORGANISATION:
        return same_body(a, b)
    return same_person(a.name, b.name) if full(a) and full(b) else ""


def _acronyms(groups: list[Group]) -> list[Group]:
    """Join a body that one article names by an acronym alone to the one body that another article gives it to."""
    found = list(groups)
    for group in groups:
        name = group.names[0]
        if group.kind() is not ActorKind.ORGANISATION or " " in name:
            continue
        homes = [
            g
            for g in found
            if g is not group and g.kind() is ActorKind.ORGANISATION and any(m.text == name for _, a in g.members for m in a.mentions)
        ]
        if len(homes) == 1:
            homes[0].join(group, name, f"“{name}” is what another article here calls “{homes[0].names[0]}”.")
            found.remove(group)
    return found


def _short_names(groups: list[Group]) -> list[Group]:
    """Join a person of one name to the only actor here that bears it."""
    found = list(groups)
    for group in groups:
        name = group.names[0]
        if group.kind() is not ActorKind.PERSON or len(parts(name)) > 1:
            continue
        for how in ("surname", "first name"):
            homes = [g for g in found if g is not group and g.kind() is ActorKind.PERSON and any(short_of(name, n) == how for n in g.names)]
            if len(homes) == 1:
                homes[0].join(group, name, f"“{name}” is the {how} of {_display(homes[0])[0]}, and no other actor here bears it.")
                found.remove(group)
                break
    return found


def _forms(group: Group) -> set[str]:
    """Every name and printed form of the group."""
    return {a.name for _, a in group.members} | {m.text for _, a in group.members for m in a.mentions}


def _acts_for(group: Group) -> str:
    """What to call the group where it is somebody's side: the state it serves, else its own name."""
    votes = Counter(s.name for _, a in group.members for s in a.sides) if group.kind() is ActorKind.ORGANISATION else Counter()
    return max(votes, key=lambda n: (votes[n], n)) if votes else _display(group)[0]


def _display(group: Group) -> tuple[str, Counter[str]]:
    """The name to show, the fullest of those that most articles use, and how often each form is printed."""
    printed = Counter(m.text for _, a in group.members for m in a.mentions)
    used = Counter(a.name for _, a in group.members)
    several = [n for n in used if len(parts(n)) > 1] or list(used)
    return max(several, key=lambda n: (used[n], printed[n], len(parts(n)), len(n), n)), printed


def _actor(group: Group, rank: dict[str, int], names: dict[str, str]) -> Actor:
    """The group as an actor of the dossier; `names` leads from any printed form to the name of its actor."""
    kind = group.kind()
    name, printed = _display(group)
    members = sorted(group.members, key=lambda m: (rank[m[0]], m[1].key))
    mentions = sorted({(rank[k], m.span, m.text, k) for k, a in members for m in a.mentions})
    side, sides_from = _side(members, name, names)
    roles: dict[str, ArticleRole] = {}
    for article, actor in members:
        for role in actor.roles if kind is ActorKind.PERSON else ():
            roles.setdefault(plain(role.text), ArticleRole(role.text, article, role.span))
    aliases = _aliases(name, group, printed)
    first = min((k, span.start, text) for _, span, text, k in mentions)
    return Actor(
        id=LETTER[kind] + hashlib.sha256(repr(first).encode()).hexdigest()[:10],
        name=name,
        kind=kind,
        aliases=aliases,
        roles=tuple(roles.values()),
        side=None if kind is ActorKind.STATE else side,
        mentions=tuple(ArticleMention(k, span, text) for _, span, text, k in mentions),
        why=_why(group, name, aliases, kind),
        sides_from=() if kind is ActorKind.STATE else sides_from,
    )


def _side(members: list[tuple[str, LocalActor]], own: str, names: dict[str, str]) -> tuple[str | None, tuple[ArticleRole, ...]]:
    """The side that most passages tell, and those passages."""
    told = [(names.get(plain(s.name), s.name), article, s.span) for article, a in members for s in a.sides]
    told = [row for row in told if row[0] != own]
    if not told:
        return None, ()
    votes = Counter(name for name, _, _ in told)
    best = max(votes, key=lambda n: (votes[n], -next(i for i, row in enumerate(told) if row[0] == n)))
    return best, tuple(ArticleRole(name, article, span) for name, article, span in told if name == best)


def _aliases(name: str, group: Group, printed: Counter[str]) -> tuple[str, ...]:
    """The other forms, the most printed first; of forms that differ in capitals alone the most printed one."""
    best: dict[str, str] = {}
    for form in sorted(_forms(group), key=lambda f: (-printed[f], f)):
        best.setdefault(form.casefold(), form)
    best.pop(name.casefold(), None)
    return tuple(sorted(best.values(), key=lambda f: (-printed[f], f)))


def _why(group: Group, name: str, aliases: tuple[str, ...], kind: ActorKind) -> tuple[str, ...]:
    """A sentence for every alias and join."""
    found = dict(group.why)
    for alias in aliases:
        if alias not in found:
            found[alias] = _reason(alias, name, kind)
    return tuple(dict.fromkeys(found.values()))


def _reason(alias: str, name: str, kind: ActorKind) -> str:
    """Why one article itself uses `alias` for the actor."""
    if kind is ActorKind.STATE:
        return f"“{alias}” stands for {name}: another name of the state, or its capital where it acts."
    how = short_of(alias, name)
    if kind is ActorKind.PERSON and how in ("surname", "first name"):
        return f"“{alias}” is the {how} of {name}, and no other actor of that article bears it."
    if kind is ActorKind.PERSON:
        return f"“{alias}” is a spelling or a part of the name {name}."
    if body_form(alias) == body_form(name):
        return f"“{alias}” is another spelling of {name}."
    return f"“{alias}” is a short or other form of {name}."
