-- What did every visit before a day find, by whom, at which site?
WITH found AS (
  SELECT visit_id, max(severity) AS worst, bool_or(severity = 2) AS serious
  FROM issue
  WHERE visit_id IS NOT NULL AND raised_day < $day::DATE AND good_faith IS NOT TRUE
  GROUP BY visit_id
),
named AS (
  SELECT team_id, row_number() OVER (ORDER BY team_id) - 1 AS team_no FROM (SELECT DISTINCT team_id FROM visit WHERE team_id IS NOT NULL)
)
SELECT
  site_no::INTEGER AS "siteNo",
  coalesce(team_no, -1)::INTEGER AS "teamNo",
  ($day::DATE - visited_day)::INTEGER AS "ageDays",
  (coalesce(worst, 0) >= 3)::INTEGER AS "critical",
  coalesce(serious, FALSE)::INTEGER AS "serious"
FROM visit
  LEFT JOIN found USING (visit_id)
  LEFT JOIN named USING (team_id)
WHERE visited_day < $day::DATE AND real AND list_contains($modes::VARCHAR[], mode)
