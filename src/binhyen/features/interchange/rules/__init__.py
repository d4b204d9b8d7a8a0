"""Pure rules of exchange: identifiers, periods and numbers as other systems write them."""
