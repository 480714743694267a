"""Bytes to text: the charset from the bytes themselves, never a replacement character for what cannot be read."""

from __future__ import annotations

import codecs
import re

from dragoman.records.errors import InputError

MARKS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
DECLARED_WITHIN = 4096
SAMPLE = 65_536
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MOST_CONTROLS = 0.02  # share of a sample
MOST_CHAOS = 0.2  # charset-normalizer's own measure of a wrong guess
# What newspapers and archives were written in before UTF-8; among the rest (Macintosh, EBCDIC) nearly any bytes read as something.
OLD_CHARSETS = [
    *(f"cp{number}" for number in range(1250, 1259)), *(f"iso8859_{number}" for number in (2, 5, 7, 9, 15)),
    "koi8_r", "koi8_u", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip
FEW_HIGH = 0.2  # share of bytes beyond ASCII under which only a Western charset is plausible
TYPOGRAPHIC = frozenset("“”‘’„‚«»‹›–—…•·§©®™°€£¥¢½¼¾±×÷¿¡†‡‰´¨¸ˆ˜\xa0\xad¶")
KNOWN_BINARY = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive or office file",
    b"\x1f\x8b": "compressed (gzip)",
    b"\xd0\xcf\x11\xe0": "an office file",
}


def read_text_bytes(data: bytes, location: str, declared: str | None = None) -> str:
    """The text of some bytes; raises InputError where they are empty, no text, or of no charset that can be told."""
    if not data.strip():
        raise InputError(location, "empty")
    refuse_binary(data, location)
    text = decode(data, location, declared)
    if "\0" in text:
        raise InputError(location, "binary: holds NUL characters")
    if not text.strip("\ufeff \t\r\n"):
        raise InputError(location, "empty")
    return text


def refuse_binary(data: bytes, location: str) -> None:
    """Raises InputError for what is no text in any charset."""
    for magic, name in KNOWN_BINARY.items():
        if data.startswith(magic):
            raise InputError(location, f"binary: {name}")
    if data.startswith(tuple(mark for mark, _ in MARKS)):
        return
    sample = data[:SAMPLE]
    if b"\0" in data:
        raise InputError(location, "binary: holds NUL bytes")
    if len(CONTROLS.findall(sample)) > MOST_CONTROLS * len(sample):
        raise InputError(location, "binary: holds control characters")


def decode(data: bytes, location: str, declared: str | None) -> str:
    """The text in the charset that the bytes show; UTF-8's own mark stays in it, so that offsets count as elsewhere."""
    charset = find_charset(data, declared)
    text = decode_as(data, charset) if charset else None
    if text is None:
        raise InputError(location, "broken encoding: neither UTF-8 nor another charset reads these bytes")
    return text


def find_charset(data: bytes, declared: str | None = None) -> str | None:
    """A byte order mark, UTF-8, what is declared, what is likely; None where UTF-8 is broken or nothing is likely."""
    for mark, charset in MARKS:
        if data.startswith(mark):
            return charset
    for likely in ("utf-8", declared, find_declared(data)):
        if likely and decode_as(data, likely) is not None:
            return likely
    return guess_charset(data[:SAMPLE])


def find_declared(data: bytes) -> str | None:
    match = DECLARED.search(data[:DECLARED_WITHIN])
    return match[1].decode("ascii") if match else None


def decode_as(data: bytes, charset: str) -> str | None:
    """The text in a charset, or None where the bytes are not in it or it is unknown."""
    try:
        return data.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return None


def guess_charset(sample: bytes) -> str | None:
    """The likeliest old charset; None for bytes that are mostly UTF-8, where another charset would make words of faults."""
    high = sum(byte > 0x7F for byte in sample)
    if sum(map(len, MULTIBYTE.findall(sample))) >= 0.5 * high:
        return None
    from charset_normalizer import from_bytes  # slow to import, seldom needed

    if high < FEW_HIGH * len(sample):
        return "cp1252" if reads_as_western(sample) else None
    best = from_bytes(sample, threshold=MOST_CHAOS, cp_isolation=OLD_CHARSETS).best()
    return best.encoding if best else None


def reads_as_western(sample: bytes) -> bool:
    """Whether the few high bytes of a text are accented letters inside words or typographic marks, as Windows wrote them."""
    text = decode_as(sample, "cp1252")
    if text is None:
        return False
    strange = [c for c in text if ord(c) > 0x7F and c not in TYPOGRAPHIC and not c.isalpha()]
    mixed = re.search(r"[^\W\d_]*[^\x00-\x7f\W\d_]{3,}", text)
    return not strange and mixed is None
