"""Prints what a worksheet function costs: ``python tests/benchmarks/bench_functions.py [ROUNDS]``; asserts nothing.

The range call is compared with the plain loop over ``judge`` on the same 100,000 rows: both read the same cell values
and give floats.
"""

import sys
import time
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from perfeval_xl.core.book import Book
from perfeval_xl.core.money import decimal
from perfeval_xl.domain import scoring as domain_scoring
from perfeval_xl.domain.values import parse_value
from perfeval_xl.functions import Caller, Workbook, call
from perfeval_xl.functions import scoring as function_scoring

ROWS, SCALARS = 100_000, 5_000


def main(rounds: int) -> None:
    distinct = [(f"≥{number}.5%", f"{number + number % 3}.1%", 10.0) for number in range(1, ROWS + 1)]
    repeated = [distinct[number % 40] for number in range(ROWS)]
    for name, rows in (("distinct texts", distinct), ("40 texts repeated", repeated)):
        loop, ranged = best(rounds, partial(plain_loop, rows)), best(rounds, range_call(rows))
        took = f"loop over judge {loop * 1e3:6.1f} ms, one range call {ranged * 1e3:6.1f} ms, ratio {ranged / loop:.2f}"
        print(f"{ROWS} rows, {name:<18} {took}")
    caller = Caller(Workbook(Book.from_lists({"表": [["空"]]})), "表", 0, 0)
    for where, around in (("outside a workbook", None), ("in a workbook", caller)):
        job = partial(scalars, distinct[:SCALARS], around)
        job()
        cold, warm = (best(rounds, job, forget) / SCALARS * 1e6 for forget in (True, False))
        print(f"one indicator {where:<20} distinct {cold:5.2f} µs, repeated {warm:5.2f} µs")


def plain_loop(rows: list) -> list:
    judge = domain_scoring.judge
    return [(float(judge(target, actual, decimal(weight)).score),) for target, actual, weight in rows]


def range_call(rows: list):
    columns = [tuple((cell,) for cell in column) for column in zip(*rows)]
    return lambda: call("PERF_SCORE", columns)


def scalars(arguments: list, caller) -> None:
    for each in arguments:
        call("PERF_SCORE", each, caller)


def best(rounds: int, job, forget: bool = True) -> float:
    """The best of some rounds in seconds, each with empty caches if results are to be forgotten."""
    taken = []
    for _ in range(rounds):
        if forget:
            for cached in (function_scoring._score, domain_scoring.judge, parse_value):
                cached.cache_clear()
        start = time.perf_counter()
        job()
        taken.append(time.perf_counter() - start)
    return min(taken)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
