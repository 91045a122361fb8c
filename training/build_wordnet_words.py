"""Build `dossier/extraction/lexicon/data/wordnet.toml`: classes of English words, taken whole from Open English WordNet.

Source: Open English WordNet (globalwordnet/english-wordnet at commit d94538a, August 2026), derived from Princeton WordNet under the WordNet
License; the additions of its team are under CC BY 4.0. The script reads the YAML files in `src/yaml` of that repository.

    python -m training.build_wordnet_words src/yaml [--check]

A list has the single words of some synsets; or, where it takes everything below a synset (its hyponyms), the words and phrases that have no
other sense, so that a name found in a text means nothing else. The output is the same at each run. `--check` compares it with the file instead
of writing it; exit status 1 where they differ.
"""

import argparse
import re
import sys
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

OUT = Path(__file__).parents[1] / "dossier" / "extraction" / "lexicon" / "data" / "wordnet.toml"
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
NAME = re.compile(r"[a-z]+(?:[ -][a-z]+)*")
WIDTH, PER_LINE = 120, 8
HEAD = """# Classes of English words, each the whole of some synsets of Open English WordNet or of everything below one.
# Source: training/build_wordnet_words.py, from Open English WordNet (globalwordnet/english-wordnet, commit d94538a). Licence: CC BY 4.0; derived
# from Princeton WordNet 3.1, copyright 2011 Princeton University, under the WordNet License.
"""


class WordClass(NamedTuple):
    """A list: what it has, for its comment, and its synsets by id. With `is_deep` everything below them belongs to it too."""

    comment: str
    synsets: Sequence[str]
    is_deep: bool = False


CLASSES = {
    "pictures": WordClass(
        "photograph, picture (visual representation), video recording, footage, still",
        ("03931348-n", "03937282-n", "04541422-n", "03383439-n", "04326386-n"),
    ),
    "dropping": WordClass("drop (let fall to the ground), air-drop", ("01981715-v", "01492516-v")),
    "other_holders": WordClass(
        "past (of somebody who has held an office), former (of the immediate past, of some prior time), then, outgoing, future (not yet "
        "serving), incoming, elect, designate, acting, interim, deputy (with power to act for a superior)",
        (
            "01299212-s",
            "01734051-s",
            "01733798-s",
            "01735357-s",
            "01297308-a",
            "01298098-s",
            "01297174-a",
            "01297980-s",
            "01297879-s",
            "01760678-s",
            "01761995-s",
            "10024942-n",
        ),
    ),
    "present_holders": WordClass("current, incumbent (holding an office), new", ("00669281-a", "00670431-s", "01645077-a")),
    "open_matters": WordClass(
        "proposal, offer, request, demand, call (request), appeal, plea, hope, promise (ground for hope), prospect, opportunity, possibility, "
        "willingness, readiness, bid (attempt), push (effort to advance), idea (intention), condition, precondition, groundwork, date (day "
        "specified for something), venue, timing",
        (
            "07176845-n",
            "07176080-n",
            "07199736-n",
            "07179197-n",
            "07199985-n",
            "07205939-n",
            "07205353-n",
            "07201488-n",
            "07202298-n",
            "07526972-n",
            "05959600-n",
            "14506552-n",
            "14507501-n",
            "14505513-n",
            "04651869-n",
            "04652076-n",
            "00788541-n",
            "00283329-n",
            "05991800-n",
            "06768279-n",
            "05901487-n",
            "01146093-n",
            "15184779-n",
            "08695366-n",
            "05053160-n",
        ),
    ),
    "rural_areas": WordClass("everything below “rural area”", ("08662297-n",), is_deep=True),
    "firearms": WordClass("everything below “firearm”", ("03348699-n",), is_deep=True),
    "artillery": WordClass("everything below “artillery”", ("02749370-n",), is_deep=True),
    "explosive_devices": WordClass("everything below “explosive device”", ("03310467-n",), is_deep=True),
    "armed_actors": WordClass(
        "combatant, insurgent, guerrilla, attacker, gunman, hit man, bomber (person), sniper, terrorist, extremist, "
        "militant, separatist, mercenary, soldier, commando, bandit, assassin, paramilitary, militia, military, army, "
        "military unit, troop, junta, government, gang (of criminals)",
        (
            "09958771-n",
            "10229738-n",
            "10170076-n",
            "09840655-n",
            "82569835-n",
            "83297053-n",
            "09883942-n",
            "10636415-n",
            "10722430-n",
            "10094523-n",
            "10335495-n",
            "10599482-n",
            "10329281-n",
            "10641415-n",
            "09961754-n",
            "09856476-n",
            "09833101-n",
            "08224130-n",
            "08407468-n",
            "08215965-n",
            "08208160-n",
            "08215338-n",
            "08291275-n",
            "08258885-n",
            "08067430-n",
            "08260983-n",
        ),
    ),
}
Synsets = Mapping[str, Mapping[str, Any]]
"""Synsets by id, each with its `members` (words) and `hypernym` (ids above it)."""


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder src/yaml of Open English WordNet")
    parser.add_argument("--check", action="store_true", help="compare the lists with the file instead of writing it")
    options = parser.parse_args(arguments)
    synsets = read_synsets(options.folder)
    text = HEAD + "".join(_section(name, of, synsets) for name, of in CLASSES.items())
    if not options.check:
        OUT.write_text(text, encoding="utf-8", newline="\n")
        return 0
    return 0 if OUT.read_text(encoding="utf-8") == text else 1


def read_synsets(folder: Path) -> Synsets:
    """All synsets of the files in a folder. Raises OSError and yaml.YAMLError."""
    files = [file for file in sorted(folder.glob("*.yaml")) if not file.name.startswith(("entries-", "frames"))]
    return {ident: synset for file in files for ident, synset in yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader).items()}


def words_of(of: WordClass, synsets: Synsets) -> list[str]:
    """The words of a list, sorted. Raises KeyError for a synset that is not there."""
    if not of.is_deep:
        return sorted({word for ident in of.synsets for word in synsets[ident]["members"] if WORD.fullmatch(word)})
    senses = Counter(word for synset in synsets.values() for word in synset["members"])
    below = {word for ident in _below(of.synsets, synsets) for word in synsets[ident]["members"]}
    return sorted(word for word in below if NAME.fullmatch(word) and senses[word] == 1)


def _below(tops: Sequence[str], synsets: Synsets) -> Iterator[str]:
    """The ids of synsets and of all below them, each once."""
    hyponyms = defaultdict(list)
    for ident, synset in synsets.items():
        for above in synset.get("hypernym", ()):
            hyponyms[above].append(ident)
    waiting, seen = list(tops), set[str]()
    while waiting:
        ident = waiting.pop()
        if ident not in seen:
            seen.add(ident)
            yield ident
            waiting += hyponyms[ident]


def _section(name: str, of: WordClass, synsets: Synsets) -> str:
    words = [f'"{word}"' for word in words_of(of, synsets)]
    lines = [", ".join(words[at : at + PER_LINE]) for at in range(0, len(words), PER_LINE)]
    comment = textwrap.fill(of.comment, WIDTH, initial_indent="# ", subsequent_indent="# ")
    return f"\n{comment}\n{name} = [\n" + "".join(f"  {line},\n" for line in lines) + "]\n"


if __name__ == "__main__":
    sys.exit(main())
