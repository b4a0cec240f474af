"""How long a check takes, as ratios: absolute times differ from machine to machine.

    python tests/benchmarks/bench_check.py [ROUNDS]

Prints, as medians of interleaved runs in one interpreter or of one interpreter,

* a full check of each example, of a typical workbook and of the same with detailed accounts in a sheet beside its forms
  ÷ a bare calamine read of the same file;
* a cold ``perfeval-xl check FILE`` ÷ ``python -c pass``.

Nothing is asserted: it is no test.
"""

import os
import subprocess
import sys
import tempfile
import time
from copy import copy
from io import BytesIO
from pathlib import Path
from statistics import median

import openpyxl
from openpyxl.cell.cell import MergedCell
from python_calamine import load_workbook

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from perfeval_xl import check  # noqa: E402 (the checkout must be found first)
from perfeval_xl.io.reader import read_bytes  # noqa: E402
from perfeval_xl.recognition import recognise  # noqa: E402
from perfeval_xl.rules.check import check_forms  # noqa: E402

EXAMPLES = ROOT / "workbooks" / "examples"


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        typical = Path(folder) / "typical.xlsx"
        print(f"typical workbook: {combined(typical, 'quyuan-2024', 'zhuzhou-2024')}\n")
        files = [*sorted(EXAMPLES.glob("*.xlsx")), typical]
        print(f"{'file':24}{'bare read':>12}{'read':>8}{'recognise':>11}{'rules':>8}{'full check':>12}")
        for path in files:
            print_stages(path, rounds)
        for cells in (5_000, 20_000):
            print_stages(with_accounts(typical, Path(folder) / f"{cells} cells more.xlsx", cells), max(5, rounds // 5))
        print()
        for path in (typical, EXAMPLES / "lukou-2022.xlsx"):
            print_cold(path, max(5, rounds // 5))


def combined(target: Path, *names: str) -> str:
    """Several examples as one workbook; returns what it consists of."""
    book, cells, merges = openpyxl.Workbook(), 0, 0
    book.remove(book.active)
    for name in names:
        for sheet in openpyxl.load_workbook(EXAMPLES / f"{name}.xlsx"):
            made = book.create_sheet(sheet.title)
            for row in sheet.iter_rows():
                for cell in row:
                    twin = made.cell(cell.row, cell.column)
                    if not isinstance(cell, MergedCell):
                        twin.value, twin.data_type = cell.value, cell.data_type  # “=100%” is a text and no formula
                    twin.number_format, twin.border, twin.font = cell.number_format, copy(cell.border), copy(cell.font)
                    cells += 1
            for area in sheet.merged_cells.ranges:
                made.merge_cells(str(area))
                merges += 1
    book.save(target)
    return f"{len(book.sheetnames)} sheets, {cells} cells, {merges} merges, {target.stat().st_size // 1024} KB"


def with_accounts(source: Path, target: Path, cells: int) -> Path:
    """The workbook with the detailed accounts that many departments keep beside their forms."""
    book = openpyxl.load_workbook(source)
    sheet = book.create_sheet("明细账")
    for number in range(cells // 8):
        sheet.append([number, "记账凭证", 2024, number % 12 + 1, "一般公共预算财政拨款", number * 7 % 9973 / 100, number * 3 % 97, ""])
    book.save(target)
    return target


def print_stages(path: Path, rounds: int) -> None:
    data = path.read_bytes()
    book = read_bytes(data, path.name)
    forms, sheets = recognise(book).forms, [sheet.name for sheet in book.sheets]
    jobs = {
        "bare": lambda: bare(path),
        "read": lambda: read_bytes(data, path.name),
        "recognise": lambda: recognise(book),
        "rules": lambda: check_forms(forms, sheets) if forms else None,
        "check": lambda: check(path),
    }
    times = interleaved(jobs, rounds)
    unit = times["bare"]
    shares = [f"{times[job] / unit:.2f}" for job in ("read", "recognise", "rules", "check")]
    print(f"{path.name:24}{unit * 1000:>9.2f} ms{shares[0]:>8}{shares[1]:>11}{shares[2]:>8}{shares[3]:>10} ×")


def bare(path: Path) -> None:
    """The least any reader of values can do: load, and every sheet's rows."""
    workbook = load_workbook(BytesIO(path.read_bytes()))
    for name in workbook.sheet_names:
        workbook.get_sheet_by_name(name).to_python()


def print_cold(path: Path, rounds: int) -> None:
    script = Path(sys.executable).with_name("perfeval-xl")
    start = [str(script)] if script.exists() else [sys.executable, "-m", "perfeval_xl"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its compiled files

    def running(command):
        return lambda: subprocess.run(command, env=environment, capture_output=True)

    jobs = {"nothing": running([sys.executable, "-c", "pass"]), "check": running([*start, "check", str(path)])}
    times = interleaved(jobs, rounds)
    ratio = times["check"] / times["nothing"]
    name, unit = Path(start[-1]).name, times["nothing"] * 1000
    print(f"cold {name} check {path.name}: {ratio:.2f} × python -c pass ({unit:.1f} ms)")


def interleaved(jobs: dict, rounds: int) -> dict[str, float]:
    """Median seconds of each job; they take turns, so that a slow moment of the machine meets them all."""
    times = {name: [] for name in jobs}
    for job in jobs.values():
        job()
    for _ in range(rounds):
        for name, job in jobs.items():
            start = time.perf_counter()
            job()
            times[name].append(time.perf_counter() - start)
    return {name: median(taken) for name, taken in times.items()}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
