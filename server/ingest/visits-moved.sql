-- Which issues of the register, not brought themselves, hang on a visit that moves to another site?
SELECT l.issue_id AS id, v.site_id AS "siteId"
FROM standing_issue AS l
JOIN staged_visit AS v ON v.visit_id = l.visit_id
WHERE v.site_id <> l.site_id
  AND l.issue_id NOT IN (SELECT issue_id FROM staged_issue)
  AND l.issue_id NOT IN (SELECT row_id FROM withdrawn)
ORDER BY id
