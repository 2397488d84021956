"""The benchmark's modules, as they find each other when it is run."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
