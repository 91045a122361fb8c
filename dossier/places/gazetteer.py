"""Look-up of place names in the world list; the list is read from the package once, at the first look-up."""

import lzma
import re
from functools import cache, lru_cache
from importlib.resources import files

from dossier.model.place import Place, PlaceKind
from dossier.places.countries import OTHER_NAMES
from dossier.places.keys import place_key, sound_key

ADJECTIVE = re.compile(r"sk(?:yy|yi|ii|iy|yj|y|i)\b")
"""Endings by which Russian and Ukrainian adjectives are written; the list has "Zelyoniy Rayon" for a "Zelyony district"."""
DIRECTION = re.compile(r"^(north|south|east|west)(?= )")
"""The list has "Western Province" for a "West Province"."""


@lru_cache(maxsize=4_096)
def find_places_named(name: str) -> tuple[Place, ...]:
    """Every place that has a name, under any of its spellings: countries, then regions, towns and districts, each the most populous
    first. A spelling that the list does not have is looked up by its sound. Empty for a name that nothing in the list resembles.
    """
    return find_places_spelled(name) or tuple(map(_place, _numbers(_lines("sounds.tsv.xz"), sound_key(name))))


@lru_cache(maxsize=16_384)
def find_places_spelled(name: str) -> tuple[Place, ...]:
    """Every place with a name that the list has in this spelling, in the order of `find_places_named`."""
    key = place_key(name)
    spellings = dict.fromkeys((key, ADJECTIVE.sub("skiy", key), DIRECTION.sub(r"\1ern", key)))
    numbers = next((rows for spelling in spellings if (rows := _numbers(_lines("names.tsv.xz"), spelling))), [])
    country = _country_rows().get(OTHER_NAMES.get(key, ""))
    return tuple(_place(number) for number in dict.fromkeys(([] if country is None else [country]) + numbers))


def _numbers(lines: bytes, name: str) -> list[int]:
    """The numbers after a name in sorted lines "name, tab, numbers"; none for a name that no line has."""
    key = name.encode()
    at = _first_line_not_before(lines, key + b"\t")
    line = lines[at : lines.find(b"\n", at)] if at < len(lines) else b""
    found, _, numbers = line.partition(b"\t")
    return [int(number) for number in numbers.split()] if found == key else []


def _first_line_not_before(lines: bytes, key: bytes) -> int:
    """Binary search over sorted lines: the offset of the first one that is not smaller than `key`."""
    low, high = 0, len(lines)
    while low < high:
        start = lines.rfind(b"\n", 0, (low + high) // 2) + 1
        if lines[start : start + len(key)] < key:
            low = lines.find(b"\n", start) + 1 or len(lines)
        else:
            high = start
    return low


@cache
def _lines(name: str) -> bytes:
    """The lines of a file of the package, sorted, each ended by a line feed."""
    return _read(name) + b"\n"


@cache
def _rows() -> tuple[bytes, ...]:
    return tuple(_read("places.tsv.xz").split(b"\n"))


@cache
def _country_rows() -> dict[str, int]:
    """ISO code -> number of the row; countries come first in the list."""
    numbers: dict[str, int] = {}
    for number, row in enumerate(_rows()):
        _, _, kind, code, *_ = row.decode().split("\t")
        if kind != PlaceKind.COUNTRY:
            return numbers
        numbers[code] = number
    return numbers


def _country_name(code: str) -> str:
    """English name of a country, empty for a code that the list does not have."""
    number = _country_rows().get(code)
    return "" if number is None else _rows()[number].decode().split("\t")[1]


def _place(number: int) -> Place:
    ident, name, kind, country, region, latitude, longitude, population = _rows()[number].decode().split("\t")
    return Place(
        id=ident,
        name=name,
        kind=PlaceKind(kind),
        country=country,
        country_name=_country_name(country),
        region=region,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        population=int(population),
    )


def _read(name: str) -> bytes:
    return lzma.decompress(files("dossier.places").joinpath("data", name).read_bytes())
