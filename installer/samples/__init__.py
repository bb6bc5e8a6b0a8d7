"""Makes resources/samples: documents about an invented island, drawn by program, with questions whose answers are known."""
