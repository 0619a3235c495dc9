-- console: when an alert first became urgent after operators were told of it. told_at stays: who was told of it hears of its end.
ALTER TABLE alert ADD COLUMN worse_at BIGINT;
