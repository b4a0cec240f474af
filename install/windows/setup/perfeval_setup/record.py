"""The record (安装记录) of everything that was written: taking it off again removes exactly that."""

import hashlib
import json
import os

from .errors import EXCEL_IS_OPEN, SetupError

FILE = "installed.json"


class Record:
    """What an installation in *home* consists of. It is saved before anything is written that it names.

    Raises SetupError for a record that cannot be read but is *needed*; installing anew makes it anew.
    """

    def __init__(self, home: str, needed: bool = True):
        self.path = os.path.join(home, FILE)
        known = self._read(needed)
        self.found = bool(known)
        self.version: str = known.get("version", "")
        self.files: dict[str, dict] = known.get("files", {})
        self.folders: list[str] = known.get("folders", [])
        self.settings: dict[str, dict] = known.get("settings", {})
        self._former = set(self.files)  # of an older installation, and not written again so far

    def _read(self, needed: bool) -> dict:
        try:
            with open(self.path, encoding="utf-8") as file:
                return json.load(file)
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            if not needed:
                return {}
            raise SetupError(f"安装记录 {self.path} 读不出来，请重新运行安装程序，再卸载。") from None

    def save(self) -> None:
        self.make_folder(os.path.dirname(self.path))
        known = {"version": self.version, "folders": self.folders, "files": self.files, "settings": self.settings}
        replace(self.path, json.dumps(known, ensure_ascii=False, indent=1).encode())

    def make_folder(self, folder: str) -> None:
        """Make a folder; it and each one above that was not there are noted."""
        if os.path.isdir(folder):
            return
        self.make_folder(os.path.dirname(folder))
        os.mkdir(folder)
        self.folders.append(folder)

    def write(self, path: str, data: bytes, personal: bool = False) -> None:
        """Write a file. A *personal* one (the template) is the user's as soon as it was changed. Raises SetupError."""
        self.note(path, data if personal else None)
        replace(path, data)

    def note(self, path: str, unchanged: bytes | None = None) -> None:
        """Note a file that is about to be written; with *unchanged* it is removed only while it is still that."""
        self.make_folder(os.path.dirname(path))
        self._former.discard(path)
        self.files[path] = {} if unchanged is None else {"sha256": hashlib.sha256(unchanged).hexdigest()}
        self.save()

    def remove_former(self) -> None:
        """Remove what an older installation wrote and this one did not; the user's own stays. Raises SetupError."""
        for path in [path for path in self._former if not self.files[path]]:
            remove(path)
            del self.files[path]
        self.save()

    def remove_files(self) -> list[str]:
        """Remove the noted files; those that the user changed are kept and returned. Raises SetupError."""
        kept = []
        for path, noted in list(self.files.items()):
            if _was_changed(path, noted):
                kept.append(path)
            else:
                remove(path)
            del self.files[path]
            self.save()
        return kept

    def remove_folders(self) -> None:
        """Remove the noted folders that are empty now, the inner ones first, and the record itself."""
        remove(self.path)
        for folder in sorted(self.folders, key=len, reverse=True):
            try:
                os.rmdir(folder)
            except OSError:  # somebody else's files are in it, or what is removed last
                continue


def replace(path: str, data: bytes) -> None:
    """Write a file whole or not at all. Raises SetupError."""
    aside = f"{path}.part"
    try:
        with open(aside, "wb") as file:
            file.write(data)
        os.replace(aside, path)
    except PermissionError:
        if os.path.exists(aside):
            os.remove(aside)
        if os.path.exists(path):
            raise SetupError(EXCEL_IS_OPEN.format(name=path)) from None
        raise SetupError(f"{os.path.dirname(path)} 没有写入权限，请问一下管机器的人。") from None
    except OSError as error:
        raise SetupError(f"写不进 {path}（{error.strerror}），请看看磁盘是不是满了。") from None


def remove(path: str) -> None:
    """Remove a file that may be gone already. Raises SetupError."""
    try:
        os.remove(path)
    except FileNotFoundError:
        pass
    except PermissionError:
        raise SetupError(EXCEL_IS_OPEN.format(name=path)) from None


def _was_changed(path: str, noted: dict) -> bool:
    if "sha256" not in noted or not os.path.exists(path):
        return False
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() != noted["sha256"]
