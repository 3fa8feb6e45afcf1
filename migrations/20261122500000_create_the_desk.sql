-- Who must not be called or sent messages any more. One entry stands for a contact at a
-- time; lifted ones stay. `contact` is a number in E.164 or an e-mail address in small
-- letters. Erasing a person reaches contact and words by person_id or by contact.
CREATE TABLE suppressions (
    seq         INTEGER NOT NULL PRIMARY KEY,
    id          BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    tenant_id   BLOB    NOT NULL REFERENCES tenants (id),
    contact     TEXT    NOT NULL,
    person_id   BLOB,
    refused_by  TEXT    NOT NULL,
    words       TEXT,
    call_id     BLOB,
    added_by    BLOB,
    since_at    INTEGER NOT NULL,
    lifted_at   INTEGER,
    lifted_by   BLOB,
    lift_reason TEXT
) STRICT;

CREATE UNIQUE INDEX suppressions_that_stand ON suppressions (tenant_id, contact)
WHERE lifted_at IS NULL;

CREATE INDEX suppressions_by_person ON suppressions (tenant_id, person_id)
WHERE lifted_at IS NULL AND person_id IS NOT NULL;

-- Appointments. `begins` and `ends` are on the clocks of `zone`, as 2026-11-24T16:00: an
-- appointment is at four whatever becomes of that zone. `place` is one of those the
-- business has at the same time.
CREATE TABLE bookings (
    id            BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    tenant_id     BLOB    NOT NULL REFERENCES tenants (id),
    begins        TEXT    NOT NULL CHECK (length(begins) = 16),
    ends          TEXT    NOT NULL CHECK (length(ends) = 16 AND ends > begins),
    place         INTEGER NOT NULL CHECK (place >= 0),
    zone          TEXT    NOT NULL,
    name          TEXT,
    service       TEXT,
    contact       TEXT,
    person_id     BLOB,
    call_id       BLOB,
    made_at       INTEGER NOT NULL,
    confirmed_at  INTEGER,
    cancelled_at  INTEGER,
    cancelled_by  BLOB,
    cancel_reason TEXT
) STRICT, WITHOUT ROWID;

-- What makes a place taken twice impossible, whatever a program does.
CREATE UNIQUE INDEX bookings_take_a_place ON bookings (tenant_id, begins, place)
WHERE cancelled_at IS NULL;

CREATE INDEX bookings_by_contact ON bookings (tenant_id, contact, begins)
WHERE cancelled_at IS NULL;

CREATE INDEX bookings_by_time ON bookings (tenant_id, begins);

-- Messages that follow calls, at most one each.
CREATE TABLE messages (
    seq        INTEGER NOT NULL PRIMARY KEY,
    id         BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    tenant_id  BLOB    NOT NULL REFERENCES tenants (id),
    call_id    BLOB    NOT NULL,
    contact    TEXT    NOT NULL,
    person_id  BLOB,
    body       TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    attempts   INTEGER NOT NULL,
    queued_at  INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    UNIQUE (tenant_id, call_id)
) STRICT;

CREATE INDEX messages_that_wait ON messages (tenant_id, contact) WHERE state = 'queued';

-- What the business knows. `about` is a JSON array of the words entries are asked for
-- with, `folded` the same words as they are compared.
CREATE TABLE knowledge (
    seq       INTEGER NOT NULL PRIMARY KEY,
    tenant_id BLOB    NOT NULL REFERENCES tenants (id),
    name      TEXT    NOT NULL,
    about     TEXT    NOT NULL,
    folded    TEXT    NOT NULL,
    en        TEXT    NOT NULL,
    hi        TEXT    NOT NULL,
    UNIQUE (tenant_id, name)
) STRICT;

-- Cut into words as turns are.
CREATE VIRTUAL TABLE knowledge_words USING fts5 (
    folded,
    content = 'knowledge',
    content_rowid = 'seq',
    prefix = '2 3 4 5 6',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);

CREATE TRIGGER knowledge_is_put AFTER INSERT ON knowledge
BEGIN
    INSERT INTO knowledge_words (rowid, folded) VALUES (new.seq, new.folded);
END;

CREATE TRIGGER knowledge_is_removed AFTER DELETE ON knowledge
BEGIN
    INSERT INTO knowledge_words (knowledge_words, rowid, folded)
    VALUES ('delete', old.seq, old.folded);
END;
