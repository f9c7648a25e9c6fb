"""Opens the files of food tables: text in any common encoding, and spreadsheets, within limits."""

import codecs
import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from magwise.core.errors import InputError, Problem

# Told now and then while a long file is read: bytes done, bytes in all.
Progress = Callable[[int, int], None]

LARGEST_BYTES = 4_000_000_000  # FoodData Central as a whole is about three
LARGEST_SHEET_BYTES = 60_000_000
LARGEST_UNPACKED_BYTES = 500_000_000
LONGEST_LINE = 1_000_000
MOST_COLUMNS = 400
MOST_SHEET_ROWS = 200_000
_LOOKED_AT = 64_000_000  # bytes that decide on the encoding
_HEAD = 200_000


def size_of(path: Path, most: int = LARGEST_BYTES) -> int:
    """How large a file is [bytes].

    Raises
    ------
    InputError
        When it is not there, a folder, empty or too large.
    """
    where = str(path)
    if path.is_dir():
        raise InputError(Problem("error.file-is-folder", where))
    try:
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise InputError(Problem("error.file-missing", where)) from error
    except (OSError, ValueError) as error:
        raise InputError(Problem("error.file-unreadable", where)) from error
    if size > most:
        raise InputError(Problem("error.import-too-big", where, {"limit": most // 1_000_000}))
    if size == 0:
        raise InputError(Problem("error.import-empty", where))
    return size


def head_of(path: Path, marks: Sequence[str] = ()) -> str:
    """The first part of a text file, to see what it is; empty for a spreadsheet."""
    size_of(path)
    raw = _start(path, _HEAD)
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return ""
    return raw.decode(encoding_of(path, marks), errors="replace")


def _start(path: Path, length: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(length)
    except OSError as error:
        raise InputError(Problem("error.file-unreadable", str(path))) from error


def encoding_of(path: Path, marks: Sequence[str] = ()) -> str:
    """How a text file is written: UTF-8 where it can be, else the encoding its own words show.

    Parameters
    ----------
    marks
        Words with accents that stand in the head of this kind of file. They tell the old
        encodings of Macintosh and Windows apart, which nothing else does.

    Raises
    ------
    InputError
        When it is not text.
    """
    raw = _start(path, _HEAD)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\x00" in raw:
        raise InputError(Problem("error.file-binary", str(path)))
    if _is_utf8(path):
        return "utf-8-sig"
    if not marks:
        return "cp1252" if _decodes(raw, "cp1252") else "latin-1"
    known = [e for e in ("cp1252", "mac_roman", "latin-1") if _decodes(raw, e)]
    return max(known, key=lambda e: sum(mark in raw.decode(e) for mark in marks))


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    done = 0
    with path.open("rb") as file:
        while done < _LOOKED_AT and (block := file.read(1_000_000)):
            done += len(block)
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                return False
    return True


def text_rows(
    path: Path,
    delimiter: str,
    *,
    quote: str | None = '"',
    marks: Sequence[str] = (),
    progress: Progress | None = None,
) -> Iterator[tuple[int, list[str]]]:
    """Rows of a text table with the line each starts on; blank rows are passed over.

    One row at a time, so that a file larger than the memory can be read.

    Raises
    ------
    InputError
        When the file cannot be read as such a table; the message has the line.
    """
    total = size_of(path)
    encoding = encoding_of(path, marks)
    csv.field_size_limit(LONGEST_LINE)
    where = str(path)
    try:
        with path.open("rb") as raw:
            file = io.TextIOWrapper(raw, encoding=encoding, newline="")
            lines = _lines(file, raw, where, total, progress)
            reader = (
                csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
                if quote is None
                else csv.reader(lines, delimiter=delimiter, quotechar=quote)
            )
            line = 1
            for row in reader:
                if len(row) > MOST_COLUMNS:
                    raise InputError(
                        Problem("error.import-columns", f"{where}:{line}", {"limit": MOST_COLUMNS})
                    )
                if any(cell.strip() for cell in row):
                    yield line, row
                line = reader.line_num + 1
    except (csv.Error, UnicodeDecodeError) as error:
        raise InputError(Problem("error.import-text", where)) from error
    except OSError as error:
        raise InputError(Problem("error.file-unreadable", where)) from error
    if progress is not None:
        progress(total, total)


def _lines(
    file: io.TextIOWrapper,
    raw: io.BufferedReader,
    where: str,
    total: int,
    progress: Progress | None,
) -> Iterator[str]:
    count = 0
    while line := file.readline(LONGEST_LINE):
        count += 1
        if len(line) >= LONGEST_LINE and not line.endswith("\n"):
            raise InputError(Problem("error.import-line-long", f"{where}:{count}"))
        if "\x00" in line:
            raise InputError(Problem("error.file-binary", f"{where}:{count}"))
        if progress is not None and count % 2000 == 0:
            progress(raw.tell(), total)
        yield line


def spreadsheet_rows(
    path: Path, progress: Progress | None = None
) -> Iterator[tuple[int, list[Any]]]:
    """Rows of the first sheet of an Excel file, with their numbers; formulas give their result.

    Raises
    ------
    InputError
        When it cannot be opened, is far larger inside than outside, or when the part of Magwise
        that reads spreadsheets is not installed.
    """
    total = size_of(path, LARGEST_SHEET_BYTES)
    where = str(path)
    start = _start(path, 8)
    if start.startswith(b"PK\x03\x04"):
        rows = _xlsx(path, where)
    elif start.startswith(b"\xd0\xcf\x11\xe0"):
        rows = _xls(path, where)
    else:
        raise InputError(Problem("error.import-sheet", where))
    for number, row in rows:
        if progress is not None and number % 500 == 0:
            progress(min(total, number * total // 4000), total)
        if any(cell not in (None, "") for cell in row):
            yield number, row
    if progress is not None:
        progress(total, total)


def _xlsx(path: Path, where: str) -> Iterator[tuple[int, list[Any]]]:
    try:
        import openpyxl
    except ImportError as error:
        raise InputError(Problem("error.import-extra", where)) from error
    import warnings

    try:
        with zipfile.ZipFile(path) as packed:
            inside = sum(part.file_size for part in packed.infolist())
        if inside > LARGEST_UNPACKED_BYTES:
            limit = LARGEST_UNPACKED_BYTES // 1_000_000
            raise InputError(Problem("error.import-too-big", where, {"limit": limit}))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # headers and footers for the printer
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            try:
                sheet = book.worksheets[0]
                cells = sheet.iter_rows(
                    values_only=True, max_col=MOST_COLUMNS, max_row=MOST_SHEET_ROWS
                )
                for number, row in enumerate(cells, start=1):
                    yield number, _without_tail(row)
            finally:
                book.close()
    except InputError:
        raise
    except Exception as error:  # the parser's many ways to say that it is no spreadsheet
        raise InputError(Problem("error.import-sheet", where)) from error


def _xls(path: Path, where: str) -> Iterator[tuple[int, list[Any]]]:
    try:
        import xlrd
    except ImportError as error:
        raise InputError(Problem("error.import-extra", where)) from error
    try:
        with xlrd.open_workbook(str(path), on_demand=True, logfile=io.StringIO()) as book:
            sheet = book.sheet_by_index(0)
            for number in range(min(sheet.nrows, MOST_SHEET_ROWS)):
                yield number + 1, _without_tail(sheet.row_values(number)[:MOST_COLUMNS])
    except Exception as error:  # as above
        raise InputError(Problem("error.import-sheet", where)) from error


def _without_tail(row: Iterable[Any]) -> list[Any]:
    cells = list(row)
    while cells and cells[-1] is None:
        cells.pop()
    return cells
