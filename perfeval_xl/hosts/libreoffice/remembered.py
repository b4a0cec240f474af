"""The add-in's methods (加载项的方法), which remember what they have answered.

For every call Calc's Python makes a thread state, and the first Python frame in it costs a mapping of memory, which is a
third of the whole call. functools.lru_cache is compiled: what it knows, it answers without a frame.
"""

from collections.abc import Callable
from functools import lru_cache, partial

from ...functions import FUNCTIONS, Function
from ...functions.definition import ALWAYS

_MOST_CELLS = 200_000  # in the arguments of what is remembered: some 20 MB


class Remembered:
    """Puts a method for every function into *methods*, an object's attributes, and others when they must forget.

    ``answer(function, document, *given)`` computes; *document* is None where the function needs no workbook. New methods
    are put there, and the old ones not emptied, so that a call under way does not leave its answer behind.
    """

    def __init__(self, answer: Callable, methods: dict[str, Callable]):
        self._answer, self._methods = answer, methods
        self.forget()

    def forget(self) -> None:
        """What was answered may not hold any more."""
        self._cells = 0
        for function in FUNCTIONS:
            computing = self._computing(function)
            self._put(function, computing if function.volatile == ALWAYS else lru_cache(maxsize=None)(computing))

    def compute_always(self, function: Function) -> None:
        """Its answers depend on more than its arguments and on what :meth:`forget` is called for."""
        self._put(function, self._computing(function))

    def count(self, cells: int) -> None:
        """The arguments of one more call that will be remembered have so many cells."""
        self._cells += cells
        if self._cells > _MOST_CELLS:
            self.forget()

    def _computing(self, function: Function) -> Callable:
        return partial(self._answer, function) if function.needs_workbook else partial(self._answer, function, None)

    def _put(self, function: Function, method: Callable) -> None:
        self._methods[function.program_name] = method
