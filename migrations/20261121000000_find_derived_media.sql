-- What was derived from a recording is found by it: derivatives beyond peaks and seek
-- index are made when they are first asked for, so no call names them.
CREATE INDEX media_files_by_original ON media_files (derived_from, kind) WHERE derived_from IS NOT NULL;
