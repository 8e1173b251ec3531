"""Rules of docs/architecture.md that no other tool checks."""

import ast
import re
from pathlib import Path

import pytest

from advisor.settings import Settings, variables

ROOT = Path(__file__).parent.parent
PYTHON_FILES = sorted(
    path for folder in ("advisor", "evals", "tests") for path in (ROOT / folder).rglob("*.py")
)
_FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "misc"}


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", PYTHON_FILES, ids=_named)
def test_a_file_is_short_and_its_functions_are(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= 300
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, node.name


@pytest.mark.parametrize("path", PYTHON_FILES, ids=_named)
def test_a_file_is_named_after_an_idea(path: Path) -> None:
    assert path.stem not in _FORBIDDEN_NAMES


@pytest.mark.parametrize(
    "path", [p for p in PYTHON_FILES if p.is_relative_to(ROOT / "advisor")], ids=_named
)
def test_a_product_file_opens_with_the_line_that_says_its_idea(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_every_setting_and_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = ("ask", "chat", "search", "ingest", "remove", "sources", "settings")
    missing = [name for name in variables(Settings) if name not in readme]
    missing += [name for name in commands if f"advisor {name}" not in readme]
    assert not missing


def test_every_direct_dependency_is_pinned_and_no_lock_names_an_address() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lock = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in lock
        assert "--index-url" not in lock
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = re.search(r"^dependencies = \[(.*?)\]", project, re.DOTALL | re.MULTILINE)
    assert wanted
    names = re.findall(r'"([a-z0-9-]+)', wanted[1])
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8").lower()
    assert [name for name in names if f"\n{name}==" not in "\n" + pinned] == []


def test_the_default_install_brings_no_pytorch() -> None:
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert not re.search(r"^(torch|sentence-transformers|transformers)==", pinned, re.MULTILINE)
