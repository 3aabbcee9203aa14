-- Which visits' findings and which sites do the staged rows touch?
DELETE FROM touched_visit;

DELETE FROM touched_site;

INSERT INTO touched_visit
SELECT visit_id FROM staged_visit
UNION SELECT visit_id FROM staged_issue WHERE visit_id IS NOT NULL
UNION
SELECT visit_id FROM issue
WHERE visit_id IS NOT NULL AND issue_id IN (SELECT issue_id FROM staged_issue);

INSERT INTO touched_site
SELECT site_id FROM staged_visit
UNION SELECT site_id FROM staged_issue
UNION SELECT site_id FROM visit WHERE visit_id IN (SELECT visit_id FROM staged_visit)
UNION SELECT site_id FROM issue WHERE issue_id IN (SELECT issue_id FROM staged_issue);
