-- On which days, counted from the first, does each visit stand as an area's last, and how many sites are active?
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
    area_no,
    greatest(
      active_from, visited_day, CASE WHEN $knownEachDay::BOOLEAN THEN coalesce(recorded_day, visited_day) END
    ) AS from_day,
    active_until AS until_day,
    max(visited_day) AS last_day
  FROM visit JOIN seen USING (site_no)
  WHERE area_no > 0
    AND visited_day <= $asOf::DATE
    AND real
    AND list_contains($modes::VARCHAR[], mode)
    AND ($knownAt::DATE IS NULL OR coalesce(recorded_day, visited_day) <= $knownAt::DATE)
  GROUP BY ALL
),
actives AS (
  SELECT area_no, active_from AS from_day, active_until AS until_day, count(*) AS sites
  FROM seen
  WHERE area_no > 0
  GROUP BY ALL
)
SELECT
  area_no::INTEGER AS "areaNo",
  (from_day - $firstDay::DATE)::INTEGER AS "from",
  (until_day - $firstDay::DATE)::INTEGER AS "until",
  (last_day - $firstDay::DATE)::INTEGER AS "last",
  0 AS "sites"
FROM stands
UNION ALL
SELECT
  area_no, (from_day - $firstDay::DATE)::INTEGER, (until_day - $firstDay::DATE)::INTEGER, 0, sites::INTEGER
FROM actives
UNION ALL
SELECT area_no, 0, -1, 0, 0 FROM area WHERE level = $level::VARCHAR
