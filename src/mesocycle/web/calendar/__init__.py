"""The calendar: month, week and agenda, now or as it stood on a past day."""
