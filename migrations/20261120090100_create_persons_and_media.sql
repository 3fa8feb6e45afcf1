-- People outside the business whom records are about. Phone numbers and e-mail
-- addresses are normalised, so that the same person is found again.
CREATE TABLE persons (
    id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    tenant_id BLOB NOT NULL REFERENCES tenants (id),
    name      TEXT,
    phone     TEXT,
    email     TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX persons_by_phone ON persons (tenant_id, phone) WHERE phone IS NOT NULL;
CREATE INDEX persons_by_email ON persons (tenant_id, email) WHERE email IS NOT NULL;

-- A person's key, wrapped under the media key. Deleting the row is what makes the
-- person's audio and audit payloads unreadable.
CREATE TABLE person_keys (
    person_id BLOB NOT NULL PRIMARY KEY REFERENCES persons (id),
    tenant_id BLOB NOT NULL REFERENCES tenants (id),
    wrapped   BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Sealed files under media/. The data key is wrapped under the person's key, or
-- under the media key when person_id is empty.
CREATE TABLE media_files (
    id           BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    tenant_id    BLOB    NOT NULL REFERENCES tenants (id),
    kind         TEXT    NOT NULL,
    byte_len     INTEGER NOT NULL,
    sha256       BLOB    NOT NULL CHECK (length(sha256) = 32),
    wrapped_key  BLOB    NOT NULL,
    person_id    BLOB,
    file_name    TEXT,
    derived_from BLOB
) STRICT, WITHOUT ROWID;

CREATE INDEX media_files_by_hash ON media_files (tenant_id, sha256);
