"""Which passage a query means. Pure: a library in, an outcome with its reason out."""
