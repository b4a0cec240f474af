"""The extension's component: the add-in with its functions, and the job that runs when a document is opened.

What UNO calls are its interfaces' methods; those of the functions are made from functions.FUNCTIONS, as the IDL is.
"""

import unohelper
from cn.perfeval.xl import XPerfEval
from com.sun.star.lang import Locale, XServiceInfo, XServiceName
from com.sun.star.sheet import XAddIn
from com.sun.star.task import XJob

from ...io.calc_names import ADD_IN
from . import JOB, SPREADSHEET
from .answers import Answers
from .events import happened

_CATEGORY = "Add-In"


class PerfAddIn(unohelper.Base, XAddIn, XServiceInfo, XServiceName, XPerfEval):
    """The add-in. Names and help come from CalcAddIns.xcu; what XAddIn asks for is answered for form's sake."""

    def __init__(self, context, *arguments):
        Answers(context, vars(self))  # puts the functions' methods here
        self._locale = Locale("zh", "CN", "")

    def getServiceName(self) -> str:
        return ADD_IN

    def getImplementationName(self) -> str:
        return ADD_IN

    def supportsService(self, name: str) -> bool:
        return name in self.getSupportedServiceNames()

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        return (ADD_IN,)  # with com.sun.star.sheet.AddIn among them, Calc would not look into CalcAddIns.xcu

    def setLocale(self, locale) -> None:
        self._locale = locale

    def getLocale(self):
        return self._locale

    def getProgrammaticFuntionName(self, shown: str) -> str:
        return ""

    def getDisplayFunctionName(self, name: str) -> str:
        return ""

    def getFunctionDescription(self, name: str) -> str:
        return ""

    def getDisplayArgumentName(self, name: str, number: int) -> str:
        return ""

    def getArgumentDescription(self, name: str, number: int) -> str:
        return ""

    def getProgrammaticCategoryName(self, name: str) -> str:
        return _CATEGORY

    def getDisplayCategoryName(self, name: str) -> str:
        return _CATEGORY


class DocumentJob(unohelper.Base, XJob, XServiceInfo):
    """Runs on events of documents (Jobs.xcu): one that was opened is made ready, one that was saved is made Excel's."""

    def __init__(self, context, *arguments):
        pass

    def getImplementationName(self) -> str:
        return JOB

    def supportsService(self, name: str) -> bool:
        return name in self.getSupportedServiceNames()

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        return (JOB, "com.sun.star.task.Job")

    def execute(self, arguments):
        """*arguments*: named values; in "Environment" the event and the document."""
        given = {one.Name: one.Value for one in arguments}
        environment = {one.Name: one.Value for one in given.get("Environment") or ()}
        document = environment.get("Model")
        if document is not None and document.supportsService(SPREADSHEET):
            happened(environment.get("EventName"), document)


def registered(helper):
    """*helper*, an unohelper.ImplementationHelper, with the components of the extension."""
    helper.addImplementation(PerfAddIn, ADD_IN, (ADD_IN,))
    helper.addImplementation(DocumentJob, JOB, (JOB, "com.sun.star.task.Job"))
    return helper
