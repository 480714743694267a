"""Options that were not given: the environment's ``DRAGOMAN_<OPTION>`` first, then ``dragoman.toml`` in the working folder."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dragoman.records.errors import UsageError

FILE = Path("dragoman.toml")

Commands = Mapping[str, Mapping[str, str]]  # a command's name, and its options as they are written with the parameters they fill


def find_settings(commands: Commands) -> dict[str, dict[str, Any]]:
    """For each command the values of its options that stand outside the command line; raises UsageError on an unknown key."""
    filed = _read_file(commands)
    found = {name: {**_for_command(filed, name, options), **_from_environment(options)} for name, options in commands.items()}
    return {name: {commands[name][option]: value for option, value in values.items()} for name, values in found.items()}


def _from_environment(options: Iterable[str]) -> dict[str, str | list[str]]:
    given = {option: os.environ.get(f"DRAGOMAN_{option.upper()}") for option in options}
    return {option: value.split() if option == "between" else value for option, value in given.items() if value}


def _read_file(commands: Commands) -> dict[str, Any]:
    try:
        filed = tomllib.loads(FILE.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise UsageError(f"{FILE}: {fault}") from fault
    for key, value in filed.items():
        _check_key(key, value, commands)
    return filed


def _check_key(key: str, value: Any, commands: Commands) -> None:
    if isinstance(value, dict):
        known = {_dashed(option) for option in commands.get(key, ())}
        unknown = [inner for inner in value if _dashed(inner) not in known] if key in commands else [key]
    else:
        unknown = [] if any(_dashed(key) in map(_dashed, options) for options in commands.values()) else [key]
    if unknown:
        raise UsageError(f"{FILE}: no option or command is called {unknown[0]!r}")


def _for_command(filed: Mapping[str, Any], command: str, options: Iterable[str]) -> dict[str, Any]:
    """Values at the top of the file hold for every command, those in a command's own table before them."""
    common = {key: value for key, value in filed.items() if not isinstance(value, dict)}
    own = filed.get(command, {})
    named = {_dashed(key).replace("-", "_"): value for key, value in {**common, **own}.items()}
    return {option: named[option] for option in options if option in named}


def _dashed(name: str) -> str:
    return name.replace("_", "-")
