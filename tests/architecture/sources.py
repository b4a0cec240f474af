"""The package's source files as the architecture tests look at them."""

import ast
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "perfeval_xl"


def modules(*layers: str) -> list[Path]:
    """Every module of the package, or of the named layers."""
    folders = [PACKAGE / layer for layer in layers] or [PACKAGE]
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


@lru_cache(maxsize=None)
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imported(path: Path) -> set[str]:
    """Top-level names of what a module imports from outside the package, also inside functions."""
    names = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(node.module.partition(".")[0])
    return names - {"perfeval_xl"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))
