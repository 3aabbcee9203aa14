-- Which of those visits are held already, nothing about them new? A later correction of them stands.
DELETE FROM withdrawn
WHERE visit_id NOT IN (
  SELECT visit_id FROM staged_visit
  UNION ALL
  SELECT visit_id FROM staged_issue WHERE visit_id IS NOT NULL
)
