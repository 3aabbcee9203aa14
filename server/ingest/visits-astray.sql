-- Which records bring an issue at another site than its visit? They are rejected.
INSERT INTO reject
SELECT DISTINCT i.line, i.record, 'issue.site_id', 'other-site', $reason, left(i.site_id, 120)
FROM staged_issue AS i
WHERE i.visit_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM staged_visit AS v WHERE v.visit_id = i.visit_id AND v.site_id = i.site_id)
  AND (
    EXISTS (SELECT 1 FROM staged_visit AS v WHERE v.visit_id = i.visit_id)
    OR EXISTS (SELECT 1 FROM standing_visit AS s WHERE s.visit_id = i.visit_id AND s.site_id <> i.site_id)
  )
