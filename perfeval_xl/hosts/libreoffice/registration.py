"""The add-in's interface (IDL) and its registration in Calc (CalcAddIns.xcu), generated from functions.FUNCTIONS."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from ...functions.definition import Function, Parameter
from ...io.calc_names import ADD_IN

MODULES = ("cn", "perfeval", "xl")
INTERFACE = "XPerfEval"
_NOTE = "Made by workbooks/build_functions.py from perfeval_xl/functions. Changes made here are lost."
_LANGUAGES = ("en", "zh-CN")
# Calc fills a parameter of this type with the calling document and shows it to nobody.
_DOCUMENT = "[in] com::sun::star::beans::XPropertySet document"


def idl(functions: Sequence[Function]) -> str:
    """The UNO interface: every argument is ``any``, a value or a range, and may be left out at the end."""
    methods = "\n".join(f"  any {one.program_name}({', '.join(_idl_parameters(one))});" for one in functions)
    opening = " ".join(f"module {name} {{" for name in MODULES)
    closing = " ".join("};" for _ in MODULES)
    return f"// {_NOTE}\n{opening}\ninterface {INTERFACE} {{\n{methods}\n}};\n{closing}\n"


def _idl_parameters(function: Function) -> list[str]:
    shown = [f"[in] any {identifier(one)}" for one in function.parameters]
    return [_DOCUMENT, *shown] if function.needs_workbook else shown


def identifier(parameter: Parameter) -> str:
    """The parameter's name as UNO takes it, which knows no ``_``: ``table_name`` → ``tableName``."""
    first, *others = parameter.name.split("_")
    return first + "".join(map(str.capitalize, others))


def calc_add_ins(functions: Sequence[Function]) -> str:
    """Names, help and argument names in Calc's function wizard, alike in English and Chinese surroundings."""
    entries = "\n".join(map(_entry, functions))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- {_NOTE} -->
<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" oor:name="CalcAddIns" oor:package="org.openoffice.Office">
<node oor:name="AddInInfo">
<node oor:name="{ADD_IN}" oor:op="replace">
<node oor:name="AddInFunctions">
{entries}
</node>
</node>
</node>
</oor:component-data>
"""


def _entry(function: Function) -> str:
    parameters = "\n".join(map(_parameter, function.parameters))
    return f"""<node oor:name="{function.program_name}" oor:op="replace">
 {in_each_language("DisplayName", function.name)}
 {in_each_language("Description", function.description)}
 <prop oor:name="Category"><value>Add-In</value></prop>
 {in_each_language("CompatibilityName", function.name)}
 <node oor:name="Parameters">
{parameters}
 </node>
</node>"""


def _parameter(parameter: Parameter) -> str:
    return f"""  <node oor:name="{identifier(parameter)}" oor:op="replace">
   {in_each_language("DisplayName", parameter.title)}
   {in_each_language("Description", parameter.help)}
  </node>"""


def in_each_language(name: str, text: str) -> str:
    """A property that holds one text for every language."""
    values = "".join(f'<value xml:lang="{language}">{escape(text)}</value>' for language in _LANGUAGES)
    return f'<prop oor:name="{name}">{values}</prop>'
