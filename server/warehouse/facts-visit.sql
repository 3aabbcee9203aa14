-- What does each visit mean in the district's zone and register?
SELECT
  v.seq, v.visit_id, v.site_id, v.visited_at, v.recorded_at, v.mode, v.unannounced, v.team_id, v.batch_id, v.people,
  v.minutes, v.result, v.purpose, v.plan_id, v.departments,
  coalesce(s.site_no, 0) AS site_no,
  CAST(timezone($zone, v.visited_at) AS DATE) AS visited_day,
  CAST(timezone($zone, v.recorded_at) AS DATE) AS recorded_day,
  (v.result IS NULL OR list_contains($realResults, v.result)) AS real,
  coalesce(t.strictness_milli, 1000) AS strictness_milli
FROM {source} AS v
LEFT JOIN site AS s ON s.site_id = v.site_id
LEFT JOIN team AS t ON t.team_id = v.team_id
ORDER BY visited_day, v.visit_id
