"""Lets the tests in a real terminal find how it is driven."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
