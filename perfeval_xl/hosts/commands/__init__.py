"""The subcommands, one module each, loaded when called.

Each has ``parse(command line) -> options`` and ``run(options) -> exit code``.
"""
