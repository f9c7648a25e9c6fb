"""Which subject a question is about."""
