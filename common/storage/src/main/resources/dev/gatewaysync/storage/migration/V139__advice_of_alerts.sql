-- console: what to do about this one; null where it is what its rule says.
ALTER TABLE alert ADD COLUMN advice TEXT;
