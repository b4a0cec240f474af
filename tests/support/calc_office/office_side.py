"""What runs in LibreOffice's own Python: it starts LibreOffice, and does with documents what the tests' side asks for.

Requests come as pickles on standard input and are answered on standard output. Whoever started this process ends it with
its whole process group, to which LibreOffice belongs.
"""

import os
import pickle
import struct
import subprocess
import sys
import time
import traceback

import uno

from tests.support.calc_office.open_documents import Documents, properties

PIPE = f"perfeval{os.getpid()}"
_OPTIONS = ("--norestore", "--nologo", "--nodefault", "--nofirststartwizard", f"--accept=pipe,name={PIPE};urp;")
_STARTING = 60  # seconds


class Dialogs:
    """What a user would answer, and what a user would see."""

    def __init__(self, answer=True, files=(), save_name=None):
        self.answer, self.files, self.save_name = answer, files, save_name
        self.said, self.questions, self.suggested = [], [], []

    def tell(self, text):
        self.said.append(("info", text))

    def complain(self, text):
        self.said.append(("error", text))

    def confirm(self, question):
        self.questions.append(question)
        return self.answer

    def ask_files(self, title):
        return self.files

    def ask_save_name(self, title, suggested):
        self.suggested.append(suggested)
        return self.save_name


class Office(Documents):
    """The running LibreOffice."""

    def __init__(self, profile, headless):
        program = ["soffice", f"-env:UserInstallation={uno.systemPathToFileUrl(profile)}", *_OPTIONS]
        # In this process group, and without our standard output, which carries the answers.
        subprocess.Popen([*program, "--headless"] if headless else program, stdout=sys.stderr)
        self.context = _connected()
        uno.getComponentContext = lambda: self.context  # as within LibreOffice, where there is only this one
        self.desktop = self.context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", self.context)
        super().__init__()

    def ping(self):
        return True

    def sleep(self):
        time.sleep(3600)

    # -- documents -------------------------------------------------------------------------------------------------

    def open(self, path, **how):
        return self._kept(self._loaded(uno.systemPathToFileUrl(path), {"MacroExecutionMode": 0, **how}))

    def new(self):
        return self._kept(self._loaded("private:factory/scalc", {}))

    def _loaded(self, url, how):
        return self.desktop.loadComponentFromURL(url, "_blank", 0, properties(**how))

    def _kept(self, document):
        number = len(self.documents)
        self.documents[number] = document
        return number

    def close(self, number):
        self.documents.pop(number).close(True)

    def store(self, number, path):
        kind = "Calc MS Excel 2007 VBA XML" if path.endswith(".xlsm") else "Calc MS Excel 2007 XML"
        self.documents[number].storeAsURL(uno.systemPathToFileUrl(path), properties(FilterName=kind))

    # -- what buttons do -------------------------------------------------------------------------------------------

    def press(self, number, button, **user):
        from perfeval_xl.hosts.libreoffice import entry

        dialogs = Dialogs(**user)
        done = entry.press(button, self.documents[number], dialogs)
        return done, dialogs.said, dialogs.questions, dialogs.suggested

    def press_on_screen(self, number, button):
        """Press a button; LibreOffice asks and tells by its own boxes."""
        from perfeval_xl.hosts.libreoffice import entry

        return entry.press(button, self.documents[number])

    def rebind(self, number):
        from perfeval_xl.hosts.libreoffice import entry

        return entry.rebind(self.documents[number])

    def fail_at(self, number, button, moment, **user):
        """Press a button in a document of which the *moment*th change fails; whether it came so far."""
        from com.sun.star.uno import RuntimeException

        from perfeval_xl import macros
        from perfeval_xl.hosts.libreoffice.live import CalcHost
        from perfeval_xl.hosts.libreoffice.state import shown_status, translating

        document, dialogs, left = self.documents[number], Dialogs(**user), [moment]

        def failing(*_):
            raise RuntimeException("磁盘已满", None)

        class Failing(CalcHost):
            def __getattribute__(self, name):
                if name in ("fill", "comment", "write", "add_sheet", "delete_sheet", "rename_sheet", "show"):
                    left[0] -= 1
                    if left[0] == 0:
                        return translating(failing)
                return super().__getattribute__(name)

        with shown_status(document) as status:
            done = macros.press(translating(macros.BUTTONS[button]), Failing(document, status, dialogs))
        return done, dialogs.said, left[0] <= 0


def _connected():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + _STARTING
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def main(kind=Office):
    """Answer requests (method, arguments, named arguments) until there are no more."""
    answers, requests = os.fdopen(os.dup(1), "wb"), sys.stdin.buffer
    os.dup2(2, 1)  # whatever prints does not answer
    office = kind(sys.argv[1], headless=sys.argv[2] == "headless")
    while True:
        head = requests.read(4)
        if len(head) < 4:
            break
        method, arguments, named = pickle.loads(requests.read(struct.unpack("<L", head)[0]))
        try:
            answer = (True, getattr(office, method)(*arguments, **named))
        except Exception:
            answer = (False, traceback.format_exc())
        data = pickle.dumps(answer)
        answers.write(struct.pack("<L", len(data)) + data)
        answers.flush()
    os._exit(0)  # the bridge to LibreOffice does not survive an orderly end


if __name__ == "__main__":
    main()
