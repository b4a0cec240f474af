"""The scripts behind the buttons: each presses its button in the document at hand.

Made by workbooks/build_functions.py from perfeval_xl/hosts. Changes made here are lost.
"""

import sys

import uno


def _press(function, event):
    script = XSCRIPTCONTEXT  # noqa: F821  LibreOffice puts it there
    where = script.getComponentContext().getValueByName("/singletons/com.sun.star.deployment.PackageInformationProvider")
    folder = uno.fileUrlToSystemPath(where.getPackageLocation("cn.perfeval.xl") + "/pythonpath")
    if folder not in sys.path:
        sys.path.append(folder)
    from perfeval_xl.hosts.libreoffice.scripts import pressed

    pressed(function, event, script.getDocument())


def validate(*event):
    """一键校验"""
    _press("validate", event)


def clear_marks(*event):
    """清除标记"""
    _press("clear_marks", event)


def rescore(*event):
    """重算得分"""
    _press("rescore", event)


def import_final_accounts(*event):
    """导入决算表"""
    _press("import_final_accounts", event)


def add_project_sheet(*event):
    """新增项目表"""
    _press("add_project_sheet", event)


def publish(*event):
    """生成公开版"""
    _press("publish", event)


def seal(*event):
    """封存提交"""
    _press("seal", event)


def check_environment(*event):
    """环境体检"""
    _press("check_environment", event)


g_exportedScripts = (validate, clear_marks, rescore, import_final_accounts, add_project_sheet, publish, seal, check_environment)
