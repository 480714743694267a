"""The words of every door: frozen records, one noun a file."""
