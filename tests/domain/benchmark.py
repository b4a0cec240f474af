"""Prints what reading and scoring an indicator costs, in µs: ``python tests/domain/benchmark.py``; asserts nothing."""

import sys
import time
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from perfeval_xl.domain.scoring import judge
from perfeval_xl.domain.values import parse_value

COUNT, ROUNDS = 5000, 7
WEIGHT = Decimal(10)
SPELLINGS = ("≥%d.5%%", "%d万件", "%d%%以上", "不低于%d%%", "预估%d套，230元/套", "持续提升%d", "%d月前")


def per_call(call, arguments: list[tuple], cold: tuple = ()) -> float:
    """The best of some rounds; the caches in *cold* are emptied before each."""
    best = float("inf")
    for _ in range(ROUNDS):
        for function in cold:
            function.cache_clear()
        start = time.perf_counter()
        for each in arguments:
            call(*each)
        best = min(best, time.perf_counter() - start)
    return best / len(arguments) * 1e6


def main() -> None:
    for spelling in SPELLINGS:
        texts = [(spelling % number,) for number in range(COUNT)]
        print(f"parse_value, distinct  {per_call(parse_value, texts, (parse_value,)):6.2f}  {spelling}")
    pairs = [(f"≥{number}.5%", f"{number + number % 3}.1%", WEIGHT) for number in range(COUNT)]
    print(f"judge, distinct texts  {per_call(judge, pairs, (parse_value, judge)):6.2f}")
    print(f"judge, repeated texts  {per_call(judge, pairs):6.2f}")
    print(f"parse_value, repeated  {per_call(parse_value, [(target,) for target, _, _ in pairs]):6.2f}")


if __name__ == "__main__":
    main()
