-- What the carrier says became of a message that it took: `delivered`, `undelivered` or
-- `failed`, once; the carrier's own number for why not, its name for the message, and when
-- that came.
ALTER TABLE messages ADD COLUMN delivery TEXT;
ALTER TABLE messages ADD COLUMN delivery_code INTEGER;
ALTER TABLE messages ADD COLUMN carrier_id TEXT;
ALTER TABLE messages ADD COLUMN delivery_at INTEGER;
