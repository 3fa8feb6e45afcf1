-- Forms by which calls are scored. `draft` is JSON, what the next version will be;
-- `revision` counts changes, so that nobody overwrites what they have not seen.
CREATE TABLE score_forms (
    id         BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    tenant_id  BLOB    NOT NULL REFERENCES tenants (id),
    title      TEXT    NOT NULL,
    latest     INTEGER NOT NULL,
    draft      TEXT,
    retired_at INTEGER,
    revision   INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    changed_by BLOB    NOT NULL
) STRICT, WITHOUT ROWID;

-- What was published. `content` is JSON.
CREATE TABLE score_form_versions (
    form_id      BLOB    NOT NULL REFERENCES score_forms (id),
    tenant_id    BLOB    NOT NULL REFERENCES tenants (id),
    version      INTEGER NOT NULL,
    content      TEXT    NOT NULL,
    published_at INTEGER NOT NULL,
    published_by BLOB    NOT NULL,
    PRIMARY KEY (form_id, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER score_form_versions_stay BEFORE UPDATE ON score_form_versions
BEGIN
    SELECT RAISE (ABORT, 'a published version is never changed');
END;

-- A call that several people score blind. `scorers` is a JSON array of their ids.
CREATE TABLE calibrations (
    id           BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    tenant_id    BLOB    NOT NULL REFERENCES tenants (id),
    call_id      BLOB    NOT NULL REFERENCES calls (id),
    form_id      BLOB    NOT NULL,
    form_version INTEGER NOT NULL,
    begun_by     BLOB    NOT NULL,
    begun_at     INTEGER NOT NULL,
    scorers      TEXT    NOT NULL,
    opened_at    INTEGER,
    FOREIGN KEY (form_id, form_version) REFERENCES score_form_versions (form_id, version)
) STRICT, WITHOUT ROWID;

CREATE INDEX calibrations_by_call ON calibrations (call_id);

-- Scores of calls. `answers` is JSON with notes and quotes, `steps` JSON with what was
-- done since the draft; total is in hundredths of a percent, empty where nothing counts.
CREATE TABLE scores (
    id             BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    tenant_id      BLOB    NOT NULL REFERENCES tenants (id),
    call_id        BLOB    NOT NULL REFERENCES calls (id),
    form_id        BLOB    NOT NULL,
    form_version   INTEGER NOT NULL,
    scorer         BLOB    NOT NULL,
    calibration_id BLOB    REFERENCES calibrations (id),
    state          TEXT    NOT NULL,
    answers        TEXT    NOT NULL,
    total          INTEGER,
    failed         INTEGER NOT NULL CHECK (failed IN (0, 1)),
    steps          TEXT    NOT NULL,
    revision       INTEGER NOT NULL,
    begun_at       INTEGER NOT NULL,
    changed_at     INTEGER NOT NULL,
    FOREIGN KEY (form_id, form_version) REFERENCES score_form_versions (form_id, version)
) STRICT, WITHOUT ROWID;

-- One score a person has of a call by a form, and one in a calibration.
CREATE UNIQUE INDEX scores_by_call ON scores (call_id, form_id, scorer) WHERE calibration_id IS NULL;
CREATE UNIQUE INDEX scores_by_calibration ON scores (calibration_id, scorer) WHERE calibration_id IS NOT NULL;
CREATE INDEX scores_by_state ON scores (tenant_id, state, id);
CREATE INDEX scores_by_scorer ON scores (tenant_id, scorer, id);
