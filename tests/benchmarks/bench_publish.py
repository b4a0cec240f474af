"""How long the public edition of a workbook takes beside what others must do, and what memory it takes.

    python tests/benchmarks/bench_publish.py [ROUNDS]

Prints, for the examples, and for one of them with a large sheet of accounts beside its forms,

* openpyxl load + save of the file ÷ making its edition from the same bytes, as medians of interleaved runs in one
  interpreter; and the whole of ``publish`` beside it: reading the file, the check, the edition, writing the file;
* the peak of the memory that Python allocates in either.

Nothing is asserted: it is no test.
"""

import io
import sys
import tempfile
import tracemalloc
from pathlib import Path

import openpyxl

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from perfeval_xl.io.publish.edition import published  # noqa: E402 (the checkout must be found first)
from perfeval_xl.publication import publish  # noqa: E402
from tests.benchmarks.bench_annotate import with_accounts  # noqa: E402
from tests.benchmarks.bench_check import EXAMPLES, interleaved  # noqa: E402

WITHOUT_FORMULAS = EXAMPLES / "quyuan-2024.xlsx"  # openpyxl would leave them without their values: nothing to publish


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.xlsx"
        print(f"{'file':24}{'openpyxl':>12}{'edition':>12}{'':>9}{'publish':>12}{'openpyxl':>11}{'publish':>11}")
        for path in sorted(EXAMPLES.glob("*.xlsx")):
            print_ratio(path, out, rounds)
        for cells in (20_000, 100_000):
            print_ratio(with_accounts(WITHOUT_FORMULAS, Path(folder) / f"{cells} cells more.xlsx", cells), out, 3)


def print_ratio(path: Path, out: Path, rounds: int) -> None:
    data = path.read_bytes()
    jobs = {
        "openpyxl": lambda: openpyxl.load_workbook(io.BytesIO(data)).save(io.BytesIO()),
        "edition": lambda: b"".join(published(data).pieces),
        "publish": lambda: publish(str(path), str(out), force=True),
    }
    times = interleaved(jobs, rounds)
    shown = {job: f"{seconds * 1000:>9.1f} ms" for job, seconds in times.items()}
    ratio = times["openpyxl"] / times["edition"]
    peaks = "".join(f"{peak(jobs[job]):>8.1f} MB" for job in ("openpyxl", "publish"))
    print(f"{path.name:24}{shown['openpyxl']}{shown['edition']}{ratio:>7.1f} ×{shown['publish']}{peaks}")


def peak(job) -> float:
    """Megabytes that Python allocates at the most."""
    tracemalloc.start()
    job()
    allocated = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return allocated / (1 << 20)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
