"""Files as their own programs print them: the PDF a plugin's reader makes, and where on it what was read stands."""
