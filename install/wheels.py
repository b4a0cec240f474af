"""Wheels for a Windows that is not here: what is needed there, downloaded, and the proof that nothing is missing.

``pip download --platform`` alone would leave out what is needed on Windows only: it judges “platform_system == Windows” by
the machine it runs on (https://github.com/pypa/pip/issues/6121), and xlwings would come without pywin32. So requirements
are followed here.
"""

from __future__ import annotations

import email
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence

from environment import InstallError
from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.tags import Tag, compatible_tags, cpython_tags
from pip._vendor.packaging.utils import canonicalize_name, parse_wheel_filename

_MACHINES = {"win_amd64": "AMD64", "win32": "x86", "win_arm64": "ARM64"}


class Target:
    """A Python on Windows: version (``3.12``) and platform (``win_amd64``)."""

    def __init__(self, python: str, platform: str):
        self.python, self.platform = python, platform
        version, interpreter = [int(part) for part in python.split(".")], f"cp{python.replace('.', '')}"
        self._tags: list[Tag] = [
            *cpython_tags(version, [interpreter], [platform]),
            *compatible_tags(version, interpreter, [platform]),
        ]

    def __str__(self) -> str:
        return f"Python {self.python} {self.platform}"

    def rank(self, tags: frozenset[Tag]) -> int | None:
        """How well a wheel with these tags fits, 0 is best; None for not at all."""
        return min((self._tags.index(tag) for tag in tags if tag in self._tags), default=None)

    def needs(self, requirement: Requirement, extra: str) -> bool:
        """Whether a requirement counts there."""
        environment = {
            "implementation_name": "cpython", "implementation_version": f"{self.python}.0", "os_name": "nt",
            "platform_machine": _MACHINES[self.platform], "platform_python_implementation": "CPython",
            "platform_release": "10", "platform_system": "Windows", "platform_version": "10.0",
            "python_full_version": f"{self.python}.0", "python_version": self.python, "sys_platform": "win32",
            "extra": extra,
        }  # fmt: skip
        return requirement.marker is None or requirement.marker.evaluate(environment)


def download(project: str, others: Sequence[str], target: Target, folder: str) -> None:
    """Put the wheels of *others*, and of all that they and *project* need there, into *folder*, where the wheel of *project*
    is already. Raises InstallError."""
    wanted = [*map(Requirement, others), *_following(Requirement(project), target, folder)]
    known: set[str] = set()
    while wanted:
        known.update(map(str, wanted))
        _pip_download(wanted, target, folder)
        following = {str(one): one for requirement in wanted for one in _following(requirement, target, folder)}
        wanted = [one for text, one in following.items() if text not in known]


def _pip_download(requirements: Sequence[Requirement], target: Target, folder: str) -> None:
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"),
        *("--only-binary=:all:", "--implementation", "cp", "--python-version", target.python),
        *("--platform", target.platform, "--dest", folder),
        *(f"{one.name}{one.specifier}" for one in requirements),
    ]
    if subprocess.run(command, check=False, stdout=2).returncode:
        names = "、".join(one.name for one in requirements)
        raise InstallError(f"没有下载到 {target} 的 {names}：请看上面 pip 的说明，检查网络，或不要这个版本（--python）。")


def _following(requirement: Requirement, target: Target, folder: str) -> list[Requirement]:
    """What a requirement's wheel requires in its turn."""
    wheel = best(requirement, target, folder)
    if wheel is None:
        raise InstallError(f"缺少 {target} 的 {requirement}。")
    extras = ["", *requirement.extras]
    return [one for one in _requirements(wheel) if any(target.needs(one, extra) for extra in extras)]


def best(requirement: Requirement, target: Target, folder: str) -> str | None:
    """The wheel in *folder* that pip would take, None for none."""
    found = []
    for name in os.listdir(folder):
        if not name.endswith(".whl"):
            continue
        project, version, _, tags = parse_wheel_filename(name)
        rank = target.rank(tags)
        if project == canonicalize_name(requirement.name) and rank is not None and version in requirement.specifier:
            found.append((version, -rank, name))
    return os.path.join(folder, max(found)[2]) if found else None


def _requirements(wheel: str) -> Iterator[Requirement]:
    with zipfile.ZipFile(wheel) as package:
        (name,) = (name for name in package.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = email.message_from_bytes(package.read(name))
    yield from map(Requirement, metadata.get_all("Requires-Dist", ()))


def require_complete(project: str, others: Sequence[str], target: Target, folder: str) -> list[str]:
    """The wheels that an installation there consists of, all in *folder*. Raises InstallError for a missing one."""
    wanted, found = [*map(Requirement, [project, *others])], {}
    while wanted:
        requirement = wanted.pop()
        if str(requirement) not in found:
            wanted += _following(requirement, target, folder)
            found[str(requirement)] = best(requirement, target, folder)
    return sorted(set(found.values()))
