-- One row of the list per call. `seq` is (started_at << 20) + low bits that make it
-- unique, so the table is in order of time. What only the review screen needs is in
-- call_details: these rows stay short.
CREATE TABLE calls (
    seq            INTEGER NOT NULL PRIMARY KEY,
    tenant_id      BLOB    NOT NULL REFERENCES tenants (id),
    id             BLOB    NOT NULL CHECK (length(id) = 16),
    person_id      BLOB    NOT NULL REFERENCES persons (id),
    started_at     INTEGER NOT NULL,
    channel        TEXT    NOT NULL,
    direction      TEXT    NOT NULL,
    caller         TEXT,
    agent          TEXT,
    outcome        TEXT    NOT NULL,
    duration_ms    INTEGER NOT NULL,
    language       TEXT,
    has_recording  INTEGER NOT NULL CHECK (has_recording IN (0, 1)),
    caller_talk_ms INTEGER NOT NULL,
    agent_talk_ms  INTEGER NOT NULL,
    turn_count     INTEGER NOT NULL,
    simulated      INTEGER NOT NULL CHECK (simulated IN (0, 1)),
    -- JSON array in the order given; call_tags is for finding.
    tags           TEXT    NOT NULL DEFAULT '[]'
) STRICT;

CREATE UNIQUE INDEX calls_by_id ON calls (id);

-- Each filter's index carries all the others' columns: any combination is decided
-- inside the index of its narrowest member, already in order of time, and only the
-- rows of the page are fetched.
CREATE INDEX calls_by_agent ON calls (tenant_id, agent, seq, channel, direction, outcome, language, has_recording, duration_ms);
CREATE INDEX calls_by_outcome ON calls (tenant_id, outcome, seq, channel, direction, agent, language, has_recording, duration_ms);
CREATE INDEX calls_by_channel ON calls (tenant_id, channel, seq, direction, outcome, agent, language, has_recording, duration_ms);
CREATE INDEX calls_by_direction ON calls (tenant_id, direction, seq, channel, outcome, agent, language, has_recording, duration_ms);
CREATE INDEX calls_by_language ON calls (tenant_id, language, seq, channel, direction, outcome, agent, has_recording, duration_ms);
CREATE INDEX calls_by_recording ON calls (tenant_id, has_recording, seq, channel, direction, outcome, agent, language, duration_ms);
CREATE INDEX calls_by_duration ON calls (tenant_id, duration_ms, seq, channel, direction, outcome, agent, language, has_recording);

-- The rest of a call: parties, summary, captured variables, notes, recording facts.
CREATE TABLE call_details (
    call_seq       INTEGER NOT NULL PRIMARY KEY REFERENCES calls (seq),
    tenant_id      BLOB    NOT NULL REFERENCES tenants (id),
    external_id    TEXT,
    caller_channel INTEGER NOT NULL,
    import_id      BLOB,
    imported_at    INTEGER NOT NULL,
    source_format  TEXT    NOT NULL,
    source_name    TEXT    NOT NULL,
    ended_reason   TEXT,
    summary        TEXT,
    -- JSON: {"name","phone","email"}, twice; [{"name","value","said_at_ms"}]; [{"code","detail"}].
    caller_party   TEXT    NOT NULL,
    agent_party    TEXT    NOT NULL,
    variables      TEXT    NOT NULL,
    notes          TEXT    NOT NULL,
    recording_id   BLOB    REFERENCES media_files (id),
    -- JSON: codec, container, rate, channels, frames, notes.
    recording      TEXT,
    peaks_id       BLOB    REFERENCES media_files (id),
    seek_index_id  BLOB    REFERENCES media_files (id)
) STRICT;

-- Where calls came from: an original and an entry of it. The hash is unique: the
-- same entry never becomes two calls.
CREATE TABLE call_sources (
    tenant_id BLOB    NOT NULL REFERENCES tenants (id),
    item_hash BLOB    NOT NULL CHECK (length(item_hash) = 32),
    call_seq  INTEGER NOT NULL REFERENCES calls (seq),
    media_id  BLOB    NOT NULL REFERENCES media_files (id),
    PRIMARY KEY (tenant_id, item_hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX call_sources_by_call ON call_sources (call_seq);

-- Tags, for finding calls by them in order of time.
CREATE TABLE call_tags (
    tenant_id BLOB    NOT NULL REFERENCES tenants (id),
    tag       TEXT    NOT NULL,
    call_seq  INTEGER NOT NULL REFERENCES calls (seq),
    PRIMARY KEY (tenant_id, tag, call_seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX call_tags_by_call ON call_tags (call_seq);

-- How many calls have each value of each filter, kept in step with calls. `value`
-- is empty where a call has none; the facet `all` has one row with the total.
CREATE TABLE call_facets (
    tenant_id BLOB    NOT NULL REFERENCES tenants (id),
    facet     TEXT    NOT NULL,
    value     TEXT    NOT NULL,
    count     INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, facet, value)
) STRICT, WITHOUT ROWID;
