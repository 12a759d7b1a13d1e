"""What the README says is so: its commands are run, its pictures are there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SYSTEMS = ("Debian, Ubuntu", "macOS", "Windows (Command Prompt)")


def commands():
    (block,) = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    return block.strip().splitlines()


def test_every_command_of_the_command_line_part_works_as_printed(tmp_path, monkeypatch):
    monkeypatch.setenv("INKLING_HOME", str(tmp_path / "home"))
    for command in commands():
        words = command.split()
        assert words[:2] == ["python", "main.py"]
        done = subprocess.run(
            [sys.executable, str(ROOT / "main.py"), *words[2:]],
            cwd=tmp_path, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        assert done.stdout


def test_every_subcommand_is_in_the_readme():
    shown = {command.split()[2] for command in commands()}
    done = subprocess.run(
        [sys.executable, "main.py", "--help"], cwd=ROOT, capture_output=True, text=True
    )
    (listed,) = re.findall(r"^  COMMAND\n(.*?)\Z", done.stdout, re.DOTALL | re.MULTILINE)
    assert set(re.findall(r"^    (\w+)\b", listed, re.MULTILINE)) == shown


@pytest.mark.parametrize("what, ending", [("open the app", "main.py"), ("run the tests", "pytest")])
def test_there_is_one_line_to_paste_for_each_system(what, ending):
    part = README.split(f"**To {what}**")[1].split("**To")[0].split("\n## ")[0]
    lines = re.findall(r"^([^\n]+):\n\n    ([^\n]+)$", part, re.MULTILINE)
    assert [system for system, _ in lines] == list(SYSTEMS)
    for _, line in lines:
        assert line.endswith(ending) and "-m venv .venv" in line


def test_every_picture_is_there_and_comes_from_the_program(tmp_path):
    names = re.findall(r"\]\((docs/pictures/[^)]+)\)", README)
    assert len(names) == 5
    check_pictures(names, ROOT, "docs.pictures", tmp_path)


def test_every_view_that_is_explained_has_its_picture(tmp_path):
    text = (ROOT / "docs" / "explanations.md").read_text(encoding="utf-8")
    names = re.findall(r"\]\((pictures/[^)]+)\)", text)
    assert len(names) == 9
    check_pictures(names, ROOT / "docs", "docs.explained", tmp_path)


def check_pictures(names, folder, module, tmp_path):
    for name in names:
        assert (folder / name).stat().st_size > 5_000
    done = subprocess.run(
        [sys.executable, "-m", module, str(tmp_path)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == sorted(Path(name).name for name in names)
