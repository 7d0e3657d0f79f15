"""The practice city, subject by subject: what Harbor Falls has of each."""
