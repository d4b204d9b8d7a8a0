"""Files of other systems, read value by value and written piece by piece; nothing here asks the database."""
