"""The add-in's answers: a worksheet function computed for the document from which it was called."""

from ...functions import Function, call
from ...functions.arrays import is_range
from ...functions.definition import NEVER, WITHOUT_ARGUMENTS
from ...functions.values import UNREADABLE
from .calling_cell import CallingCell
from .documents import Documents, OpenDocument
from .remembered import Remembered
from .results import Result
from .values import arguments, handed_over


class Answers:
    """Computes functions; what it knows of the open documents is kept as long as these are open."""

    def __init__(self, context, methods: dict):
        """*methods* are the add-in's attributes, among which Calc finds the functions' methods."""
        self._remembered = Remembered(self.answer, methods)
        self._documents = Documents(context, self._remembered.forget)

    def answer(self, function: Function, document, *given):
        """The value of a call in the form in which Calc takes it. Never raises: what goes wrong is an error value."""
        try:
            taken = arguments(given)
            if document is None:
                return self._by_arguments(call(function.name, taken), taken)
            return self._answer_in(self._documents.of(document), function, taken)
        except Exception:  # nothing but a value may reach the cell
            return handed_over(UNREADABLE)

    def _answer_in(self, opened: OpenDocument, function: Function, taken: list):
        caller = CallingCell(opened, function)
        if taken and is_range(taken[0]) and function.parameters[0].reference:
            taken[0] = caller.reference() or UNREADABLE
        value = call(function.name, taken, caller)
        by_arguments = function.volatile == NEVER or function.volatile == WITHOUT_ARGUMENTS and taken
        if caller.was_asked or not by_arguments:
            self._remembered.compute_always(function)
        return self._by_arguments(value, taken) if by_arguments else opened.results.of(handed_over(value))

    def _by_arguments(self, value, taken: list):
        """A value that Calc will ask for again when an argument changes."""
        value = handed_over(value)
        if not is_range(value):
            self._remembered.count(len(taken))
            return value
        self._remembered.count(len(taken) * len(value) * len(value[0]))
        return Result(value)
