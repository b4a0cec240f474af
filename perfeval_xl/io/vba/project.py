"""vba_project: the whole ``vbaProject.bin`` ([MS-OVBA] 2.2.1, storage and streams)."""

from collections.abc import Sequence

from .compound_file import compound_file
from .compression import compress
from .dir_stream import dir_stream
from .modules import WORKBOOK, Module, stored_source
from .project_streams import project_stream, project_wm_stream

NAME = "VBAProject"  # what Excel calls a new one
# _VBA_PROJECT (2.3.4.1): version 0xFFFF is no version, so the host passes over compiled code, of which there is none.
VERSION_STREAM = bytes.fromhex("cc61ffff000100")


def vba_project(modules: Sequence[Module]) -> bytes:
    """The file: the workbook's module first, then one per sheet named as its codeName, then the others.

    The same modules give the same bytes. Raises ValueError for a module that VBA would refuse, for two of one name, and
    for a project without exactly one module of the workbook.
    """
    names = [module.name.lower() for module in modules]
    twice = {one for one in names if names.count(one) > 1}
    if twice:
        raise ValueError(f"two modules of one name: {', '.join(sorted(twice))}")
    if sum(module.kind == WORKBOOK for module in modules) != 1:
        raise ValueError("a project has exactly one module of the workbook")
    streams = {module.name: compress(stored_source(module)) for module in modules}
    return compound_file(
        {
            "VBA": {"_VBA_PROJECT": VERSION_STREAM, "dir": compress(dir_stream(NAME, modules)), **streams},
            "PROJECT": project_stream(NAME, modules),
            "PROJECTwm": project_wm_stream(modules),
        }
    )
