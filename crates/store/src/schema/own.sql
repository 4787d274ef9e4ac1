-- What stands beside the log: it is neither an event nor derived from any, and changes by expand, then contract.
-- account, post: keys (jurisdiction × 2^36 + seq). Times are microseconds.

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- An account without a row here cannot sign in. hash: a PHC string.
CREATE TABLE password (
    account INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    changed INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    locked_until INTEGER
) STRICT;

-- The token itself is the browser's alone. csrf: what its forms carry. expires: the end, however busy.
CREATE TABLE session (
    token_hash BLOB PRIMARY KEY,
    account INTEGER NOT NULL,
    post INTEGER NOT NULL,
    csrf TEXT NOT NULL,
    created INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_account ON session (account);

-- Bearer tokens of the API.
CREATE TABLE token (
    hash BLOB PRIMARY KEY,
    account INTEGER NOT NULL,
    post INTEGER NOT NULL,
    name TEXT NOT NULL,
    created INTEGER NOT NULL,
    revoked INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX token_account ON token (account);

-- What someone typed and has not sent.
CREATE TABLE unsent (
    account INTEGER NOT NULL,
    form TEXT NOT NULL,
    body TEXT NOT NULL,
    saved INTEGER NOT NULL,
    PRIMARY KEY (account, form)
) STRICT, WITHOUT ROWID;

-- Answers of writes by their Idempotency-Key, written in the write's own transaction.
-- account: 0 for the system. digest: SHA-256 of the command. day: the ledger's, for sweeping.
CREATE TABLE answer (
    jurisdiction INTEGER NOT NULL,
    account INTEGER NOT NULL,
    key TEXT NOT NULL,
    digest BLOB NOT NULL,
    answer TEXT NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (jurisdiction, account, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_day ON answer (day);

-- Attachments and documents by the SHA-256 of their bytes. claimed: an event names it.
CREATE TABLE blob (
    hash BLOB PRIMARY KEY,
    size INTEGER NOT NULL,
    media TEXT NOT NULL,
    stored_at INTEGER NOT NULL,
    claimed INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
CREATE INDEX blob_unclaimed ON blob (stored_at) WHERE claimed = 0;

-- The one-time code that opens /start while there is no account.
CREATE TABLE start_code (
    code_hash BLOB PRIMARY KEY,
    created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
