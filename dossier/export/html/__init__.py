"""The HTML report: page, actors, timeline drawing, comparison."""
