-- How often work on the request was begun: one that never comes to its end is given up.
ALTER TABLE operator_answer ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;

-- Written to see whether the database takes anything in.
CREATE TABLE write_probe (
    name TEXT   NOT NULL PRIMARY KEY,
    at   BIGINT NOT NULL
);
