"""How long marking a workbook takes beside what others must do, and what memory it takes.

    python tests/benchmarks/bench_annotate.py [ROUNDS]

Prints

* openpyxl load + save of a file ÷ putting the findings (given) into the same file by patching, as medians of
  interleaved runs in one interpreter; the same for taking the marks out again, with and without the record;
* the peak of the memory that Python allocates while a file with few or many untouched sheets is patched.

Nothing is asserted: it is no test.
"""

import io
import sys
import tempfile
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from perfeval_xl.annotation import annotate, marked, unmarked  # noqa: E402 (the checkout must be found first)
from perfeval_xl.io.patch.clear import cleared, original  # noqa: E402
from perfeval_xl.io.patch.record import found  # noqa: E402
from perfeval_xl.io.patch.work import Work  # noqa: E402
from perfeval_xl.io.reader import read_bytes  # noqa: E402
from perfeval_xl.report.marks import Told, edits  # noqa: E402
from tests.benchmarks.bench_check import combined, interleaved, with_accounts  # noqa: E402

EXAMPLES = ROOT / "workbooks" / "examples"


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        typical = Path(folder) / "typical.xlsx"
        print(f"typical workbook: {combined(typical, 'quyuan-2024', 'zhuzhou-2024')}\n")
        print(f"{'file':24}{'marks':>7}{'openpyxl':>12}{'patch':>12}{'':>9}{'clear':>12}{'one by one':>12}")
        for path in [*sorted(EXAMPLES.glob("*.xlsx")), typical]:
            print_ratio(path, Path(folder) / "out.xlsx", rounds)
        for cells in (20_000, 100_000):
            print_ratio(with_accounts(typical, Path(folder) / f"{cells} cells more.xlsx", cells), Path(folder) / "out.xlsx", 3)
        print("\npeak of allocated memory while patching, beside untouched sheets of 2 MB each")
        for more in (0, 1, 10, 50):
            print_memory(EXAMPLES / "quyuan-2024.xlsx", Path(folder), more)


def print_ratio(path: Path, out: Path, rounds: int) -> None:
    run = annotate(str(path), str(out))
    data, done = path.read_bytes(), out.read_bytes()
    before, book = unmarked(data, path.name), read_bytes(done, path.name)
    jobs = {
        "openpyxl": lambda: openpyxl.load_workbook(io.BytesIO(data)).save(io.BytesIO()),
        "patch": lambda: b"".join(marked(before, run, "2026-01-01 00:00")),
        "clear": lambda: given_back(done),
        "one by one": lambda: one_by_one(done, book),
    }
    times = interleaved(jobs, rounds)
    marks = len(edits(run, Told("", "", "", "", "")).marks)
    shown = "".join(f"{times[job] * 1000:>9.2f} ms" for job in ("openpyxl", "patch"))
    ratio = times["openpyxl"] / times["patch"]
    rest = "".join(f"{times[job] * 1000:>9.2f} ms" for job in ("clear", "one by one"))
    print(f"{path.name:24}{marks:>7}{shown}{ratio:>7.0f} ×{rest}")


def given_back(data: bytes) -> bytes:
    work = Work(data)
    return original(work, found(work))


def one_by_one(data: bytes, book) -> bytes:
    work = Work(data)
    cleared(work, book, found(work))
    return b"".join(work.pieces())


def print_memory(path: Path, folder: Path, more: int) -> None:
    """The file is not read here: what patching itself takes is what is asked."""
    run = annotate(str(path), str(folder / "out.xlsx"))
    data = with_sheets(path.read_bytes(), more)
    before = unmarked(path.read_bytes(), path.name)._replace(data=data)
    tracemalloc.start()
    for _ in marked(before, run, "2026-01-01 00:00"):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"{more:>4} more sheets, file of {len(data) >> 10:>6} KB: {peak / (1 << 20):.1f} MB")


def with_sheets(data: bytes, more: int) -> bytes:
    """The file with parts of two megabytes each beside its own (that no sheet leads to them is all the same to zip)."""
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(more):
            rows = "".join(f'<row r="{r}"><c r="A{r}"><v>{r * (number + 7) % 9973}</v></c></row>' for r in range(1, 50000))
            archive.writestr(f"xl/worksheets/more{number}.xml", f"<worksheet><sheetData>{rows}</sheetData></worksheet>")
    return file.getvalue()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
