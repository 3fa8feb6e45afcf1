-- A call that is running, or was when its process ended. The row is written before the
-- first byte of its logs, so that a sealed log without a row is nobody's; both go in the
-- batch that adds the finished call.
CREATE TABLE live_calls (
    call_id      BLOB    NOT NULL PRIMARY KEY CHECK (length(call_id) = 16),
    tenant_id    BLOB    NOT NULL REFERENCES tenants (id),
    person_id    BLOB    NOT NULL REFERENCES persons (id),
    started_at   INTEGER NOT NULL,
    direction    TEXT    NOT NULL,
    -- JSON: {"name","phone","email"}, twice.
    caller_party TEXT    NOT NULL,
    agent_party  TEXT    NOT NULL,
    simulated    INTEGER NOT NULL CHECK (simulated IN (0, 1)),
    external_id  TEXT,
    language     TEXT
) STRICT, WITHOUT ROWID;

-- The sealed logs of a running call under media/. The data key is wrapped under the
-- person's key, or under the media key when person_id is empty.
CREATE TABLE live_logs (
    id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    tenant_id   BLOB NOT NULL REFERENCES tenants (id),
    call_id     BLOB NOT NULL REFERENCES live_calls (call_id),
    -- caller, agent or lines.
    stream      TEXT NOT NULL,
    wrapped_key BLOB NOT NULL,
    person_id   BLOB
) STRICT, WITHOUT ROWID;

CREATE INDEX live_logs_by_call ON live_logs (call_id);

-- A call that the runtime had leaves two sealed legs: recording_id is the caller's then,
-- this one the agent's. Empty for a recording that is one file.
ALTER TABLE call_details ADD COLUMN agent_recording_id BLOB REFERENCES media_files (id);
