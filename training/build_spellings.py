"""Build `dossier/search/data/spellings.txt`: English words with more than one spelling, from VarCon.

Source: VarCon, version 2020.12.07, copyright 2000-2020 Kevin Atkinson and Benjamin Titze, which may be used, changed and passed on freely
with its notice (wordlist.aspell.net/varcon-readme; the file `varcon/varcon.txt` of the repository en-wl/wordlist at that release).

    python training/build_spellings.py varcon.txt

Output, the same at each run: one group of spellings a line, parted by spaces, under the notice.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

from dossier.search.analysis import words

OUT = Path(__file__).resolve().parent.parent / "dossier" / "search" / "data" / "spellings.txt"
LEVEL = re.compile(r"^# .*\(level (\d+)\)")
RAREST = 80
"""SCOWL's level of the rarest words that are taken: those above are hardly in any dictionary."""
TAG = re.compile(r"[ABZCD_][.v]?$")
"""A spelling that is usual somewhere; those marked V, - or x are seldom, archaic or wrong."""
OTHER_SENSES = frozenset(
    [
        "ass",
        "asses",
        "bark",
        "barks",
        "beefs",
        "booty",
        "bus",
        "buses",
        "busing",
        "caster",
        "casters",
        "castor",
        "castors",
        "check",
        "checked",
        "checker",
        "checkers",
        "checking",
        "checks",
        "curb",
        "curbed",
        "curbing",
        "curbs",
        "draft",
        "drafts",
        "fuse",
        "fused",
        "fuses",
        "fusing",
        "groin",
        "groins",
        "ha",
        "lupine",
        "mat",
        "mats",
        "phalanges",
        "premise",
        "prize",
        "prized",
        "prizer",
        "prizers",
        "prizes",
        "prizing",
        "sake",
        "sakes",
        "sty",
        "sties",
        "stories",
        "story",
        "tire",
        "tires",
    ]
)
"""Words whose other senses have nothing to do with the one that is also spelled otherwise; checked by hand, of all words to level 50."""
NOTICE = f"""# English words with more than one spelling (American, British, Canadian, Australian), a group a line.
# Made by training/build_spellings.py from VarCon 2020.12.07, without words above level {RAREST}, seldom and archaic spellings, possessives.
# "check > cheque": who looks for the first also finds the second, which is a spelling of one of its senses, but not the other way round.
#
# Copyright 2000-2020 by Kevin Atkinson and Benjamin Titze. Permission to use, copy, modify, distribute and sell this array, the associated
# software, and its documentation for any purpose is hereby granted without fee, provided that the above copyright notice appears in all
# copies and that both that copyright notice and this permission notice appear in supporting documentation. Kevin Atkinson makes no
# representations about the suitability of this array for any purpose. It is provided "as is" without express or implied warranty.
"""


def rows_of(text: str) -> Iterator[tuple[int, dict[str, bool]]]:
    """Each line of words: its level, and whether each spelling is a usual one."""
    level = 0
    for line in text.splitlines():
        if match := LEVEL.match(line):
            level = int(match[1])
        elif line.strip() and not line.startswith("#"):
            spellings = {}
            for part in line.partition("|")[0].partition("#")[0].split(" / "):
                tags, _, word = part.partition(": ")
                single = words(word.strip())
                if len(single) == 1 and "'" not in word and "-" not in word:
                    spellings[single[0]] = any(TAG.match(tag) for tag in tags.split())
            yield level, spellings


def pairs(text: str) -> Iterator[tuple[str, str, bool]]:
    """Usual spellings of one word, and whether they are spellings of each other: those of one sense of a word are of it alone."""
    rows = list(rows_of(text))
    rows_with: dict[str, set[int]] = defaultdict(set)
    for number, (_, spellings) in enumerate(rows):
        for word in spellings:
            rows_with[word].add(number)
    for level, spellings in rows:
        usual = sorted(word for word, is_usual in spellings.items() if is_usual)
        for one, other in permutations(usual, 2):
            if level <= RAREST and rows_with[one] >= rows_with[other]:
                yield one, other, rows_with[one] == rows_with[other] or one not in OTHER_SENSES


def main() -> None:
    """Write the groups, then the spellings of one sense."""
    group_of: dict[str, set[str]] = {}
    one_way = set()
    for one, other, both in pairs(Path(sys.argv[1]).read_text(encoding="latin-1")):
        if not both:
            one_way.add(f"{one} > {other}")
            continue
        merged = group_of.get(one, {one}) | group_of.get(other, {other})
        group_of.update(dict.fromkeys(merged, merged))
    groups = sorted({" ".join(sorted(group)) for group in group_of.values()})
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text("\n".join([NOTICE.strip(), *groups, *sorted(one_way), ""]), encoding="utf-8")
    print(f"{len(groups)} groups, {len(one_way)} one way")


if __name__ == "__main__":
    main()
