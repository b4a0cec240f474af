"""structure_faults: what would make Excel refuse or repair a ``vbaProject.bin``, as far as structure shows it.

No machine that builds the workbooks has Excel. So everything that Excel relies on is checked: the compound file, the
three lists of modules against each other, every stream, and the limits of the language.
"""

from collections.abc import Iterator, Sequence

from .compound_reader import CompoundFile
from .compression import compress, decompress
from .modules import LONGEST_NAME
from .project import VERSION_STREAM
from .reading import OTHER, PROCEDURAL, ReadProject, read_project, revealed

_OWN_STREAMS = {"PROJECT", "PROJECTwm", "VBA/dir", "VBA/_VBA_PROJECT"}
_TYPES = {"Document": OTHER, "Class": OTHER, "Module": PROCEDURAL}
_SETTINGS = {"CMG": bytes(4), "DPB": bytes(1), "GC": b"\xff"}  # not protected, no password, visible
_WORKBOOK_BASE = '"0{00020819-'
_SHEET_BASE = '"0{00020820-'
# What the editor of VBA takes in one line and in one statement.
_LONGEST_LINE = 1023
_MOST_CONTINUATIONS = 24


def structure_faults(data: bytes, sheets: Sequence[str] | None = None) -> list[str]:
    """Every fault found, in words; an empty list for a project that is sound.

    *sheets* are the codeNames of the workbook's sheets, if the project must fit one workbook: then each has a module
    and no other document has one.
    """
    try:
        compound = CompoundFile(data)
        streams = compound.streams
        project = read_project(streams)
    except KeyError as missing:
        return [f"there is no stream {missing.args[0]}"]
    except (ValueError, IndexError) as error:
        return [str(error)]
    faults = [*compound.faults, *_list_faults(project), *_setting_faults(project)]
    if streams.get("VBA/_VBA_PROJECT") != VERSION_STREAM:
        faults.append("_VBA_PROJECT promises compiled code")
    expected = _OWN_STREAMS | {f"VBA/{module.stream}" for module in project.modules}
    faults += [f"a stream that no list names, or a name without its stream: {one}" for one in expected ^ set(streams)]
    sources: dict[str, str] = {}
    for module in project.modules:
        faults += _stream_faults(module, streams, sources)
    faults += _document_faults(project, sources, sheets)
    return faults


def _list_faults(project: ReadProject) -> Iterator[str]:
    """dir, PROJECT and PROJECTwm name the same modules in the same order and of the same type."""
    listed = [module.name for module in project.modules]
    if project.count != len(listed):
        yield f"dir promises {project.count} modules and lists {len(listed)}"
    if [name for _, name in project.lines] != listed:
        yield "PROJECT and dir list other modules"
    if [name for name, _ in project.names] != listed or any(name != wide for name, wide in project.names):
        yield "PROJECTwm and dir list other modules"
    if list(project.windows) != listed:
        yield "[Workspace] and dir list other modules"
    if len({name.lower() for name in listed}) != len(listed):
        yield "two modules have one name"
    for module, (kind, _) in zip(project.modules, project.lines):
        if module.type != _TYPES[kind]:
            yield f"{module.name} is a {kind} in PROJECT and another type in dir"
        if module.name != module.stream or len(module.name) > LONGEST_NAME:
            yield f"{module.name}: the name of the module or of its stream"
        if module.offset != 0:
            yield f"{module.name}: compiled code before the source"


def _setting_faults(project: ReadProject) -> Iterator[str]:
    for key, expected in _SETTINGS.items():
        try:
            if revealed(project.settings[key], project.settings["ID"]) != expected:
                yield f"{key} says something else than an open project"
        except (KeyError, ValueError, IndexError):
            yield f"{key} cannot be read"


def _stream_faults(module, streams, sources) -> Iterator[str]:
    """One module: its stream comes apart and goes together again, and VBA takes its text."""
    raw = streams.get(f"VBA/{module.stream}")
    if raw is None:
        return
    try:
        stored = decompress(raw)
        text = sources[module.name] = stored.decode("ascii")
    except UnicodeDecodeError:
        yield f"{module.name}: not ASCII"
        return
    except ValueError as error:
        yield f"{module.name}: {error}"
        return
    if compress(stored) != raw:
        yield f"{module.name}: compressed again, it is other bytes"
    if not text.startswith(f'Attribute VB_Name = "{module.name}"\r\n'):
        yield f"{module.name}: the source has another name"
    if not text.endswith("\r\n") or set("\r\n") & set(text.replace("\r\n", "")):
        yield f"{module.name}: lines that do not end in CR LF"
    yield from _limit_faults(module.name, text)


def _limit_faults(name: str, text: str) -> Iterator[str]:
    continued = 0
    for number, line in enumerate(text.split("\r\n"), 1):
        if len(line) > _LONGEST_LINE:
            yield f"{name}, line {number}: longer than {_LONGEST_LINE} characters"
        continued = continued + 1 if line.endswith(" _") else 0
        if continued == _MOST_CONTINUATIONS + 1:
            yield f"{name}, line {number}: more than {_MOST_CONTINUATIONS} continued lines"


def _document_faults(project: ReadProject, sources: dict[str, str], sheets: Sequence[str] | None) -> Iterator[str]:
    """One module of the workbook; one for every sheet, under its codeName."""
    documents = [name for kind, name in project.lines if kind == "Document"]
    workbooks = [name for name in documents if f"VB_Base = {_WORKBOOK_BASE}" in sources.get(name, "")]
    if len(workbooks) != 1:
        yield f"{len(workbooks)} modules of the workbook"
    of_sheets = [name for name in documents if name not in workbooks]
    for name in of_sheets:
        if f"VB_Base = {_SHEET_BASE}" not in sources.get(name, ""):
            yield f"{name}: a document that is neither the workbook nor a sheet"
    if sheets is not None:
        yield from (f"the sheet {name} has no module" for name in sheets if name not in of_sheets)
        yield from (f"{name} is the module of no sheet" for name in of_sheets if name not in sheets)
