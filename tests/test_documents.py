"""README, .env.example and CI say what the code does."""

import re
from pathlib import Path

import pytest
import typer

from tweetnudge import cli
from tweetnudge.settings import RunSettings, load

ROOT = Path(__file__).parents[1]
EXAMPLE = dict(re.findall(r"^([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE))
NEEDED = {
    "SLACK_BOT_TOKEN": "xoxb-1",
    "SLACK_APP_TOKEN": "xapp-1",
    "SLACK_CHANNEL": "C1",
    "X_LIST": "1",
    "X_BEARER_TOKEN": "b",
}


def test_env_example_names_every_setting() -> None:
    assert {name.upper() for name in RunSettings.model_fields} == set(EXAMPLE)


def test_env_example_shows_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_settings: None) -> None:
    for name, value in NEEDED.items():
        monkeypatch.setenv(name, value)
    by_default = load(RunSettings)
    (tmp_path / ".env").write_text((ROOT / ".env.example").read_text())
    assert by_default == load(RunSettings)


def test_readme_names_every_command_and_option() -> None:
    readme = (ROOT / "README.md").read_text()
    commands = typer.main.get_command(cli.app).commands  # type: ignore[attr-defined]
    for name, command in commands.items():
        assert f"tweetnudge {name}" in readme
        for option in command.params:
            assert option.opts[0] in readme, (name, option.opts)


def test_readme_names_only_files_that_exist() -> None:
    readme = (ROOT / "README.md").read_text()
    named = re.findall(r"`((?:\w+/)*\w+\.py)`", readme)
    assert named
    assert [] == [
        name for name in named if not (ROOT / "src/tweetnudge" / name).exists() and not (ROOT / name).exists()
    ]


def test_readme_names_only_settings_that_exist() -> None:
    readme = (ROOT / "README.md").read_text()
    named = set(re.findall(r"\b((?:X|SLACK|DIGEST|LEASE|POST|COLLECT)_[A-Z_]+)\b", readme))
    assert set() == named - set(EXAMPLE)


@pytest.mark.parametrize("ending", ["tweetnudge demo --once", "pytest"])
def test_ci_runs_readmes_own_commands(ending: str) -> None:
    lines = (ROOT / "README.md").read_text().splitlines()
    assert 1 == len([line for line in lines if re.match(rf"python3 -m venv .*{ending}$", line)])
    assert f"command_of {ending}" in (ROOT / ".ci/run").read_text().replace("'", "")


def test_constraints_pin_every_dependency() -> None:
    pinned = {
        re.split("==", line)[0].lower().replace("_", "-")
        for line in (ROOT / "constraints.txt").read_text().splitlines()
        if "==" in line
    }
    project = (ROOT / "pyproject.toml").read_text()
    needed = re.findall(r'^    "([a-z-]+)(?:\[\w+\])?>=', project, re.MULTILINE)
    assert len(needed) > 15
    assert set() == set(needed) - pinned
