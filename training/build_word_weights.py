"""Build `dossier/linking/data/word_weights.txt.xz`: how much English words say about the subject of a text, from the word probabilities of spaCy.

Source: `en_lexeme_prob.json.gz` of the PyPI package spacy-lookups-data 1.0.5 (MIT licence, copyright 2019 ExplosionAI): natural logarithms
of the probabilities of a million words, counted in posts of web forums.

    pip download --no-deps spacy-lookups-data==1.0.5
    python training/build_word_weights.py spacy_lookups_data-1.0.5-py2.py3-none-any.whl

Output, the same at each run: under the notice a line for each weight in tenths, with its words. Words that are rarer than the last line are
left out; they have the weight RAREST.
"""

import gzip
import json
import lzma
import sys
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from math import exp, log
from pathlib import Path

from dossier.linking.word_weights import RAREST, WORD

OUT = Path(__file__).resolve().parent.parent / "dossier" / "linking" / "data" / "word_weights.txt.xz"
WORDS_IN_A_TEXT = 2_000
"""Words of the texts whose share with a word is estimated: several articles long, since words of the news are rarer in forums."""
NOTICE = """\
# Weights of English words in tenths, each followed by its words. Made by training/build_word_weights.py from spacy-lookups-data 1.0.5.
#
# Copyright (C) 2019 ExplosionAI GmbH. Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
# associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to
# use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
# furnished to do so, subject to the following conditions: The above copyright notice and this permission notice shall be included in all
# copies or substantial portions of the Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING
# BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
# COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT
# OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def read_probabilities(wheel: Path) -> dict[str, float]:
    """The probability of each word that counts for similarity, its spellings with capitals added."""
    with zipfile.ZipFile(wheel) as package:
        logarithms = json.loads(gzip.decompress(package.read("spacy_lookups_data/data/en_lexeme_prob.json.gz")))
    probabilities: dict[str, float] = defaultdict(float)
    for word, logarithm in logarithms.items():
        if WORD.fullmatch(word):
            probabilities[word.casefold()] += exp(logarithm)
    return probabilities


def words_by_weight(probabilities: Mapping[str, float]) -> dict[int, list[str]]:
    """The words of each weight in tenths: the negative logarithm of the share of texts that have the word."""
    words: dict[int, list[str]] = defaultdict(list)
    for word, probability in probabilities.items():
        weight = -log(1 - exp(-probability * WORDS_IN_A_TEXT))
        if weight < RAREST:
            words[round(10 * weight)].append(word)
    return words


def main() -> None:
    """Writes the list."""
    words = words_by_weight(read_probabilities(Path(sys.argv[1])))
    lines = "".join(f"{weight} {' '.join(sorted(words[weight]))}\n" for weight in sorted(words))
    OUT.write_bytes(lzma.compress((NOTICE + lines).encode(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main()
