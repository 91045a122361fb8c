"""Opening an actor's page from the lists and the reader."""

from collections.abc import Sequence

from dossier.keys.keymap import ACTORS, QUOTES, READER
from dossier.model.actor import ActorKind
from dossier.model.span import Span
from dossier.tui.actions.focus import event_in_focus, list_in_focus, quotation_in_focus
from dossier.tui.actions.registry import action
from dossier.tui.rows.profile import layout_profile
from dossier.tui.state.labels import Labels
from dossier.tui.style.roles import style_roles
from dossier.tui.work_results import ProfileReady
from dossier.tui.workers import run_in_thread
from dossier.tui.workspace import Workspace


@action("profile")
def open_profile(workspace: Workspace) -> None:
    """Open the page of the actor in focus; comes back as `ProfileReady`."""
    actors = actors_in_focus(workspace)
    if len(actors) == 1:
        dossier, labels = workspace.dossier, workspace.labels or Labels()
        run_in_thread(workspace, "profile", lambda: ProfileReady(layout_profile(dossier.review.profile(actors[0]), labels)))
    elif actors and workspace.labels is not None:
        names = ", ".join(workspace.labels.name(actor) for actor in actors[:4])
        look = style_roles(workspace.app)
        workspace.show_status(
            f"More than one actor here: {names}{' …' if len(actors) > 4 else ''}."
            f" {look.key('show_actors')} shows the list; {look.key('profile')} opens one from it."
        )
    else:
        workspace.show_status("No actor here.")


def actors_in_focus(workspace: Workspace) -> tuple[str, ...]:
    """Ids of the actors that a key is for: the selected actor, the speaker, else the participants of the event or the actors named in the
    current passage. An actor that the search is narrowed to comes before the others.
    """
    pane = workspace.focused_pane
    row = list_in_focus(workspace).chosen
    if pane == ACTORS:
        return (row.id,) if row is not None else ()
    quotation = quotation_in_focus(workspace) if pane in {QUOTES, READER} else None
    if quotation is not None:
        return (quotation.speaker,) if quotation.speaker else ()
    event = event_in_focus(workspace)
    if event is not None:
        return _most_likely(workspace, [*event.participants, *filter(None, [event.attacker])])
    span = workspace.reader.current_passage() if pane == READER else None
    if span is None or workspace.position is None:
        return _most_likely(workspace, workspace.current_query.actors)
    return _most_likely(workspace, named_in(workspace, workspace.position.article, span))


def named_in(workspace: Workspace, article: str, span: Span) -> list[str]:
    """The actors that a passage names, as the actors' list orders them."""
    actors = [a for a in workspace.labels.actors.values() if article in a.mention_counts] if workspace.labels else []
    named = [a for a in actors if any(m.article == article and m.span.overlaps(span) for m in a.mentions)]
    kinds = list(ActorKind)
    named.sort(key=lambda a: (a.hidden, kinds.index(a.kind), -len(a.mention_counts), -sum(a.mention_counts.values()), a.name))
    return [a.id for a in named]


def _most_likely(workspace: Workspace, actors: Sequence[str]) -> tuple[str, ...]:
    """The actor that the search is narrowed to, else the only person, else all."""
    by_id = workspace.labels.actors if workspace.labels else {}
    narrowed = [actor for actor in actors if actor in workspace.current_query.actors]
    people = [actor for actor in actors if actor in by_id and by_id[actor].kind is ActorKind.PERSON]
    if len(narrowed) == 1:
        return tuple(narrowed)
    return tuple(people if len(people) == 1 else dict.fromkeys(actors))
