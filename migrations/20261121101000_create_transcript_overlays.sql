-- Corrections of the text of turns. The imported text in `turns` is never changed; a
-- correction is never deleted, only withdrawn. made_on: the ids of the corrections it
-- was made on, 16 bytes each; empty for the import.
CREATE TABLE corrections (
    id           BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    tenant_id    BLOB    NOT NULL REFERENCES tenants (id),
    call_seq     INTEGER NOT NULL REFERENCES calls (seq),
    turn_index   INTEGER NOT NULL,
    corrected_by BLOB    NOT NULL,
    corrected_at INTEGER NOT NULL,
    made_on      BLOB    NOT NULL CHECK (length(made_on) % 16 = 0),
    text_before  TEXT    NOT NULL,
    text_after   TEXT    NOT NULL,
    choice_of    BLOB,
    withdrawn_by BLOB,
    withdrawn_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX corrections_by_call ON corrections (call_seq, turn_index);

-- Who spoke, where people said so: JSON edits over the turns of one call or, where
-- call_seq is empty, of every call that has the voice. Never deleted, only withdrawn.
CREATE TABLE speaker_changes (
    id           BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    tenant_id    BLOB    NOT NULL REFERENCES tenants (id),
    call_seq     INTEGER REFERENCES calls (seq),
    changed_by   BLOB    NOT NULL,
    changed_at   INTEGER NOT NULL,
    edit         TEXT    NOT NULL,
    withdrawn_by BLOB,
    withdrawn_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX speaker_changes_by_call ON speaker_changes (tenant_id, call_seq);

-- In which calls a voice is heard, by the source's label.
CREATE INDEX turns_by_speaker ON turns (tenant_id, speaker, side, call_seq) WHERE speaker IS NOT NULL;

-- What stands after all of that, for the search alone: the text of turns that were
-- corrected, the side of turns that somebody else said. Derived; can be rebuilt.
CREATE TABLE turn_overlays (
    turn_id   INTEGER NOT NULL PRIMARY KEY REFERENCES turns (id),
    tenant_id BLOB    NOT NULL REFERENCES tenants (id),
    text      TEXT,
    side      INTEGER CHECK (side IN (0, 1, 2))
) STRICT;

-- The turns as the index reads them, now with what stands. The index holds what this
-- view says: a turn is taken out of it before its overlay changes, and put in after.
-- Look-ups by key instead of a join, so that adding a call stays one pass over its turns.
DROP VIEW turns_text;

CREATE VIEW turns_text AS
SELECT id,
       CASE said_by WHEN 0 THEN said END AS caller,
       CASE said_by WHEN 1 THEN said END AS agent,
       CASE said_by WHEN 2 THEN said END AS other
FROM (
    SELECT t.id AS id,
           coalesce((SELECT o.side FROM turn_overlays AS o WHERE o.turn_id = t.id), t.side) AS said_by,
           replace(replace(
               coalesce((SELECT o.text FROM turn_overlays AS o WHERE o.turn_id = t.id), t.text),
               char(1), ' '), char(2), ' ') AS said
    FROM turns AS t
);
