"""Folders that browsers save beside a page: its frames, scripts and pictures, none of them an article."""

import os
from collections.abc import Iterator
from pathlib import Path

# What browsers and Windows put after the page's name, by language ("connected files" of the Windows shell, Microsoft Learn).
ENDINGS = (
    *("_archivos", "_arquivos", "_bestanden", "_bylos", "-Dateien", "_datoteke", "_dosyalar", "_elemei", "_failid", "_fails", "_fajlovi"),
    *("_ficheiros", "_fichiers", "_file", "_files", "_fitxategiak", "_fitxers", "-filer", "_pliki", "_soubory", "_tiedostot", ".files"),
)
PAGES = (".html", ".htm", ".xhtml", ".shtml")


def is_companion(folder: Path) -> bool:
    """True for a folder that is named after a page beside it, as browsers name the folder of what the page brings along."""
    name = folder.name
    stem = next((name[: -len(ending)] for ending in ENDINGS if name.lower().endswith(ending.lower())), "")
    return bool(stem) and any(folder.with_name(stem + ending).is_file() for page in PAGES for ending in (page, page.upper()))


def companions_in(folder: Path) -> Iterator[Path]:
    """The companion folders in a folder, itself included, in a stable order."""
    if is_companion(folder):
        yield folder
        return
    for place, folders, _ in os.walk(folder):
        companions = [Path(place) / name for name in sorted(folders) if is_companion(Path(place) / name)]
        yield from companions
        folders[:] = sorted(set(folders) - {path.name for path in companions})
