-- One customer of Parley. A workspace on the desktop holds exactly one.
CREATE TABLE tenants (
    id         BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT    NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

-- Members of staff and support guests. A guest's visit is in the support columns,
-- all empty for everyone else.
CREATE TABLE users (
    id                   BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    tenant_id            BLOB    NOT NULL REFERENCES tenants (id),
    name                 TEXT    NOT NULL,
    role                 TEXT    NOT NULL,
    active               INTEGER NOT NULL CHECK (active IN (0, 1)),
    created_at           INTEGER NOT NULL,
    last_sign_in_at      INTEGER,
    support_reason       TEXT,
    support_requested_by BLOB,
    support_requested_at INTEGER,
    support_minutes      INTEGER,
    support_approved_by  BLOB,
    support_approved_at  INTEGER,
    support_ended_at     INTEGER
) STRICT;

-- Workspace settings by name: idle lock and the like.
CREATE TABLE settings (
    tenant_id BLOB NOT NULL REFERENCES tenants (id),
    name      TEXT NOT NULL,
    value     TEXT NOT NULL,
    PRIMARY KEY (tenant_id, name)
) STRICT, WITHOUT ROWID;

-- Ids of the commands that were carried out, so that a retry changes nothing.
CREATE TABLE commands_done (
    tenant_id  BLOB NOT NULL REFERENCES tenants (id),
    command_id BLOB NOT NULL CHECK (length(command_id) = 16),
    PRIMARY KEY (tenant_id, command_id)
) STRICT, WITHOUT ROWID;
