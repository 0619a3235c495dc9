-- discord-publisher: 1 where a route or target says that a message is published; else it is where DISCORD_PUBLISH is on.
ALTER TABLE crosspost ADD COLUMN said SMALLINT;
