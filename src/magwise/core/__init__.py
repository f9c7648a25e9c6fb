"""What everyone shares: units, intervals, missing values, facts, errors and plain records."""
