"""What was heard: interviews, their passages, themes, and what must stay confidential."""
