"""Query modules that need no engine load none."""

import subprocess
import sys

FREE = (
    "analysis",
    "dates",
    "engine",
    "fields",
    "inflection",
    "lexer",
    "lexicon",
    "parser",
    "evaluate",
    "highlights.occurrences",
    "highlights.snippets",
    "highlights.spans",
    "syntax",
    "leaves",
)


def test_the_query_language_and_the_marks_load_no_whoosh() -> None:
    """In a fresh process: parsing, planning, marking and the interface import no engine."""
    program = f"import sys; [__import__('dossier.search.' + name) for name in {FREE}]; print('whoosh' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"
