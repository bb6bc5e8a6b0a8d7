"""Door 1: the window. Shows and asks; every decision is a method of `quire.library.Library`. Qt lives only here."""
