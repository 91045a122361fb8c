"""A passage in its context: title, outlet, day, and its paragraph with the passage highlighted."""

from textual.content import Content
from textual.content import Span as Styled

from dossier.model.article import Article, PublicationDay
from dossier.model.span import Span
from dossier.phrases.core import publication_parts
from dossier.tui.style.roles import StyleRoles
from dossier.tui.text.lines import assemble, clean
from dossier.tui.text.phrases import join_parts, outlet_of, title_of


def passage_lines(article: Article, published: PublicationDay | None, span: Span, look: StyleRoles) -> Content:
    """The passage for a pane that wraps it."""
    day = join_parts(publication_parts(published, short=True)) if published else ""
    head = assemble(look, [(title_of(article), "bold")])
    source = assemble(look, [(join_parts((outlet_of(article), day)), "muted")])
    around = next((p for p in article.paragraphs() if p.span.overlaps(span)), None)
    where = around.span if around else span
    number = f"{around.number}  " if around and around.number else ""
    text = clean(where.of(article.text))
    start, end = max(0, span.start - where.start), min(len(text), span.end - where.start)
    words = Content(text, spans=[Styled(start, end, look.style("lit"))]) if end > start else Content(text)
    return Content("\n").join([head, source, Content(""), assemble(look, [(number, "faint")]) + words])
