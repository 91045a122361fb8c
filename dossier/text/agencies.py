"""News and photo agencies by the names with which they sign."""

from importlib.resources import files


def _read_agencies() -> frozenset[str]:
    lines = files("dossier.text").joinpath("data/agencies.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line.strip() and not line.startswith("#"))


AGENCIES = _read_agencies()
"""Names of agencies as they sign pictures, datelines and bylines; letter case counts."""
