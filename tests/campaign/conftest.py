"""What the campaign's own tests share: tests cannot import each other, nor what stands beside them."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent


@pytest.fixture
def verdict(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The module that judges, and with it what looks; tests cannot import each other."""
    monkeypatch.syspath_prepend(HERE)
    yield import_module("verdict")
    for name in ("sightings", "readers", "verdict"):
        del sys.modules[name]
