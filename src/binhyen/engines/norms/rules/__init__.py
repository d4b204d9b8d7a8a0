"""Pure rules of norms: whom a rule binds, what it says, since when, in which words."""
