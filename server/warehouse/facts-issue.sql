-- What does each issue mean in the district's zone and register?
SELECT
  i.seq, i.issue_id, i.site_id, i.visit_id, i.source, i.category, i.severity, i.raised_at, i.recorded_at, i.due_on,
  i.rectified_on, i.rechecked_on, i.closed_on, i.outcome, i.good_faith,
  coalesce(s.site_no, 0) AS site_no,
  CAST(timezone($zone, i.raised_at) AS DATE) AS raised_day,
  CAST(timezone($zone, i.recorded_at) AS DATE) AS recorded_day
FROM {source} AS i
LEFT JOIN site AS s ON s.site_id = i.site_id
ORDER BY raised_day, i.issue_id
