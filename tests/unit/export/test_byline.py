"""Persons and bodies of bylines."""

from dataclasses import replace

import pytest

from dossier.export.byline import authors
from dossier.export.context import ExportContext

KEPT_WHOLE = ["The Morning Post", "Harbour News Agency", "Velmar", "our reporters in the east", "Ann Marsh, Berlin", "Ann Marsh, AFP",
              "Reuters, AFP", "Marsh, Reuters", "Ann Marsh, Reuters", "The Morning Post, Ann"]  # fmt: skip


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("", ""),
        ("By Ann Marsh", "Ann|Marsh"),
        ("Abby Marsh", "Abby|Marsh"),
        ("Mia von Holt", "Mia|von Holt"),
        ("Ann Marsh, Ludo Tern and Mia van Holt", "Ann|Marsh + Ludo|Tern + Mia|van Holt"),
        ("Marsh, Ann", "Ann|Marsh"),
        ("Marsh, Ann; Tern, Ludo", "Ann|Marsh + Ludo|Tern"),
        ("Marsh, Ann and Tern, Ludo", "Ann|Marsh + Ludo|Tern"),
        ("Marsh, Ann & van Holt, Mia and Tern, L. K.", "Ann|Marsh + Mia|van Holt + L. K.|Tern"),
        ("Marsh, Ann, Tern, Ludo", "Ann|Marsh + Ludo|Tern"),
        ("Marsh, Ann, Tern, Ludo and Holt, Mia", "Ann|Marsh + Ludo|Tern + Mia|Holt"),
        ("MARSH, Ann Lea", "Ann Lea|MARSH"),
        ("Holt, Mia van", "Mia|van Holt"),
        ("Reyes Solar, Zuleyka; Ortega y Luz, Pau", "Zuleyka|Reyes Solar + Pau|Ortega y Luz"),
        ("Reyes Solar, Zuleyka", "Zuleyka|Reyes Solar"),
        ("Marsh-Tern, A.", "A.|Marsh-Tern"),
        ("Marsh, Ann; Reuters", "Ann|Marsh + |Reuters"),
        ("Ann Marsh; Ludo Tern", "Ann|Marsh + Ludo|Tern"),
        ("Marsh A., van Holt M. K.", "A.|Marsh + M. K.|van Holt"),
        ("Marsh, Ann, et al.", "Ann|Marsh"),
        ("Marsh, Ludo, Jr.", "Ludo|Marsh|Jr."),
        ("Marsh, III, Ludo; Tern, Ann", "Ludo|Marsh|III + Ann|Tern"),
        ("Ludo Marsh Jr. and Ann Tern", "Ludo|Marsh|Jr. + Ann|Tern"),
        ("Ludo Marsh, Jr., Ann Tern", "Ludo|Marsh|Jr. + Ann|Tern"),
        *((name, f"|{name}") for name in KEPT_WHOLE),
    ],
)
def test_bylines_are_names_or_kept_whole(context: ExportContext, byline: str, expected: str) -> None:
    """Given or family name first, one or several, with particles and suffixes; desks, agencies and places are no people."""
    names = authors(replace(context.articles[0], byline=byline))
    assert " + ".join("|".join(name).removesuffix("|") for name in names) == expected
