"""What the desk learns with a person's yes: alternates, marks on sources, answers by hand, open questions."""
