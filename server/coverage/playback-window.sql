-- From which day to which, counted from the first, does what happened lie in the window: visits and issues by area (0: in none)?
WITH seen AS (
  SELECT
    CASE $level::VARCHAR WHEN 'cell' THEN cell_no WHEN 'community' THEN community_no ELSE district_no END AS area_no,
    site_no
  FROM site
  WHERE ($kinds::VARCHAR[] IS NULL OR list_contains($kinds::VARCHAR[], kind))
    AND ($sectors::VARCHAR[] IS NULL OR list_contains($sectors::VARCHAR[], effective_sector))
),
happened AS (
  SELECT
    site_no,
    visited_day AS day,
    coalesce(recorded_day, visited_day) AS known_day,
    1 AS visits,
    0 AS found,
    coalesce(strictness_milli, 1000) AS expected_milli
  FROM visit
  WHERE visited_day <= $asOf::DATE
    AND visited_day > $firstDay::DATE - $windowDays::INTEGER
    AND real
    AND list_contains($modes::VARCHAR[], mode)
  UNION ALL
  SELECT site_no, raised_day, coalesce(recorded_day, raised_day), 0, 1, 0
  FROM issue
  WHERE raised_day <= $asOf::DATE
    AND raised_day > $firstDay::DATE - $windowDays::INTEGER
    AND good_faith IS NOT TRUE
    AND ($severities::INTEGER[] IS NULL OR list_contains($severities::INTEGER[], severity))
),
counted AS (
  SELECT
    area_no,
    greatest(day, $firstDay::DATE, CASE WHEN $knownEachDay::BOOLEAN THEN known_day END) AS from_day,
    day + $windowDays::INTEGER AS gone_day,
    visits,
    found,
    expected_milli
  FROM happened JOIN seen USING (site_no)
  WHERE $knownAt::DATE IS NULL OR known_day <= $knownAt::DATE
)
SELECT
  area_no::INTEGER AS "areaNo",
  (from_day - $firstDay::DATE)::INTEGER AS "from",
  (gone_day - $firstDay::DATE)::INTEGER AS "gone",
  sum(visits)::INTEGER AS "visits",
  sum(found)::INTEGER AS "found",
  sum(expected_milli)::INTEGER AS "expectedMilli"
FROM counted
WHERE from_day < gone_day AND from_day <= $asOf::DATE
GROUP BY ALL
