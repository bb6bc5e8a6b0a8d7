"""What is being added: the queue of files, how far each is, and what to do about those that failed."""
