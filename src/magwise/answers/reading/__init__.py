"""What a question says: its words, amounts, ages, places and values."""
