"""The project's own PLOVER corpus: items in ``items/``, how they are coded in GUIDELINES.md."""
