-- Which staged issues are of a visit whose last record names another site? They go there with it.
UPDATE staged_issue SET site_id = v.site_id
FROM staged_visit AS v
WHERE v.visit_id = staged_issue.visit_id AND v.site_id <> staged_issue.site_id
