"""A dossier whose every field holds what a terminal would obey: written past the program, as a stranger would."""

import json
from dataclasses import replace
from pathlib import Path

from dossier.api import open_dossier
from dossier.model.notebook import AnchorKind
from dossier.model.query import Query
from dossier.services.ingest.create import new_dossier

ATTACK = "\x1b]0;PWNED\x07\x1b]52;c;UFdORUQ=\x07\x1b]8;;http://pwned\x1b\\\x1b[7331m\x9b32m\x07\x08\r\u202e\u2066\u061c\u200e\u200f\u2028\u2029\ufff9\U000e0041"
"""Title, clipboard, link, colours by CSI and by C1, bell, backspace, return, direction, separators, annotation, tag."""
TEXT = "Foreign Minister Orla{0} Brandt met President Tomas Kerr in Lisbon{0} on 7 May 2031. “We made{0} progress,” Brandt said."


def hostile_dossier(root: Path) -> Path:
    """Settings, articles with their sidecars, notes, tags, saved searches, corrections and history, each with the attack in it."""
    new_dossier(root)
    escaped = "".join(f"\\U{ord(ch):08x}" for ch in ATTACK)
    quoted = f'"A case{escaped}"'
    (root / "dossier.toml").write_text(
        f'title = {quoted}\ndescription = {quoted}\n[aliases]\n"Orla Brandt" = [{quoted}]\n[watch]\nnames = [{quoted}]\n', encoding="utf-8"
    )
    _write_articles(root / "seeds")
    with open_dossier(root) as opened:
        opened.query.load()
        services, store = opened.notebook, opened._state.notebook
        article = opened.query.snapshot.articles_by_day[0].id
        for anchor in (services.anchor_of(AnchorKind.DOSSIER), services.anchor_of(AnchorKind.ARTICLE, article)):
            entry = services.note(anchor, "A note.", ["tag"])
            store.change_entry(replace(entry, text=f"A note.{ATTACK}", tags=(f"tag{ATTACK}",)), f"Changed.{ATTACK}")
        store.add_search(f"evil{ATTACK}", Query(f"Lisbon{ATTACK}"), f"Saved.{ATTACK}")
        services.rename(opened.query.search(Query()).actors[0].actor.id, "Renamed")
        correction = store.corrections()[-1]
        store.add_correction(replace(correction, value=f"Renamed{ATTACK}"), f"Renamed.{ATTACK}")
    return root


def _write_articles(seeds: Path) -> None:
    front = {name: f"{name}{ATTACK}" for name in ("title", "outlet", "author", "url")}
    lines = "\n".join(f"{name}: {json.dumps(value)}" for name, value in front.items())
    (seeds / "a[red]z[").mkdir()
    (seeds / f"met{ATTACK.replace('/', '')}.md").write_text(f"---\n{lines}\n---\n\n{TEXT.format(ATTACK)}\n", encoding="utf-8")
    body = TEXT.format("".join(f"&#{ord(ch)};" for ch in ATTACK)).replace("Lisbon", "Bergen")
    (seeds / "a[red]z[" / "blue].html").write_text(
        f"<html><title>x{ATTACK}</title><article><p>{body}</p></article></html>", encoding="utf-8"
    )
    (seeds / "struck.txt").write_text(
        "Published: 2031-05-09\n\nA drone hit a depot near Riga on Thursday and killed two people.\n", encoding="utf-8"
    )
    sidecar = {"url": f"http://x/{ATTACK}", "metadata": {"title": f"t{ATTACK}", "outlet": f"o{ATTACK}", "author": f"b{ATTACK}"}}
    (seeds / "struck.txt.source.json").write_text(json.dumps(sidecar), encoding="utf-8")
