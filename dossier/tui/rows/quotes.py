"""The rows of the quotations' list: by speaker, with cue, channel, outlet and day."""

from dataclasses import dataclass, replace

from textual.content import Content

from dossier.model.quotation import Quotation
from dossier.model.search_result import SearchResult
from dossier.tui.state.labels import Labels
from dossier.tui.state.list_model import ListModel, Row, counted_anew
from dossier.tui.text.lines import Part, RenderContext
from dossier.tui.text.phrases import joined, short_day

ORDERS = ("speaker", "day")
NOBODY = "speaker not told"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A heading: who speaks, and how often."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quotation's row: who, how and where, in words, and how many other articles print it. `apart` is true where no heading says
    who speaks.
    """

    quotation: Quotation
    speaker: str
    about: str
    day: str
    others: int = 0
    apart: bool = False


def speaker_of(quotation: Quotation, names: Labels) -> str:
    """Who speaks: the actor's name, else the naming in the article, else that it is not told."""
    return names.name(quotation.speaker) or quotation.speaker_text or NOBODY


def quote_rows(answer: SearchResult, names: Labels, order: str = "speaker") -> ListModel:
    """The quotations of an answer under their speakers, those who speak most first; or in order of day alone."""
    said = [_said(quotation, names) for quotation in answer.quotations]
    if order == "day":
        return ListModel([_row(replace(one, apart=True)) for one in said], draw_quote, _words, len(said))
    groups: dict[str, list[QuoteRow]] = {}
    for one in said:
        groups.setdefault(one.speaker, []).append(one)
    rows: list[Row] = []
    for name in sorted(groups, key=lambda name: (name == NOBODY, -len(groups[name]), name)):
        rows.append(Row("", Speaker(name, len(groups[name])), gap=bool(rows)))
        rows += [_row(one) for one in groups[name]]
    return ListModel(rows, draw_quote, _words, len(said), counted_anew)


def _row(said: QuoteRow) -> Row:
    return Row(said.quotation.id, said, (1, 2, 2))


def _said(quotation: Quotation, names: Labels) -> QuoteRow:
    article = names.articles.get(quotation.article)
    published = names.published.get(quotation.article)
    day = short_day(published.day) if published and published.day else ""
    outlet = ", ".join(filter(None, (article.outlet if article else "", day)))
    about = joined((quotation.cue.lower(), quotation.channel or "no channel told", outlet))
    others = len({names.quoted.get(one, one) for one in quotation.same_as})
    return QuoteRow(quotation, speaker_of(quotation, names), about, day, others)


def _words(row: Row) -> str:
    if not isinstance(row.item, QuoteRow):
        return ""
    return f"{row.item.quotation.text} {row.item.speaker} {row.item.about}"


def draw_quote(row: Row, paint: RenderContext) -> list[Content]:
    """The words and what is known of them, or a speaker's heading."""
    if isinstance(row.item, Speaker):
        return [paint.line([(row.item.name, "speaker")], [(str(row.item.count), "muted")])]
    said: QuoteRow = row.item
    words: list[Part] = [
        (f"{paint.look.glyphs.quote} ", "quote-bar"),
        (said.quotation.text, "bold" if paint.selected else ""),
    ]
    if paint.narrow:
        who: list[Part] = [(f"{said.speaker} ", "speaker")] if said.apart else []
        return [paint.line([*who, *words], [(said.day, "muted")])]
    others = said.others
    right: list[Part] = [(f"{paint.look.glyphs.differ} wording", "conflict"), ("  ", "")] if said.quotation.differs else []
    if others:
        right.append((f"also in {others} other{'s' if others > 1 else ''}", ""))
    below: list[Part] = [(f"{said.speaker} · ", "speaker")] if said.apart else []
    return [paint.line(words), paint.line([("  ", ""), *below, (said.about, "muted")], right)]
