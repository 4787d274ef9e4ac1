-- What is derived from the log and can be thrown away: rows that are a function of a thing and the day.

-- The snapshot that decisions load. version: the seq of its last event. fold: the release that wrote the row.
-- state: JSON. shown: what a task's row last contributed to facets and counters, JSON.
CREATE TABLE thing (
    key INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    version INTEGER NOT NULL,
    fold INTEGER NOT NULL,
    state BLOB NOT NULL,
    shown BLOB
) STRICT;

-- Things of the kinds that are few enough to be listed whole: units, posts, plans, drafts …
CREATE TABLE listed (
    jurisdiction INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    key INTEGER NOT NULL,
    PRIMARY KEY (jurisdiction, kind, key)
) STRICT, WITHOUT ROWID;

-- The last event that changed any thing of a kind that is listed whole: what a process caches is held against it.
CREATE TABLE latest (
    jurisdiction INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (jurisdiction, kind)
) STRICT, WITHOUT ROWID;

-- What must be found, or free, by name.
CREATE TABLE name (
    jurisdiction INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    name TEXT NOT NULL,
    key INTEGER NOT NULL,
    PRIMARY KEY (jurisdiction, kind, name)
) STRICT, WITHOUT ROWID;

-- One line of the ledger. due: 9999-12-31 where no clock runs. turns_on: the day on which it turns by itself.
CREATE TABLE task (
    key INTEGER PRIMARY KEY,
    jurisdiction INTEGER NOT NULL,
    plan INTEGER NOT NULL,
    place INTEGER NOT NULL,
    number TEXT NOT NULL,
    section INTEGER NOT NULL,
    title TEXT NOT NULL,
    class INTEGER NOT NULL,
    state INTEGER NOT NULL,
    light INTEGER NOT NULL,
    reason INTEGER NOT NULL,
    due TEXT NOT NULL,
    clock TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    progress INTEGER,
    pace INTEGER NOT NULL,
    percent INTEGER,
    verified INTEGER,
    leads TEXT NOT NULL,
    units INTEGER NOT NULL,
    returned INTEGER NOT NULL,
    reported TEXT,
    updated INTEGER NOT NULL,
    turns_on TEXT
) STRICT;
CREATE INDEX task_place ON task (jurisdiction, plan, place, key);
CREATE INDEX task_updated ON task (jurisdiction, updated, key);
CREATE INDEX task_turns_on ON task (jurisdiction, turns_on) WHERE turns_on IS NOT NULL;

-- A row for each value by which lists are filtered, in the order of due dates.
CREATE TABLE facet (
    jurisdiction INTEGER NOT NULL,
    facet INTEGER NOT NULL,
    value INTEGER NOT NULL,
    due TEXT NOT NULL,
    key INTEGER NOT NULL,
    PRIMARY KEY (jurisdiction, facet, value, due, key)
) STRICT, WITHOUT ROWID;

-- How many (or, for percentages, how much) of a facet value a scope holds. None at 0.
CREATE TABLE counter (
    jurisdiction INTEGER NOT NULL,
    scope INTEGER NOT NULL,
    scope_value INTEGER NOT NULL,
    facet INTEGER NOT NULL,
    value INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (jurisdiction, scope, scope_value, facet, value)
) STRICT, WITHOUT ROWID;
