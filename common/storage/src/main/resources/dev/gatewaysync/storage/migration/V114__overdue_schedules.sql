-- sync-worker: from when on the schedule is overdue unless a run of it succeeds before; NULL while nothing is expected of it.
ALTER TABLE schedule_state ADD COLUMN overdue_at BIGINT;
