from __future__ import annotations

import pytest

from dragoman.parsing.model import DragomanParser


@pytest.fixture(scope="session")
def parser() -> DragomanParser:
    return DragomanParser()
