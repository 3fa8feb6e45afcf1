-- An appointment is found by any contact of the person who made it.
CREATE INDEX bookings_by_person ON bookings (tenant_id, person_id, begins)
WHERE cancelled_at IS NULL AND person_id IS NOT NULL;
