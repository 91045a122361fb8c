"""KML read back by an XML parser: the order of elements that the standard sets, points, days, hostile words."""

from dataclasses import replace

from lxml import etree

from dossier.export.context import ExportContext
from dossier.export.formats.kml import kml

NAMESPACES = {"k": "http://www.opengis.net/kml/2.2"}
ORDER = ("name", "description", "TimeSpan", "styleUrl", "ExtendedData", "Point")
"""The order of a placemark's elements in the schema of KML 2.2, as far as they are used here."""


def parse(context: ExportContext) -> "etree._Element":
    """The document's root."""
    return etree.fromstring("".join(kml(context)).encode())


def texts(root: "etree._Element", path: str) -> list[str]:
    """The texts of the elements at a path."""
    return [element.text or "" for element in root.iterfind(path, NAMESPACES)]


def test_a_placemark_has_point_and_days(context: ExportContext) -> None:
    """Longitude comes first; the days are a span for the time slider; an event without coordinates is left out."""
    root = parse(context)
    (placemark,) = root.iterfind(".//k:Placemark", NAMESPACES)
    assert placemark.get("id") == "m1"
    assert [etree.QName(child).localname for child in placemark] == list(ORDER)
    assert texts(placemark, "k:Point/k:coordinates") == ["-9.13,38.72"]
    assert texts(placemark, "k:TimeSpan/*") == ["2031-05-06", "2031-05-06"]
    data = {d.get("name"): d.findtext("k:value", None, NAMESPACES) for d in placemark.iterfind("k:ExtendedData/k:Data", NAMESPACES)}
    assert (data["kind"], data["place_id"], data["participants"]) == ("meeting", "g1", "Orla Brandt; Tomas Kerr")


def test_every_style_that_is_named_is_there(context: ExportContext) -> None:
    """Of the kinds of event; folders are named after them."""
    root = parse(context)
    styles = {style.get("id") for style in root.iterfind(".//k:Style", NAMESPACES)}
    assert {url.removeprefix("#") for url in texts(root, ".//k:styleUrl")} <= styles
    assert texts(root, ".//k:Folder/k:name") == ["Meetings"]


def test_hostile_words_stay_words(context: ExportContext) -> None:
    """Marks of XML in a place, a title or a name break nothing, and control characters go. A globe shows all of it as HTML, and would load what a
    tag names.
    """
    (located,) = (event for event in context.findings.events if event.id == "m1")
    hostile = replace(located, place="]]></name><script>x</script> & \x1b[31m", attacker="s1")
    root = parse(replace(context, title="<&>", findings=replace(context.findings, events=(hostile,))))
    assert texts(root, "k:Document/k:name") == ["&lt;&>"]
    assert not root.findall(".//k:script", NAMESPACES)
    assert not any("<" in (element.text or "") for element in root.iter())
    assert "]]>&lt;/name>&lt;script>x&lt;/script> & [31m" in texts(root, ".//k:Placemark/k:description")[0]


def test_an_empty_layer_is_one(nothing: ExportContext) -> None:
    """A document without placemarks is still well-formed."""
    assert parse(nothing).findall(".//k:Placemark", NAMESPACES) == []
