-- How many qualifying visits did each area, and all seen sites (row 0), have in the window, and how many issues?
WITH visited AS (
  SELECT site_no, count(*) AS visits, sum(coalesce(strictness_milli, 1000)) AS expected_milli
  FROM visit
  WHERE visited_day <= $asOf::DATE
    AND visited_day > $asOf::DATE - $windowDays::INTEGER
    AND real
    AND list_contains($modes::VARCHAR[], mode)
    AND ($knownAt::DATE IS NULL OR coalesce(recorded_day, visited_day) <= $knownAt::DATE)
  GROUP BY site_no
),
raised AS (
  SELECT site_no, count(*) AS found
  FROM issue
  WHERE raised_day <= $asOf::DATE
    AND raised_day > $asOf::DATE - $windowDays::INTEGER
    AND good_faith IS NOT TRUE
    AND ($severities::INTEGER[] IS NULL OR list_contains($severities::INTEGER[], severity))
    AND ($knownAt::DATE IS NULL OR coalesce(recorded_day, raised_day) <= $knownAt::DATE)
  GROUP BY site_no
),
counted AS (
  SELECT
    CASE $level::VARCHAR WHEN 'cell' THEN cell_no WHEN 'community' THEN community_no ELSE district_no END AS area_no,
    sum(visits) AS visits,
    sum(found) AS found,
    sum(expected_milli) AS expected_milli
  FROM site
    LEFT JOIN visited USING (site_no)
    LEFT JOIN raised USING (site_no)
  WHERE ($kinds::VARCHAR[] IS NULL OR list_contains($kinds::VARCHAR[], kind))
    AND ($sectors::VARCHAR[] IS NULL OR list_contains($sectors::VARCHAR[], effective_sector))
  GROUP BY ALL
),
answered AS (
  SELECT * FROM counted WHERE area_no > 0
  UNION ALL
  SELECT 0, sum(visits), sum(found), sum(expected_milli) FROM counted
)
SELECT
  area.area_no::INTEGER AS "areaNo",
  coalesce(visits, 0)::INTEGER AS "visits",
  coalesce(found, 0)::INTEGER AS "found",
  coalesce(expected_milli, 0)::HUGEINT AS "expectedMilli"
FROM (SELECT area_no FROM area WHERE level = $level::VARCHAR UNION ALL SELECT 0) AS area
  LEFT JOIN answered USING (area_no)
ORDER BY area.area_no
