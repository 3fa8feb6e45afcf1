-- Rules that look for words in transcripts, as they are now; `rule` is JSON.
CREATE TABLE trackers (
    id         BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    tenant_id  BLOB    NOT NULL REFERENCES tenants (id),
    version    INTEGER NOT NULL,
    name       TEXT    NOT NULL,
    rule       TEXT    NOT NULL,
    tag        TEXT,
    flag       INTEGER NOT NULL CHECK (flag IN (0, 1)),
    active     INTEGER NOT NULL CHECK (active IN (0, 1)),
    changed_by BLOB    NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every version of every tracker, as it was.
CREATE TABLE tracker_versions (
    tracker_id BLOB    NOT NULL REFERENCES trackers (id),
    version    INTEGER NOT NULL,
    tenant_id  BLOB    NOT NULL REFERENCES tenants (id),
    name       TEXT    NOT NULL,
    rule       TEXT    NOT NULL,
    tag        TEXT,
    flag       INTEGER NOT NULL CHECK (flag IN (0, 1)),
    active     INTEGER NOT NULL CHECK (active IN (0, 1)),
    changed_by BLOB    NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (tracker_id, version)
) STRICT, WITHOUT ROWID;

-- Where a tracker's words stand in a call, by the version that looked last. `hits` is
-- JSON: turns, places in their text, spans; no words. `tag` is the one it put on.
CREATE TABLE tracker_calls (
    tracker_id BLOB    NOT NULL REFERENCES trackers (id),
    call_seq   INTEGER NOT NULL REFERENCES calls (seq),
    tenant_id  BLOB    NOT NULL REFERENCES tenants (id),
    version    INTEGER NOT NULL,
    tag        TEXT,
    hit_count  INTEGER NOT NULL,
    hits       TEXT    NOT NULL,
    found_at   INTEGER NOT NULL,
    PRIMARY KEY (tracker_id, call_seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX tracker_calls_by_call ON tracker_calls (call_seq);

-- What an earlier version had found, and until when that stood.
CREATE TABLE tracker_past_calls (
    tracker_id  BLOB    NOT NULL REFERENCES trackers (id),
    call_seq    INTEGER NOT NULL REFERENCES calls (seq),
    replaced_at INTEGER NOT NULL,
    tenant_id   BLOB    NOT NULL REFERENCES tenants (id),
    version     INTEGER NOT NULL,
    hits        TEXT    NOT NULL,
    found_at    INTEGER NOT NULL,
    PRIMARY KEY (tracker_id, call_seq, replaced_at)
) STRICT, WITHOUT ROWID;

CREATE INDEX tracker_past_calls_by_call ON tracker_past_calls (call_seq);
