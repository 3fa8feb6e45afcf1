-- What the list shows and filters of a call's review: how many flags it has, who is to
-- review it, whether that was done. Kept in step with call_flags and call_reviews.
ALTER TABLE calls ADD COLUMN flags INTEGER NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN assigned_to BLOB;
ALTER TABLE calls ADD COLUMN reviewed INTEGER NOT NULL DEFAULT 0 CHECK (reviewed IN (0, 1));

-- Each filter's index carries all the others' columns, these too. One is dropped before
-- the next is made: no step needs much more disk than there is.
DROP INDEX calls_by_agent;
CREATE INDEX calls_by_agent ON calls (tenant_id, agent, seq, channel, direction, outcome, language, has_recording, duration_ms, flags, assigned_to, reviewed);
DROP INDEX calls_by_outcome;
CREATE INDEX calls_by_outcome ON calls (tenant_id, outcome, seq, channel, direction, agent, language, has_recording, duration_ms, flags, assigned_to, reviewed);
DROP INDEX calls_by_channel;
CREATE INDEX calls_by_channel ON calls (tenant_id, channel, seq, direction, outcome, agent, language, has_recording, duration_ms, person_id, flags, assigned_to, reviewed);
DROP INDEX calls_by_direction;
CREATE INDEX calls_by_direction ON calls (tenant_id, direction, seq, channel, outcome, agent, language, has_recording, duration_ms, flags, assigned_to, reviewed);
DROP INDEX calls_by_language;
CREATE INDEX calls_by_language ON calls (tenant_id, language, seq, channel, direction, outcome, agent, has_recording, duration_ms, flags, assigned_to, reviewed);
DROP INDEX calls_by_recording;
CREATE INDEX calls_by_recording ON calls (tenant_id, has_recording, seq, channel, direction, outcome, agent, language, duration_ms, flags, assigned_to, reviewed);
DROP INDEX calls_by_duration;
CREATE INDEX calls_by_duration ON calls (tenant_id, duration_ms, seq, channel, direction, outcome, agent, language, has_recording, flags, assigned_to, reviewed);

-- Only calls that have the mark are in these: an import pays nothing for them.
CREATE INDEX calls_by_flags ON calls (tenant_id, seq, channel, direction, outcome, agent, language, has_recording, duration_ms, assigned_to, reviewed) WHERE flags > 0;
CREATE INDEX calls_by_assignee ON calls (tenant_id, assigned_to, seq, channel, direction, outcome, agent, language, has_recording, duration_ms, flags, reviewed) WHERE assigned_to IS NOT NULL;
CREATE INDEX calls_by_reviewed ON calls (tenant_id, seq, channel, direction, outcome, agent, language, has_recording, duration_ms, flags, assigned_to) WHERE reviewed = 1;

-- Flags on calls, or on a stretch of one. Set by a person or by a tracker, never both.
CREATE TABLE call_flags (
    id         BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    tenant_id  BLOB    NOT NULL REFERENCES tenants (id),
    call_seq   INTEGER NOT NULL REFERENCES calls (seq),
    from_ms    INTEGER,
    to_ms      INTEGER,
    turn_index INTEGER,
    reason     TEXT    NOT NULL,
    note       TEXT,
    flagged_by BLOB,
    tracker_id BLOB,
    flagged_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX call_flags_by_call ON call_flags (call_seq);

-- Who is to review a call, and what became of it. A row exists once either is known.
CREATE TABLE call_reviews (
    call_seq    INTEGER NOT NULL PRIMARY KEY REFERENCES calls (seq),
    tenant_id   BLOB    NOT NULL REFERENCES tenants (id),
    assigned_to BLOB,
    assigned_by BLOB,
    assigned_at INTEGER,
    outcome     TEXT,
    reason      TEXT,
    note        TEXT,
    decided_by  BLOB,
    decided_at  INTEGER
) STRICT;

-- Acts on many calls; `act` is JSON. The id is the command's.
CREATE TABLE bulk_acts (
    id          BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    tenant_id   BLOB    NOT NULL REFERENCES tenants (id),
    started_at  INTEGER NOT NULL,
    started_by  BLOB    NOT NULL,
    act         TEXT    NOT NULL,
    total       INTEGER NOT NULL,
    changed     INTEGER NOT NULL,
    same        INTEGER NOT NULL,
    cancelled   INTEGER NOT NULL CHECK (cancelled IN (0, 1)),
    finished_at INTEGER,
    undone_at   INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX bulk_acts_by_time ON bulk_acts (tenant_id, started_at);

-- What takes back an act on one of its calls, as JSON; gone once it was used.
CREATE TABLE bulk_inverses (
    bulk_id   BLOB    NOT NULL REFERENCES bulk_acts (id),
    call_seq  INTEGER NOT NULL REFERENCES calls (seq),
    tenant_id BLOB    NOT NULL REFERENCES tenants (id),
    inverse   TEXT    NOT NULL,
    PRIMARY KEY (bulk_id, call_seq)
) STRICT, WITHOUT ROWID;

-- Rules by which calls are drawn for review. The seed is never shown.
CREATE TABLE sampling_rules (
    id        BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    tenant_id BLOB    NOT NULL REFERENCES tenants (id),
    name      TEXT    NOT NULL,
    percent   INTEGER NOT NULL CHECK (percent BETWEEN 1 AND 100),
    seed      BLOB    NOT NULL CHECK (length(seed) = 32),
    active    INTEGER NOT NULL CHECK (active IN (0, 1)),
    made_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
