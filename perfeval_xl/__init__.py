"""Checks Chinese budget performance evaluation forms (预算绩效评价) against arithmetic, rules and final accounts."""

__version__ = "0.1.0"


def check(path, profile=None):
    """Check one workbook file and return its :class:`perfeval_xl.core.run.Run`; see :func:`perfeval_xl.api.check`."""
    from .api import check as check_file

    return check_file(path, profile)
