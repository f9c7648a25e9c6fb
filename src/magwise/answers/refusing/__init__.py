"""What comes before an answer or in its place: alarm, stop, or not our field."""
