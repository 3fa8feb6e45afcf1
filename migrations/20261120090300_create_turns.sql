-- What was said. `id` is (instant the turn began << 20) + low bits that make it
-- unique across calls, so "newest" is the order of the table and of the index.
-- side: 0 caller, 1 agent, 2 other. words: packed word times.
CREATE TABLE turns (
    id         INTEGER NOT NULL PRIMARY KEY,
    tenant_id  BLOB    NOT NULL REFERENCES tenants (id),
    call_seq   INTEGER NOT NULL REFERENCES calls (seq),
    turn_index INTEGER NOT NULL,
    side       INTEGER NOT NULL CHECK (side IN (0, 1, 2)),
    speaker    TEXT,
    text       TEXT    NOT NULL,
    start_ms   INTEGER,
    end_ms     INTEGER,
    words      BLOB    NOT NULL
) STRICT;

CREATE UNIQUE INDEX turns_by_call ON turns (call_seq, turn_index);

-- The turns as the index reads them: the text stands in its side's column. The two
-- control characters that mark hits in excerpts are spaces here.
CREATE VIEW turns_text AS
SELECT id,
       CASE side WHEN 0 THEN replace(replace(text, char(1), ' '), char(2), ' ') END AS caller,
       CASE side WHEN 1 THEN replace(replace(text, char(1), ' '), char(2), ' ') END AS agent,
       CASE side WHEN 2 THEN replace(replace(text, char(1), ' '), char(2), ' ') END AS other
FROM turns;

-- Words of turns. Marks (Mn, Mc) belong to words, or Devanagari would break at its
-- vowel signs. Prefixes of up to six letters have an index of their own: without it every
-- posting under a prefix is merged before the first hit comes out (300,000 of them: 45 ms).
CREATE VIRTUAL TABLE turns_words USING fts5 (
    caller, agent, other,
    content = 'turns_text',
    content_rowid = 'id',
    prefix = '2 3 4 5 6',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
