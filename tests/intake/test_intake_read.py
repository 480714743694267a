"""Every format is read; every bad input is one named error, and the others go on."""

from __future__ import annotations

import gzip
import io
import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import duckdb
import httpx
import pytest

from dragoman.intake.address import is_public
from dragoman.intake.clean import clean_document
from dragoman.intake.dates import DateWords, find_date
from dragoman.intake.dirt import load_dirt
from dragoman.intake.fetch import fetch
from dragoman.intake.formats import FORMATS, guess_format
from dragoman.intake.options import ReadOptions, UrlOptions
from dragoman.intake.read import read_documents
from dragoman.records.errors import InputError
from dragoman.records.report import Document

WORDS = "The premier has resigned, her office said on Monday."


def read(*inputs: object, **options: Any) -> list[Document | InputError]:
    return list(read_documents([str(i) for i in inputs], ReadOptions(**options)))


def only(found: list[Document | InputError]) -> Document:
    assert len(found) == 1, found
    assert isinstance(found[0], Document), found
    return found[0]


def reason(found: list[Document | InputError]) -> str:
    assert len(found) == 1, found
    assert isinstance(found[0], InputError), found
    assert "\n" not in str(found[0])
    return found[0].reason


def write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


ROW = {
    "text": WORDS,
    "title": "Premier resigns",
    "date": "Mon, 03 Mar 2031 08:00:00 GMT",
    "publisher": "The Courier",
    "url": "https://courier.example/1",
    "language": "en",
}


def test_a_text_file_is_one_document(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", WORDS)
    assert only(read(path)) == Document(str(path), WORDS, "text")


def test_a_page_is_a_whole_page(tmp_path: Path) -> None:
    found = only(read(write(tmp_path / "a.html", f"<html><body><p>{WORDS}</p></body></html>")))
    assert (found.form, found.whole_page) == ("html", True)


def test_json_lines_go_on_after_a_bad_line(tmp_path: Path) -> None:
    lines = [
        json.dumps(ROW),
        '{"text": "cut off',
        '["no object"]',
        json.dumps({"html": f"<p>{WORDS}</p>"}),
        json.dumps({"title": "no text"}),
    ]
    path = write(tmp_path / "a.jsonl", "\n".join(lines))
    first, cut, no_object, html, no_text = read(path)
    assert isinstance(first, Document)
    assert (first.title, first.publisher, first.published_from) == ("Premier resigns", "The Courier", "metadata")
    assert clean_document(first).published == "2031-03-03T08:00:00+00:00"
    assert isinstance(cut, InputError)
    assert str(cut).startswith(f"{path}#2: malformed JSON: Unterminated string")
    assert isinstance(no_object, InputError)
    assert no_object.reason == "no JSON object but list"
    assert isinstance(html, Document)
    assert (html.location, html.form, html.whole_page) == (f"{path}#4", "html", False)
    assert isinstance(no_text, InputError)
    assert no_text.reason == "no field 'text' with text; it has: title"


def test_json_reads_an_object_or_a_list(tmp_path: Path) -> None:
    assert only(read(write(tmp_path / "one.json", json.dumps(ROW)))).location == str(tmp_path / "one.json")
    assert [d.location for d in read(write(tmp_path / "two.json", json.dumps([ROW, ROW])))] == [
        f"{tmp_path / 'two.json'}#{n}" for n in (1, 2)
    ]
    assert reason(read(write(tmp_path / "none.json", "[]"))) == "an empty list"


def test_json_nested_without_end_is_named(tmp_path: Path) -> None:
    assert "nested too deeply" in reason(read(write(tmp_path / "deep.json", "[" * 200_000)))


def test_fields_can_be_mapped(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", json.dumps({"body": WORDS, "headline": "Premier resigns"}))
    assert only(read(path, fields={"text": "body", "title": "headline"})).title == "Premier resigns"
    assert "no field 'corpus'" in reason(read(path, fields={"text": "corpus"}))


@pytest.mark.parametrize(("suffix", "mark"), [("csv", ","), ("tsv", "\t")])
def test_tables_are_read_row_by_row(tmp_path: Path, suffix: str, mark: str) -> None:
    rows = [["title", "text"], ["Premier resigns", f'"{WORDS.replace(",", ";")}\n\nMore."'], ["", ""], ["Empty", ""], ["Last", "Words"]]
    found = read(write(tmp_path / f"a.{suffix}", "\n".join(mark.join(row) for row in rows)))
    assert [type(f) for f in found] == [Document, InputError, Document]
    assert isinstance(found[0], Document)
    assert found[0].raw.endswith("\n\nMore.")


def test_a_table_without_text_names_its_columns(tmp_path: Path) -> None:
    assert reason(read(write(tmp_path / "a.csv", "id,headline\n1,x\n"))) == "no column 'text' or 'html'; it has: id, headline"


def test_a_table_may_hold_long_fields(tmp_path: Path) -> None:
    assert len(only(read(write(tmp_path / "a.csv", "text\n" + "word " * 60_000))).raw) == 300_000


def test_parquet_rows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a[1].parquet"
    duckdb.sql(
        f"COPY (SELECT * FROM (VALUES ('{WORDS}', 'Premier resigns', DATE '2031-03-03'), (NULL, 'none', NULL)) t(text, title, date)) TO '{path}' (FORMAT parquet)"
    )
    first, second = read(path)
    assert isinstance(first, Document)
    assert (first.location, first.raw, first.published) == (f"{path}#1", WORDS, "2031-03-03")
    assert isinstance(second, InputError)
    duckdb.sql(f"COPY (SELECT 1 AS id) TO '{tmp_path}/b.parquet' (FORMAT parquet)")
    assert reason(read(tmp_path / "b.parquet")) == "no column 'text' or 'html'; it has: id"
    assert reason(read(write(tmp_path / "c.parquet", "no parquet"))).startswith("no Parquet file")


FEED = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Courier</title>
<item><title>Premier resigns</title><link>https://courier.example/1</link><pubDate>Mon, 03 Mar 2031 08:00:00 GMT</pubDate>
<content:encoded><![CDATA[<p>{WORDS}</p><p>A second paragraph.</p>]]></content:encoded></item>
<item><title>No words</title></item></channel></rss>"""


def test_a_feed_gives_a_report_an_entry(tmp_path: Path) -> None:
    first, second = read(write(tmp_path / "a.xml", FEED))
    assert isinstance(first, Document)
    assert (first.title, first.publisher, first.form, first.url) == ("Premier resigns", "The Courier", "html", "https://courier.example/1")
    assert clean_document(first).text == f"{WORDS}\n\nA second paragraph."
    assert isinstance(second, InputError)
    assert reason(read(write(tmp_path / "b.xml", "<catalogue><book/></catalogue>"))).startswith("no feed with entries")


def test_a_folder_is_read_in_order_and_a_glob_too(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("b.txt", "a.txt", "deep/c.txt", "skip.bin"):
        write(tmp_path / name, WORDS)
    names = [Path(d.location).name for d in read(tmp_path)]
    assert names == ["a.txt", "b.txt", "c.txt"]
    assert [Path(d.location).name for d in read(tmp_path / "*.txt")] == ["a.txt", "b.txt"]


def test_standard_input_is_read_and_its_format_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, form in ((WORDS, "text"), (json.dumps(ROW), "text"), (f"<html><p>{WORDS}</p></html>", "html")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
        assert only(read("-")).form == form
    assert guess_format(b'{"text":\n "x"}') == "json"
    assert guess_format(b"<?xml version='1.0'?><rss>") == "feed"


def test_each_suffix_has_one_format() -> None:
    suffixes = [suffix for one in FORMATS for suffix in one.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert {
        ".txt",
        ".md",
        ".html",
        ".htm",
        ".xhtml",
        ".json",
        ".jsonl",
        ".ndjson",
        ".csv",
        ".tsv",
        ".parquet",
        ".xml",
        ".rss",
        ".atom",
        ".warc",
        ".warc.gz",
    } == set(suffixes)


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n ", "empty"),
        ("a.txt", b"words\0words", "binary: holds NUL bytes"),
        ("a.txt", b"%PDF-1.7 and so on", "binary: a PDF"),
        ("a.txt", "Die Außenministerin aß Gemüse für Gäste. ".encode() * 3 + b"\xff\xfe\x81", "broken encoding"),
        ("b.txt", b"The minister met \xff\xfe\x9d the envoy \xc3\x28 on Monday \x81\x8d.\n", "broken encoding"),
        ("a.txt", b"x" * 5000, "more than 4000 bytes"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.jsonl", b'{"text": "' + b"x" * 90_000 + b'"}', "line longer than"),
        ("a.jsonl", b'{"text": "' + b"x" * 2_000 + b'"}', "text of 2000 characters is over the bound of 1000"),
        ("a.jsonl", b'{"text": "a\\u0000b"}', "field 'text' is binary"),
        ("a.jsonl", b'{"text": 7}', "field 'text' holds no text but int"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"text\n" + b"x" * 9000, "line 2 is longer than 4000 bytes"),
        ("a.warc.gz", gzip.compress(b"WARC/1.0"), "web archives (WARC) cannot be read"),
        ("a.docx", b"PK", "unknown format"),
    ],
)
def test_a_bad_input_is_named_with_its_reason(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    path = write(tmp_path / name, data)
    good = write(tmp_path / "good.txt", WORDS)
    found = read(path, good, max_chars=1000)
    assert isinstance(found[-1], Document), "the others go on"
    assert why in reason(found[:-1])
    assert str(found[0]).startswith(str(path))


def test_a_page_nested_without_end_is_named(tmp_path: Path) -> None:
    assert reason(read(write(tmp_path / "a.html", "<div>" * 100_000 + "x"))).startswith("nested too deeply: 100000 elements")


def test_missing_files_and_folders_without_texts_are_named(tmp_path: Path) -> None:
    assert reason(read(tmp_path / "no.txt")) == "no such file"
    assert reason(read(tmp_path)).startswith("no file in this folder has a known name")
    assert reason(read(tmp_path / "*.txt")) == "no file has a name of this pattern"


def test_old_charsets_are_told_from_the_bytes(tmp_path: Path) -> None:
    text = "Die Außenministerin führte Gespräche über den Grenzfluß. Später fuhr sie nach Köln zurück."
    assert only(read(write(tmp_path / "a.txt", text.encode("utf-16")))).raw == text
    page = f'<html><head><meta charset="iso-8859-1"></head><body><p>{text}</p></body></html>'
    assert text in only(read(write(tmp_path / "a.html", page.encode("latin-1")))).raw
    assert only(read(write(tmp_path / "b.txt", text.encode("cp1252")))).raw == text


def test_the_mark_of_utf8_stays_in_the_raw_text_only(tmp_path: Path) -> None:
    found = only(read(write(tmp_path / "a.txt", b"\xef\xbb\xbf" + WORDS.encode())))
    report = clean_document(found)
    assert report.text == WORDS
    assert report.alignment.raw_of(0, 3) == (1, 4)


def test_the_argument_stands_above_the_records_date(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", json.dumps(ROW))
    plain, moved = clean_document(only(read(path))), clean_document(only(read(path, published="July 7, 2031")))
    assert (moved.published, moved.published_from, moved.id) == ("2031-07-07", "argument", plain.id)
    assert "no date" in reason(read(path, published="soon"))


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("2031-07-07", "2031-07-07"),
        ("2031-07-07T10:05:00Z", "2031-07-07T10:05:00+00:00"),
        ("2031-07-07T10:05:00.123+0200", "2031-07-07T10:05:00+02:00"),
        ("2031-07-07 10:05", "2031-07-07"),
        ("20310707", "2031-07-07"),
        ("Mon, 07 Jul 2031 10:05:00 +0200", "2031-07-07T10:05:00+02:00"),
        ("Monday, July 7th, 2031 at 10:05 PM EDT", "2031-07-07T22:05:00-04:00"),
        ("7 July 2031", "2031-07-07"),
        ("17/07/2031", "2031-07-17"),
        ("07/08/2031", None),
        ("2031-02-30", None),
        ("yesterday", None),
        ("July 7", None),
    ],
)
def test_a_date_has_one_reading_or_none(words: str, iso: str | None) -> None:
    dirt = load_dirt("en")
    assert find_date(words, DateWords(dirt.months, dirt.zones)) == iso


class Courier(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = {"/page": f"<html><p>{WORDS}</p></html>".encode(), "/bomb": gzip.compress(b"x" * 3_000_000), "/big": b"x" * 300_000}.get(
            self.path
        )
        self.send_response(302 if self.path == "/away" else 200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Location", "/page") if self.path == "/away" else None
        self.send_header("Content-Encoding", "gzip") if self.path == "/bomb" else None
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture
def courier() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Courier)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


def open_options(**more: Any) -> UrlOptions:
    return UrlOptions(allow_private=True, timeout=10, **more)


def local(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


def test_an_address_is_read_where_the_user_opens_it(courier: str) -> None:
    assert fetch(f"{courier}/away", open_options(), resolve=local).url == f"{courier}/page"
    found = only(read(f"{courier.replace('localhost', '127.0.0.1')}/page", url=open_options()))
    assert (found.form, found.whole_page) == ("html", True)
    assert WORDS in found.raw


def test_this_machine_is_not_asked_by_default(courier: str) -> None:
    assert "private or reserved address" in reason(read(f"{courier}/page"))
    assert "private or reserved address" in reason(read(f"{courier.replace('localhost', '127.0.0.1')}/page"))


def test_answers_are_bounded(courier: str) -> None:
    for path in ("/bomb", "/big"):
        with pytest.raises(InputError, match="more than 100000 bytes"):
            fetch(courier + path, open_options(max_bytes=100_000), resolve=local)
    with pytest.raises(InputError, match="the server answers 404"):
        fetch(courier + "/none", open_options(), resolve=local)


def names(host: str, port: int) -> list[str]:
    return {"courier.example": ["93.184.216.34"], "inside.example": ["10.0.0.7"], "mixed.example": ["93.184.216.34", "127.0.0.1"]}.get(
        host, [host]
    )


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://inside.example/",
        "http://[::1]/",
        "http://169.254.169.254/latest",
        "//mixed.example/",
        "file:///etc/passwd",
    ],
)
def test_each_hop_is_checked(target: str) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(302, headers={"location": target})

    with pytest.raises(InputError, match=r"private or reserved address|not http or https"):
        fetch("http://courier.example/", UrlOptions(), resolve=names, transport=httpx.MockTransport(answer))
    assert asked == ["93.184.216.34"]


def test_the_checked_address_itself_is_asked_under_the_hosts_name() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, stream=httpx.ByteStream(WORDS.encode()), headers={"content-type": "text/plain"})

    found = fetch("https://courier.example/1", UrlOptions(), resolve=names, transport=httpx.MockTransport(answer))
    assert (found.data.decode(), found.url) == (WORDS, "https://courier.example/1")
    assert (seen[0].url.host, seen[0].headers["host"], seen[0].extensions["sni_hostname"]) == (
        "93.184.216.34",
        "courier.example",
        "courier.example",
    )


def test_redirects_in_a_circle_end() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"location": "/"})

    with pytest.raises(InputError, match="more than 5 redirects"):
        fetch("http://courier.example/", UrlOptions(), resolve=names, transport=httpx.MockTransport(answer))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "::1",
        "fe80::1%eth0",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "fc00::1",
        "224.0.0.1",
        "240.0.0.1",
    ],
)
def test_private_and_reserved_addresses_are_known(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111"])
def test_public_addresses_are_known(address: str) -> None:
    assert is_public(address)
