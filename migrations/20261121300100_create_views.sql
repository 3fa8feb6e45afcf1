-- Saved views of the list of calls. `query` is JSON: filter, dates, words, order.
-- `shared_with` is a JSON array of roles; empty: only the owner's.
CREATE TABLE views (
    id          BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    tenant_id   BLOB    NOT NULL REFERENCES tenants (id),
    owner_id    BLOB    NOT NULL,
    name        TEXT    NOT NULL,
    shared_with TEXT    NOT NULL,
    query       TEXT    NOT NULL,
    made_at     INTEGER NOT NULL,
    -- Set when it was removed; emptied when that is taken back.
    removed_at  INTEGER
) STRICT, WITHOUT ROWID;

-- Which views a person has above the list.
CREATE TABLE view_pins (
    tenant_id BLOB NOT NULL REFERENCES tenants (id),
    user_id   BLOB NOT NULL,
    view_id   BLOB NOT NULL REFERENCES views (id),
    PRIMARY KEY (tenant_id, user_id, view_id)
) STRICT, WITHOUT ROWID;
