-- Who looks at what just now. part: of the thing, such as a draft's task; 0 for none.
CREATE TABLE presence (
    account INTEGER PRIMARY KEY,
    thing INTEGER NOT NULL,
    part INTEGER NOT NULL,
    seen INTEGER NOT NULL
) STRICT;
CREATE INDEX presence_thing ON presence (thing);
