"""What each export costs: time, and memory at its peak, over articles grown from seeds.

    python benchmarks/export.py [ARTICLES] [FORMAT...]

The articles are copies of the sample's, each a day later than the one before, with facts of their own; so sizes are those of real ones.
Memory is what an export takes on top of the material while it is written to a file. For csv and jsonl it must stay the same however
many articles there are, so they are measured over a tenth of them too; the program ends with 1 where they differ by more than a little.
"""

import shutil
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from dossier.export.formats import FORMATS
from dossier.export.material import Material
from dossier.folder.dossier import open_dossier
from dossier.folder.exporting import exported
from dossier.layout import sample
from dossier.model.findings import Findings

STREAMED = ("csv", "jsonl")
SLACK = 2_000_000
"""Bytes by which a streaming format may differ."""


def grown(seed: Material, count: int) -> Material:
    """A material of about `count` articles (whole copies of the seed), in which every copy has ids and days of its own."""
    copies = [copy_of(seed, n) for n in range(max(count // len(seed.articles), 1))]
    found = [c.findings for c in copies]
    findings = Findings(
        tuple(a for f in found for a in f.articles),
        tuple(
            replace(actors[0], mentions=tuple(m for a in actors for m in a.mentions))
            for actors in zip(*(f.actors for f in found), strict=True)
        ),
        tuple(e for f in found for e in f.events),
        tuple(q for f in found for q in f.quotations),
    )
    articles, originals = tuple(a for c in copies for a in c.articles), tuple(o for c in copies for o in c.originals)
    return replace(seed, articles=articles, findings=findings, originals=originals)


def copy_of(seed: Material, number: int) -> Material:
    """The seed once more, `number` days later. Its texts are strings of their own, as they would be when read from a database."""
    name, days = f"{number:05x}", timedelta(days=number)
    other = {a.id: name + a.id[5:] for a in seed.articles}
    found = seed.findings
    return replace(
        seed,
        articles=tuple(
            replace(a, id=other[a.id], sha256=name + a.sha256[5:], file=f"{number}/{a.file}", text=a.text[:1] + a.text[1:])
            for a in seed.articles
        ),
        originals=tuple((f"{number}/{file}", path) for file, path in seed.originals),
        findings=Findings(
            tuple(
                replace(f, article=other[f.article], published=replace(f.published, day=f.published.day and f.published.day + days))
                for f in found.articles
            ),
            tuple(replace(a, roles=(), mentions=tuple(replace(m, article=other[m.article]) for m in a.mentions)) for a in found.actors),
            tuple(
                replace(
                    e,
                    id=f"{e.id}{number}",
                    start=e.start and e.start + days,
                    end=e.end and e.end + days,
                    reports=tuple(replace(r, article=other[r.article]) for r in e.reports),
                )
                for e in found.events
            ),
            tuple(replace(q, id=f"{q.id}{number}", article=other[q.article], same_as=()) for q in found.quotations),
        ),
    )


def measured(form: str, material: Material, folder: Path) -> tuple[float, int, int]:
    """Seconds of processor time, bytes written, and bytes of memory at the peak beyond what was held before."""
    target = folder / f"out{FORMATS[form].suffix}"
    begun = time.process_time()
    exported(form, material).save(target)
    taken = time.process_time() - begun
    size = sum(p.stat().st_size for p in target.rglob("*") if p.is_file()) if target.is_dir() else target.stat().st_size
    shutil.rmtree(target) if target.is_dir() else target.unlink()
    tracemalloc.start()
    exported(form, material).save(target)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    shutil.rmtree(target) if target.is_dir() else target.unlink()
    return taken, size, peak


def main(count: int, forms: Iterable[str]) -> int:
    """Measures the formats and prints a line for each."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "case"
        shutil.copytree(sample() / "seeds", root / "seeds")
        shutil.copy(sample() / "dossier.toml", root / "dossier.toml")
        with open_dossier(root) as opened:
            seed = opened.export("bundle").material
        material, tenth = grown(seed, count), grown(seed, count // 10)
        print(
            f"{len(material.articles):,} articles, {len(material.findings.events):,} events, {len(material.findings.quotations):,} quotations"
        )
        print(f"{'format':<12} {'seconds':>8} {'MB written':>11} {'MB of memory':>13}")
        grew = []
        for form in forms:
            taken, size, peak = measured(form, material, Path(place))
            note = ""
            if form in STREAMED:
                small = measured(form, tenth, Path(place))[2]
                note = f"  ({small / 1e6:.1f} for a tenth)"
                grew += [form] if peak - small > SLACK else []
            print(f"{form:<12} {taken:>8.2f} {size / 1e6:>11.1f} {peak / 1e6:>13.1f}{note}", flush=True)
        if grew:
            print(f"The memory of {' and '.join(grew)} grows with the dossier.")
    return 1 if grew else 0


if __name__ == "__main__":
    wanted = sys.argv[2:] or list(FORMATS)
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, wanted))
