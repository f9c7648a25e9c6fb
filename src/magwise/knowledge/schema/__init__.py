"""What each kind of record in ``knowledge/data`` looks like; nothing else is accepted."""
