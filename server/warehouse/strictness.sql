-- How many routine visits that happened has each team in each kind of place, and how many issues did they find?
SELECT t.team_id AS team, s.kind, count(*) AS visits, CAST(coalesce(sum(f.found), 0) AS BIGINT) AS found
FROM (SELECT * FROM {visits} WHERE {chosen}) AS v
JOIN site AS s ON s.site_id = v.site_id
LEFT JOIN team AS t ON t.team_id = v.team_id
LEFT JOIN (
  SELECT visit_id, count(*) AS found FROM {issues}
  WHERE good_faith IS NOT TRUE AND visit_id IS NOT NULL AND {chosen}
  GROUP BY visit_id
) AS f ON f.visit_id = v.visit_id
WHERE (v.purpose IS NULL OR v.purpose = 'routine')
  AND (v.result IS NULL OR list_contains($realResults, v.result))
GROUP BY t.team_id, s.kind
