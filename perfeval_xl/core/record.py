"""Immutable records: what ``typing.NamedTuple`` makes, without the time it takes to make it.

One check of one file makes every kind of record of the package, some seventy, whichever it needs. With
``typing.NamedTuple`` that takes, with the import of ``typing``, nearly as long as starting the interpreter. Here a
class gets its constructor when its first record is made, and all classes share the other methods.
"""

from _collections import _tuplegetter  # how collections.namedtuple reads a field; a property takes twice as long
from types import FunctionType

# ``new(Box, (0, 0, 2, 2))`` makes a record of all its values in a quarter of the time that ``Box(0, 0, 2, 2)`` takes,
# and checks nothing: for what a workbook has thousands of.
new = tuple.__new__

# A constructor for each number of fields, which a class takes over with the names of its own: to compile one for each
# class takes longer than the rest.
_CONSTRUCTORS = (
    lambda _cls: new(_cls, ()),
    lambda _cls, a: new(_cls, (a,)),
    lambda _cls, a, b: new(_cls, (a, b)),
    lambda _cls, a, b, c: new(_cls, (a, b, c)),
    lambda _cls, a, b, c, d: new(_cls, (a, b, c, d)),
    lambda _cls, a, b, c, d, e: new(_cls, (a, b, c, d, e)),
    lambda _cls, a, b, c, d, e, f: new(_cls, (a, b, c, d, e, f)),
    lambda _cls, a, b, c, d, e, f, g: new(_cls, (a, b, c, d, e, f, g)),
    lambda _cls, a, b, c, d, e, f, g, h: new(_cls, (a, b, c, d, e, f, g, h)),
)


def _of_any_number(_cls):
    """The constructor for more fields than those; its local names are _cls and the fields."""
    return new(_cls, [*locals().values()][1:])


class _RecordType(type):
    """Reads a class body as ``typing.NamedTuple`` does: the annotated names are the fields, what they equal defaults."""

    def __new__(mcs, name, bases, body):
        made = super().__new__(mcs, name, bases, {**body, "__slots__": ()})
        fields = tuple(made.__annotations__)
        defaults = {field: body[field] for field in fields if field in body}
        if tuple(defaults) != fields[len(fields) - len(defaults) :]:
            raise TypeError(f"{name}: a field without a default follows one that has a default")
        for index, field in enumerate(fields):
            setattr(made, field, _tuplegetter(index, None))
        made._fields = made.__match_args__ = fields
        made._field_defaults = defaults
        return made

    def _constructor(cls):
        """The function ``__new__`` of a class: it takes the fields by position or by name, and checks them itself."""
        names = ("_cls", *cls._fields)
        like = _CONSTRUCTORS[len(cls._fields)] if len(cls._fields) < len(_CONSTRUCTORS) else _of_any_number
        code = like.__code__.replace(
            co_qualname=f"{cls.__qualname__}.__new__", co_argcount=len(names), co_nlocals=len(names), co_varnames=names
        )
        return FunctionType(code, globals(), "__new__", tuple(cls._field_defaults.values()))


class Record(tuple, metaclass=_RecordType):
    """The base of every record: ``class Box(Record): top: int; left: int = 0``.

    It has the fields, methods and behaviour of a ``typing.NamedTuple``: a tuple with names, compared and pickled as one.
    """

    def __new__(cls, *values, **named):
        """The first record of its class; then the class has a constructor of its own."""
        cls.__new__ = staticmethod(cls._constructor())
        return cls(*values, **named)

    @classmethod
    def _make(cls, values):
        """A record of all its values in their order."""
        return cls(*values)

    def _replace(self, /, **changes):
        """The same record with other values in the fields named. Raises ValueError for a name that is no field."""
        made = tuple.__new__(type(self), map(changes.pop, self._fields, self))
        if changes:
            raise ValueError(f"{type(self).__name__} has no fields {list(changes)}")
        return made

    def _asdict(self):
        """The values by the names of the fields."""
        return dict(zip(self._fields, self))

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._asdict().items())})"

    def __getnewargs__(self):
        """What pickle and copy make the same record of."""
        return tuple(self)
