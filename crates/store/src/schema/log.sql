-- The log: what happened, in order, for ever. Every key is jurisdiction × 2^36 + seq.

-- bytes: the event's public JSON, exactly as it was hashed with the salt.
-- on_key, kind, at, day say again what the bytes say, so that they can be searched; `verify` compares them.
-- at: microseconds. day: the ledger's day at this event; day.opened stands in the day that it opens, and
-- event 0 in the day that event 1 opens.
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

-- What may be erased: names, telephones, a clue's words.
CREATE TABLE private (
    key INTEGER PRIMARY KEY,
    salt BLOB NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

-- entry: the 66 bytes that the tree hashes (version, algorithm, commitment to the public part, commitment to
-- the private part or zeros). It is kept whole and the leaf's hash computed from it: a private part's
-- commitment must outlive the part, and the entries are what the log serves.
CREATE TABLE leaf (
    key INTEGER PRIMARY KEY,
    entry BLOB NOT NULL
) STRICT;

-- Where each jurisdiction's log ends; whoever writes holds this row.
-- at, day: of the last event. frontier: the tree's right edge, as the room `proof` writes it.
CREATE TABLE head (
    jurisdiction INTEGER PRIMARY KEY,
    size INTEGER NOT NULL,
    at INTEGER NOT NULL,
    day TEXT NOT NULL,
    frontier BLOB NOT NULL
) STRICT;
