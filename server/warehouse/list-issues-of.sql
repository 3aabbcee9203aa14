-- Which issues are these visits', whatever brought them?
SELECT issue_id, visit_id, site_id, source FROM issue
WHERE visit_id IN (SELECT unnest($visitIds))
ORDER BY issue_id
