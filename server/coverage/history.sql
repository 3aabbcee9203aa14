-- What were the last visits here, and what did they find?
WITH newest AS (
  SELECT
    visit_id, site.site_id, site.name AS site_name, kind, visited_at, recorded_at, visited_day,
    mode, real AND list_contains($modes::VARCHAR[], mode) AS qualifying, result, team_id
  FROM visit JOIN site USING (site_no)
  WHERE visited_day <= $asOf::DATE
    AND ($knownAt::DATE IS NULL OR coalesce(recorded_day, visited_day) <= $knownAt::DATE)
    AND ($kinds::VARCHAR[] IS NULL OR list_contains($kinds::VARCHAR[], kind))
    AND ($sectors::VARCHAR[] IS NULL OR list_contains($sectors::VARCHAR[], effective_sector))
    AND ($siteId::VARCHAR IS NULL OR site.site_id = $siteId::VARCHAR)
    AND (
      $areaId::VARCHAR IS NULL
      OR cell_id = $areaId::VARCHAR
      OR community_id = $areaId::VARCHAR
      OR district_no = (SELECT area_no FROM area WHERE level = 'district' AND area_id = $areaId::VARCHAR)
    )
  ORDER BY visited_at DESC, visit_id
  LIMIT $limit::INTEGER
),
found AS (
  SELECT visit_id, count(*) AS issues
  FROM issue SEMI JOIN newest USING (visit_id)
  WHERE raised_day <= $asOf::DATE
    AND site_no > 0
    AND ($severities::INTEGER[] IS NULL OR list_contains($severities::INTEGER[], severity))
    AND ($knownAt::DATE IS NULL OR coalesce(recorded_day, raised_day) <= $knownAt::DATE)
  GROUP BY visit_id
)
SELECT
  visit_id AS "visitId",
  site_id AS "siteId",
  site_name AS "siteName",
  kind,
  visited_at AS "visitedAt",
  recorded_at AS "recordedAt",
  visited_day AS "day",
  mode,
  qualifying,
  result,
  team.name AS "teamName",
  team.name_en AS "teamNameEn",
  coalesce(issues, 0)::INTEGER AS "issues",
  coalesce(epoch_ms(recorded_at) - epoch_ms(visited_at) > 86400000, false) AS "late"
FROM newest
  LEFT JOIN found USING (visit_id)
  LEFT JOIN team USING (team_id)
ORDER BY visited_at DESC, visit_id
