-- When, by whom and where did every visit of some months come, for who watches?
WITH named AS (
  SELECT team_id, row_number() OVER (ORDER BY team_id) - 1 AS team_no
  FROM (SELECT DISTINCT team_id FROM visit WHERE team_id IS NOT NULL)
)
SELECT
  visited_day AS "day",
  extract(HOUR FROM timezone($zone, visited_at))::INTEGER AS "hour",
  coalesce(team_no, -1)::INTEGER AS "team",
  site_no::INTEGER AS "site",
  (coalesce(community_no, 0) - 1)::INTEGER AS "community"
FROM visit
  JOIN site USING (site_no)
  LEFT JOIN named ON named.team_id = visit.team_id
WHERE visited_day >= $from::DATE AND visited_day <= $to::DATE AND real AND list_contains($modes::VARCHAR[], mode)
ORDER BY visited_day, visited_at, site_no
