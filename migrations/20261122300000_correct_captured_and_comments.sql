-- Corrections of captured variables. What was imported is in call_details.variables and
-- is never changed; variable: its place there. A correction is never deleted, only
-- withdrawn. made_on: the ids of the corrections it was made on, 16 bytes each; empty
-- for the import. seen, said: JSON of the value and where it was said, before and after.
CREATE TABLE captured_corrections (
    id           BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    tenant_id    BLOB    NOT NULL REFERENCES tenants (id),
    call_seq     INTEGER NOT NULL REFERENCES calls (seq),
    variable     INTEGER NOT NULL,
    corrected_by BLOB    NOT NULL,
    corrected_at INTEGER NOT NULL,
    made_on      BLOB    NOT NULL CHECK (length(made_on) % 16 = 0),
    seen         TEXT    NOT NULL,
    said         TEXT    NOT NULL,
    reason       TEXT,
    choice_of    BLOB,
    withdrawn_by BLOB,
    withdrawn_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX captured_corrections_by_call ON captured_corrections (call_seq, corrected_at);

-- A comment that its author edited, or took away: then its text is empty.
ALTER TABLE comments ADD COLUMN edited_at INTEGER;
ALTER TABLE comments ADD COLUMN deleted_by BLOB;
ALTER TABLE comments ADD COLUMN deleted_at INTEGER;

-- What a comment said before; number from 1, oldest first.
CREATE TABLE comment_versions (
    comment_id  BLOB    NOT NULL REFERENCES comments (id),
    number      INTEGER NOT NULL,
    tenant_id   BLOB    NOT NULL REFERENCES tenants (id),
    replaced_at INTEGER NOT NULL,
    text        TEXT    NOT NULL,
    PRIMARY KEY (comment_id, number)
) STRICT, WITHOUT ROWID;
