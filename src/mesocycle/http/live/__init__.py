"""Answers that go on for as long as a page is open."""
