"""Strikes: armed attacks. Their triggers, arms and victims have an extractor of their own."""

from dossier.model.event_kinds.declaration import Clustering, Codes, EventKind, FigureWords, Hue, Matching, Slot, Standing

STRIKE = EventKind(
    name="strike",
    plural="strikes",
    occurred_word="reported",
    id_letter="x",
    glyph="✸",
    ascii_glyph="*",
    hue=Hue.RED,
    slots=frozenset({Slot.ATTACKER, Slot.WEAPON, Slot.TARGET}),
    slot_names={Slot.ATTACKER: ("Struck by", "By"), Slot.WEAPON: ("With", "With")},
    codes=Codes(
        "ASSAULT",
        "Political violence",
        {
            "air/drone strike": ("Explosions/Remote violence", "Air/drone strike"),
            "shelling/artillery/missile attack": ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
            "remote explosive": ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
            "suicide bomb": ("Explosions/Remote violence", "Suicide bomb"),
            "chemical weapon": ("Explosions/Remote violence", "Chemical weapon"),
            "grenade": ("Explosions/Remote violence", "Grenade"),
            "": ("Battles", "Armed clash"),
        },
    ),
    shows_planned=False,
    is_bold_without_colour=True,
    figures=(
        FigureWords("killed", "killed"),
        FigureWords("wounded", "wounded"),
        FigureWords("missing", "missing"),
        FigureWords("detained", "detained"),
        FigureWords("evacuated", "evacuated"),
        FigureWords("without_power", "without power"),
        FigureWords("without_heat", "without heat"),
        FigureWords("buildings_damaged", "buildings damaged", label_of_one="building damaged"),
        FigureWords("vehicles_damaged", "vehicles damaged", label_of_one="vehicle damaged"),
    ),
    standing=Standing(occurred=frozenset({"held", "mentioned", "generic", "cumulative"}), planned=frozenset()),
    matching=Matching(
        clustering=Clustering.PROBABILITY,
        linked=0.3,
        longest=2,
        one_mention_dates=True,
        recurs=False,
        past_weekdays=True,
        same_figures_across_days=True,
        weights={"day": 30, "place": 30, "by": 10, "weapon": 10, "figures": 20},
    ),
)
