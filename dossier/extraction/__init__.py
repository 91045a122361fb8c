"""An Article becomes facts: who is named, when, who said what, which meetings and strikes."""
