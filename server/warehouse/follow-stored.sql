-- What is stored already of these visits and issues, and of which visits and sites is it?
SELECT visit_id AS "visitId", site_id AS "siteId" FROM visit
WHERE visit_id IN (SELECT unnest($visitIds))
UNION ALL
SELECT visit_id, site_id FROM issue
WHERE visit_id IN (SELECT unnest($visitIds)) OR issue_id IN (SELECT unnest($issueIds))
