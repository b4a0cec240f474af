"""The subcommands, one module each, loaded when called.

Each has ``parser() -> ChineseParser`` and ``run(options) -> exit code``; ``parse(command line) -> options`` where its
parser alone does not do. What ``run`` does not catch of UsageError, ProfileError, UnreadableFile and UnwritableFile is told
by cli.
"""
