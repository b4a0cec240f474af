"""Prints what a worksheet function costs in LibreOffice: ``python tests/benchmarks/bench_calc.py [ROUNDS]``; asserts nothing.

20,000 single calls, and the same rows in one array formula; beside them what Calc needs for a function of its own. "First"
is when nothing was answered yet, "again" when all is computed anew (Ctrl+Shift+F9), the quickest of ROUNDS. The
processor's time of LibreOffice is shown too: what other programs do counts less in it.
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import xlsxwriter

from perfeval_xl.io.calc_names import for_calc, for_excel
from tests.support.calc_office.desk import python
from tests.support.calc_office.installed import User

ROWS = 20_000
SINGLE, ARRAY = "PERF_SCORE(A{0},B{0},C{0})", f"PERF_SCORE(A1:A{ROWS},B1:B{ROWS},C1:C{ROWS})"


def main(rounds: int) -> None:
    if python() is None:
        sys.exit("没有 LibreOffice 或它的 Python 太旧")
    user = User()
    try:
        installed = user.installer()
        if installed.returncode:
            sys.exit(installed.stderr)
        desk = user.desk()
        try:
            for name, formula, different, target in (
                ("single calls", SINGLE, 1_480, 20),
                ("all different", SINGLE, ROWS, None),
                ("one array", ARRAY, 1_480, 5),
                ("SUM of Calc's", "SUM(A{0},B{0},C{0})", 1_480, None),
            ):
                first, taken, busy = measured(user, desk, formula, different, rounds)
                wanted = f", to be ≤ {target}" if target else ""
                print(f"{name:<14} first {first:5.2f}, again {taken:5.2f} µs a row{wanted}; processor {busy:5.2f}")
        finally:
            desk.end()
    finally:
        user.gone()
    with tempfile.TemporaryDirectory() as folder:
        data = written(Path(folder) / "names.xlsx", SINGLE, 1_480).read_bytes()
    long = for_calc(data)
    there, back = quickest(rounds, lambda: for_calc(data)), quickest(rounds, lambda: for_excel(long))
    print(f"names in {ROWS} formulas: {there:.3f} s of the processor for Calc, {back:.3f} s back, to be ≤ 0.1")


def quickest(rounds: int, job) -> float:
    """Seconds of the processor."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        job()
        taken.append(time.process_time() - start)
    return min(taken)


def measured(user: User, desk, formula: str, different: int, rounds: int) -> tuple[float, float, float]:
    """µs a row that computing takes: first; again, the quickest of *rounds*; and of the processor then, their mean."""
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder) / "rows.xlsx", formula, different)
        path.write_bytes(for_calc(path.read_bytes()) or path.read_bytes())
        document = desk.open(user.given(path))
    document.rest()
    first, _ = document.calculate()
    document.rest()
    taken, busy = document.calculate(rounds)
    document.close()
    return first / ROWS * 1e6, taken / ROWS * 1e6, busy / rounds / ROWS * 1e6


def written(path: Path, formula: str, different: int) -> Path:
    """A workbook of 20,000 indicators of which so many are *different*; some 1,500 are, where many forms are together."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for row in range(ROWS):
        number = row % different
        sheet.write_row(row, 0, (f"≥{50 + number % 40}.{number // 40}%", f"{60 + number % 37}.1%", 10))
        if "{0}" in formula:
            sheet.write_formula(row, 3, f"={formula.format(row + 1)}", None, 0)
    if "{0}" not in formula:
        sheet.write_array_formula(0, 3, ROWS - 1, 3, f"{{={formula}}}", None, 0)
    book.close()
    return path


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
