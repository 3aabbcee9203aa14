-- Which numbered issues did a visit's earlier version have that the one that is brought has no more?
INSERT INTO withdrawn
SELECT DISTINCT 'issue', l.issue_id, l.visit_id
FROM standing_issue AS l
WHERE coalesce(l.source, 'visit') = 'visit'
  AND starts_with(l.issue_id, l.visit_id || '/')
  AND regexp_full_match(substr(l.issue_id, length(l.visit_id) + 2), '[1-9][0-9]*')
  AND l.issue_id NOT IN (SELECT issue_id FROM staged_issue)
  AND l.visit_id IN (
    SELECT parent FROM family WHERE tbl = 'issue'
    UNION ALL
    SELECT visit_id FROM staged_visit WHERE $repeatsIssues
    UNION ALL
    SELECT v.visit_id FROM staged_visit AS v JOIN staged_issue AS i ON i.record = v.record AND i.visit_id = v.visit_id
  )
