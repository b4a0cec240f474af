"""Scripts of the checkout that are no part of the package."""

import importlib.util
from pathlib import Path
from types import ModuleType


def fresh(path: Path) -> ModuleType:
    """A script as a module of its own, made anew: what a test changes in it no other test sees."""
    place = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    return module
