-- Is anything stored of the visits and issues that the staged rows touch?
SELECT
  EXISTS (SELECT 1 FROM visit WHERE visit_id IN (SELECT visit_id FROM touched_visit))
  OR EXISTS (
    SELECT 1 FROM issue
    WHERE visit_id IN (SELECT visit_id FROM touched_visit) OR issue_id IN (SELECT issue_id FROM staged_issue)
  ) AS met
