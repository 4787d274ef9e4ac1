-- The tables of the main program that a list page, a task page and a report touch, with as many bytes a row.
CREATE TABLE event (
    key INTEGER PRIMARY KEY,
    on_key INTEGER,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    day TEXT NOT NULL,
    salt BLOB NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
CREATE INDEX event_on ON event (on_key, key);

CREATE TABLE leaf (key INTEGER PRIMARY KEY, entry BLOB NOT NULL) STRICT;

CREATE TABLE head (
    jurisdiction INTEGER PRIMARY KEY,
    size INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;

-- What a row of the list shows, and no more: the long text stands beside it.
CREATE TABLE task (
    key INTEGER PRIMARY KEY,
    plan INTEGER NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    lead TEXT NOT NULL,
    state INTEGER NOT NULL,
    light INTEGER NOT NULL,
    reason TEXT NOT NULL,
    due TEXT NOT NULL,
    percent INTEGER NOT NULL,
    updated INTEGER NOT NULL
) STRICT;
CREATE INDEX task_place ON task (plan, key);
CREATE INDEX task_updated ON task (updated, key);
CREATE TABLE task_text (key INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;

CREATE TABLE facet (
    jurisdiction INTEGER NOT NULL,
    facet INTEGER NOT NULL,
    value INTEGER NOT NULL,
    due TEXT NOT NULL,
    key INTEGER NOT NULL,
    PRIMARY KEY (jurisdiction, facet, value, due, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE counter (
    jurisdiction INTEGER NOT NULL,
    facet INTEGER NOT NULL,
    value INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (jurisdiction, facet, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE report (
    key INTEGER PRIMARY KEY,
    task INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    percent INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX report_task ON report (task, key);
CREATE TABLE figure (
    task INTEGER NOT NULL,
    target INTEGER NOT NULL,
    report INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (task, target, report)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    token_hash BLOB PRIMARY KEY,
    account INTEGER NOT NULL,
    unit INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
