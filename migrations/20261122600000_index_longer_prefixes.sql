-- Longer prefixes have an index of their own, too: a long word can be as common as a short
-- one ("appointment" at a clinic), and merging its postings under a prefix of seven letters
-- took 10.3 ms (p95) beside 4.4 ms for one of six that has an index; with one of its own, 6.4
-- beside 4.8. Words shorter than a prefix are not in its index, so each one more costs less
-- than the one before.
DROP TABLE turns_words;

CREATE VIRTUAL TABLE turns_words USING fts5 (
    caller, agent, other,
    content = 'turns_text',
    content_rowid = 'id',
    prefix = '2 3 4 5 6 7 8 9 10 11 12',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);

INSERT INTO turns_words (turns_words) VALUES ('rebuild');
