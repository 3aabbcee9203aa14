-- Which visits do staged issues name that are neither staged nor looked up yet?
SELECT DISTINCT i.visit_id AS id
FROM staged_issue AS i
WHERE i.visit_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM staged_visit AS v WHERE v.visit_id = i.visit_id)
  AND NOT EXISTS (SELECT 1 FROM standing_visit AS s WHERE s.visit_id = i.visit_id)
