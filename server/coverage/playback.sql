-- On which days does each visit stand as a site's last, and on which days is each site active?
WITH seen AS (
  SELECT
    CASE $level::VARCHAR WHEN 'cell' THEN cell_no WHEN 'community' THEN community_no ELSE district_no END AS area_no,
    site_no,
    greatest(coalesce(opened_on, $firstDay::DATE), $firstDay::DATE) AS active_from,
    least(coalesce(closed_on - 1, $asOf::DATE), $asOf::DATE) AS active_until
  FROM site
  WHERE (opened_on IS NULL OR opened_on <= $asOf::DATE)
    AND (closed_on IS NULL OR closed_on > $firstDay::DATE)
    AND ($kinds::VARCHAR[] IS NULL OR list_contains($kinds::VARCHAR[], kind))
    AND ($sectors::VARCHAR[] IS NULL OR list_contains($sectors::VARCHAR[], effective_sector))
),
stands AS (
  SELECT
    area_no, greatest(active_from, visited_day) AS from_day, active_until AS until_day, max(visited_day) AS last_day
  FROM visit JOIN seen USING (site_no)
  WHERE visited_day <= $asOf::DATE
    AND real
    AND list_contains($modes::VARCHAR[], mode)
    AND ($knownAt::DATE IS NULL OR coalesce(recorded_day, visited_day) <= $knownAt::DATE)
  GROUP BY ALL
),
actives AS (
  SELECT area_no, active_from AS from_day, active_until AS until_day, count(*) AS sites FROM seen GROUP BY ALL
)
SELECT
  area.area_no::INTEGER AS "areaNo",
  from_day AS "fromDay",
  until_day AS "untilDay",
  last_day AS "lastDay",
  coalesce(sites, 0)::INTEGER AS "sites"
FROM area
  LEFT JOIN (
    SELECT area_no, from_day, until_day, last_day, NULL AS sites FROM stands
    UNION ALL
    SELECT area_no, from_day, until_day, NULL, sites FROM actives
  ) USING (area_no)
WHERE level = $level::VARCHAR
ORDER BY last_day NULLS FIRST, area.area_no
