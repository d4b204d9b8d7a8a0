"""Exchange format 1 of deployment problems and plans: text files in and out, every fault told with file, row and cure.

Source: planning.md, section 3. Needs no database.
"""
