-- Imports and what each file became, as JSON.
CREATE TABLE imports (
    id          BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    tenant_id   BLOB    NOT NULL REFERENCES tenants (id),
    imported_at INTEGER NOT NULL,
    imported_by BLOB    NOT NULL,
    report      TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX imports_by_time ON imports (tenant_id, imported_at);

-- The audit chain. The leaf that is hashed is rebuilt from these columns; `prev` and
-- `hash` chain it. No personal data is here.
CREATE TABLE audit_entries (
    seq          INTEGER NOT NULL PRIMARY KEY,
    tenant_id    BLOB    NOT NULL REFERENCES tenants (id),
    entered_at   INTEGER NOT NULL,
    actor        BLOB,
    role         TEXT,
    act          TEXT    NOT NULL,
    subject_kind TEXT,
    subject_id   BLOB,
    purpose      TEXT,
    payload_mac  BLOB,
    prev         BLOB    NOT NULL CHECK (length(prev) = 32),
    hash         BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE INDEX audit_entries_by_actor ON audit_entries (tenant_id, actor, seq);
CREATE INDEX audit_entries_by_act ON audit_entries (tenant_id, act, seq);

-- Personal payloads of audit entries, sealed under the person's key or, where there
-- is no person, the workspace's payload key.
CREATE TABLE audit_payloads (
    seq       INTEGER NOT NULL PRIMARY KEY REFERENCES audit_entries (seq),
    tenant_id BLOB    NOT NULL REFERENCES tenants (id),
    person_id BLOB,
    salt      BLOB    NOT NULL CHECK (length(salt) = 16),
    sealed    BLOB    NOT NULL
) STRICT;

-- A guard against mistakes, not against someone with the key: that is what the
-- chain and its signed checkpoints are for.
CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries
BEGIN
    SELECT RAISE (ABORT, 'audit entries are never changed');
END;

CREATE TRIGGER audit_entries_remain BEFORE DELETE ON audit_entries
BEGIN
    SELECT RAISE (ABORT, 'audit entries are never removed');
END;

-- The Merkle tree over all entries (RFC 6962) as it was written: how many leaves, and
-- the roots of its complete subtrees, largest first. Checkpoints are signed from it.
CREATE TABLE audit_tree (
    tenant_id BLOB    NOT NULL PRIMARY KEY REFERENCES tenants (id),
    size      INTEGER NOT NULL,
    subtrees  BLOB    NOT NULL
) STRICT, WITHOUT ROWID;
