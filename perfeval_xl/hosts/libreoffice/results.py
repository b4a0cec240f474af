"""Results that Calc takes as objects: arrays, for which Python has no other way, and values that may change by themselves.

Calc listens to such a result for the cell that shows it, and computes the cell anew when the result says that it has
changed; the function then gives another result.
"""

import uno
import unohelper
from com.sun.star.sheet import ResultEvent, XVolatileResult

_ARRAY = "[][]any"  # as an interface cannot hand it over: there, rows would arrive as values that Calc does not know


class Result(unohelper.Base, XVolatileResult):
    """One value: a text, a number, or rows of these."""

    def __init__(self, value):
        self._value = uno.Any(_ARRAY, value) if value.__class__ is tuple else value
        self._listeners = []

    def addResultListener(self, listener) -> None:
        """Calc's, which wants to hear the value at once."""
        self._listeners.append(listener)
        listener.modified(self._event())

    def removeResultListener(self, listener) -> None:
        """Calc's, when the document is closed."""
        self._listeners.remove(listener)

    def ring(self) -> None:
        """Have the cells that show it computed anew."""
        for listener in tuple(self._listeners):
            listener.modified(self._event())

    def _event(self) -> ResultEvent:
        event = ResultEvent()
        event.Value = self._value
        return event


class Results:
    """The results that the cells of one document show, one object for each value: Calc lets go of none before it closes."""

    def __init__(self):
        self._made: dict[object, Result] = {}
        self._shown: dict[object, Result] = {}

    def of(self, value) -> Result:
        """The result with this value, as values.scalar or values.rows gives it."""
        result = self._made.get(value)
        if result is None:
            result = self._made[value] = Result(value)
        self._shown[value] = result
        return result

    def ring(self) -> None:
        """Have every cell computed anew that was given one of them since the last time."""
        shown, self._shown = self._shown, {}
        for result in shown.values():
            result.ring()
