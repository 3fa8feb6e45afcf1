-- Which calls a filter leaves is decided in memory now: the indexes that carried every
-- filter's column served nothing else. calls_by_channel stays for reports and for reading
-- that memory, calls_by_flags for the flags that wait.
DROP INDEX calls_by_agent;
DROP INDEX calls_by_outcome;
DROP INDEX calls_by_direction;
DROP INDEX calls_by_language;
DROP INDEX calls_by_recording;
DROP INDEX calls_by_duration;
DROP INDEX calls_by_assignee;
DROP INDEX calls_by_reviewed;
