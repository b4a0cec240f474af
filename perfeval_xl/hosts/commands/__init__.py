"""The subcommands, one module each, with ``parser()`` and ``run(arguments) -> exit code``; loaded when called."""
