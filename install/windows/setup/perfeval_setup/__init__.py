"""The set-up for Windows: per user, offline, everything recorded and removable.

Standard library only. ``carried`` is what lies beside the set-up, ``machine`` the user's Windows, ``record`` the list
of everything that was written, ``runtime`` the Python of its own, ``installing`` what is done in which order.
"""
