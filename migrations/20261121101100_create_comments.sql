-- Comments on calls, and replies to them (reply_to). place: JSON of the span a comment
-- is about; empty for a reply. A private one is its author's alone.
CREATE TABLE comments (
    id         BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    tenant_id  BLOB    NOT NULL REFERENCES tenants (id),
    call_seq   INTEGER NOT NULL REFERENCES calls (seq),
    reply_to   BLOB    REFERENCES comments (id),
    written_by BLOB    NOT NULL,
    written_at INTEGER NOT NULL,
    text       TEXT    NOT NULL,
    private    INTEGER NOT NULL CHECK (private IN (0, 1)),
    place      TEXT,
    closed_by  BLOB,
    closed_at  INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX comments_by_call ON comments (call_seq, written_at);

-- Whom a comment mentions, and when that person saw it.
CREATE TABLE comment_mentions (
    tenant_id  BLOB    NOT NULL REFERENCES tenants (id),
    user_id    BLOB    NOT NULL REFERENCES users (id),
    written_at INTEGER NOT NULL,
    comment_id BLOB    NOT NULL REFERENCES comments (id),
    seen_at    INTEGER,
    PRIMARY KEY (tenant_id, user_id, written_at, comment_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX comment_mentions_by_comment ON comment_mentions (comment_id);
