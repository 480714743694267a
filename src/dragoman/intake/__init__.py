"""Bytes to reports: read an input, clean it, and keep the way back to every raw character."""
