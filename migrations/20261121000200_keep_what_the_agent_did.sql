-- What the agent did besides speaking: JSON, [{"at_ms","after_turns","kind",…}].
ALTER TABLE call_details ADD COLUMN events TEXT NOT NULL DEFAULT '[]';
