-- How many of each area's visits in the window were recorded more than 24 hours after they happened?
WITH entered AS (
  SELECT
    site_no,
    count(*) AS recorded,
    count(*) FILTER (epoch_ms(recorded_at) - epoch_ms(visited_at) > 86400000) AS late
  FROM visit
  WHERE visited_day <= $asOf::DATE
    AND visited_day > $asOf::DATE - $windowDays::INTEGER
    AND recorded_at IS NOT NULL
    AND ($knownAt::DATE IS NULL OR recorded_day <= $knownAt::DATE)
  GROUP BY site_no
),
counted AS (
  SELECT
    CASE $level::VARCHAR WHEN 'cell' THEN cell_no WHEN 'community' THEN community_no ELSE district_no END AS area_no,
    sum(recorded) AS recorded,
    sum(late) AS late
  FROM site JOIN entered USING (site_no)
  WHERE ($kinds::VARCHAR[] IS NULL OR list_contains($kinds::VARCHAR[], kind))
    AND ($sectors::VARCHAR[] IS NULL OR list_contains($sectors::VARCHAR[], effective_sector))
  GROUP BY ALL
)
SELECT
  area.area_no::INTEGER AS "areaNo",
  coalesce(recorded, 0)::INTEGER AS "recorded",
  coalesce(late, 0)::INTEGER AS "late"
FROM area LEFT JOIN counted USING (area_no)
WHERE level = $level::VARCHAR
ORDER BY area.area_no
