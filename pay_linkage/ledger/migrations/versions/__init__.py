"""One file a step; a step that a released version has taken is never changed."""
