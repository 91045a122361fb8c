"""Text logic without input or output: names, word differences, anchors, time expressions."""
