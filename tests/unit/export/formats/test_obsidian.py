"""The vault: names that Obsidian takes, links that lead somewhere, properties that are YAML."""

import re
from dataclasses import replace

import yaml

from dossier.export.context import ExportContext
from dossier.export.formats.obsidian import vault
from dossier.model.actor import Actor, ActorKind


def files(context: ExportContext) -> dict[str, str]:
    return {name: files_by_name() for name, files_by_name in vault(context)}


def test_names_are_allowed_and_no_two_are_alike(context: ExportContext) -> None:
    """Also where actors share a name but for the case of its letters, or have one that is no name of a file."""
    more = tuple(
        Actor(f"o{n}", name, ActorKind.ORGANISATION, (), (), None, ()) for n, name in enumerate(("tomas kerr", "a/b:c", "???", "CON"))
    )
    findings = replace(context.findings, actors=(*context.findings.actors, *more))
    names = [n for n, _ in vault(replace(context, findings=findings))]
    assert len({n.casefold() for n in names}) == len(names) == 1 + 2 + 7 + 4
    assert not [n for n in names if set(n.removesuffix(".md").replace("/", "", 1)) & set('*"\\/<>:|?#^[]\x1b')]


def test_every_link_leads_to_a_note_and_every_block_to_a_block(context: ExportContext) -> None:
    """`[[note]]` and `[[note#^block|words]]`."""
    notes = files(context)
    links = [link for text in notes.values() for link in re.findall(r"(?<!\\)\[\[([^\]|]+)\|", text)]
    assert len(links) > 10
    for link in links:
        name, _, block = link.partition("#^")
        assert f"{name}.md" in notes
        assert not block or re.search(rf"\^{re.escape(block)}$", notes[f"{name}.md"], re.MULTILINE)


def test_properties_are_yaml_with_days_and_lists(context: ExportContext) -> None:
    """Aliases and tags are lists; a tag is never digits alone and holds no blank."""
    texts = files(context)
    for name, text in texts.items():
        if name != "Timeline.md":
            properties = yaml.safe_load(text.split("---\n")[1])
            assert all(isinstance(properties.get(k, []), list) for k in ("tags", "aliases"))
    article = yaml.safe_load(next(t for n, t in texts.items() if "A meeting in Lisbon" in n).split("---\n")[1])
    assert article["published"].isoformat() == "2031-05-07"
    assert article["tags"] == ["article", "verify", "t-2031", "a-b"]
    assert yaml.safe_load(texts["Actors/Orla Brandt.md"].split("---\n")[1])["aliases"] == ["Brandt"]


def test_the_first_and_last_day_of_an_event_are_written_out(context: ExportContext) -> None:
    """Also where both are one object in memory, which YAML would write as an alias."""
    events = tuple(replace(event, end=event.start) for event in context.findings.events)
    notes = files(replace(context, findings=replace(context.findings, events=events)))
    (met,) = [text for name, text in notes.items() if name.startswith("Events/2031-05-06 meeting")]
    assert "\nstart: 2031-05-06\nend: 2031-05-06\n" in met


def test_words_of_articles_make_no_links_or_html(context: ExportContext) -> None:
    """A hostile title is shown, not run; the user's own words are left as written."""
    text = "\n".join(t.split("---\n", 2)[-1] for t in files(context).values())
    assert "<script" not in text.replace("\\<", "")
    assert "[x](" not in text
    assert "Ask the *zebra*" in text
