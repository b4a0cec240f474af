"""Pressing a button: whatever goes wrong comes out as one message box, never as a traceback."""

from collections.abc import Callable

from ..core.host import Host, HostError
from ..core.profiles import ProfileError
from ..io.errors import UnreadableFile, UnwritableFile


def press(button: Callable[[Host], object], host: Host) -> bool:
    """Do what *button* does in *host*; False where it could not be done, which the user has been told."""
    try:
        button(host)
        return True
    except (HostError, UnreadableFile, UnwritableFile) as refused:
        host.complain(str(refused))
    except ProfileError as error:
        host.complain(f"{error}。")
    except Exception as crash:  # the tool's own fault
        host.complain(
            f"没有做成：工具自身出错（{type(crash).__name__}：{crash}），不是填报错误；"
            "表里已填的内容没有动，请把这句话反馈给工具维护者。"
        )
    return False
