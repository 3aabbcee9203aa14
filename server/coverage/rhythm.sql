-- On each day, how long had nobody been anywhere in this area, and how often was somebody there?
WITH seen AS (
  SELECT site_no, opened_on, closed_on
  FROM site
  WHERE ($kinds::VARCHAR[] IS NULL OR list_contains($kinds::VARCHAR[], kind))
    AND ($sectors::VARCHAR[] IS NULL OR list_contains($sectors::VARCHAR[], effective_sector))
    AND (
      cell_id = $areaId::VARCHAR
      OR community_id = $areaId::VARCHAR
      OR district_no = (SELECT area_no FROM area WHERE level = 'district' AND area_id = $areaId::VARCHAR)
    )
),
calendar AS (
  SELECT $asOf::DATE - ago::INTEGER AS day FROM range($days::INTEGER) AS span(ago)
),
lives AS (
  SELECT opened_on, closed_on, count(*) AS sites FROM seen GROUP BY ALL
),
active AS (
  SELECT day, sum(sites) AS sites
  FROM calendar JOIN lives
    ON (opened_on IS NULL OR opened_on <= day) AND (closed_on IS NULL OR closed_on > day)
  GROUP BY day
),
visited AS (
  SELECT visited_day, opened_on, closed_on, count(*) AS visits
  FROM visit JOIN seen USING (site_no)
  WHERE visited_day <= $asOf::DATE
    AND real
    AND list_contains($modes::VARCHAR[], mode)
    AND ($knownAt::DATE IS NULL OR coalesce(recorded_day, visited_day) <= $knownAt::DATE)
  GROUP BY ALL
),
stood AS (
  SELECT day, max(visited_day) AS last_day, sum(visits) FILTER (visited_day = day) AS visits
  FROM calendar JOIN visited
    ON visited_day <= day
    AND (opened_on IS NULL OR opened_on <= day)
    AND (closed_on IS NULL OR closed_on > day)
  GROUP BY day
)
SELECT
  calendar.day AS "dayNo",
  (calendar.day - last_day)::INTEGER AS "recencyDays",
  coalesce(active.sites, 0)::INTEGER AS "activeSites",
  coalesce(visits, 0)::INTEGER AS "visits"
FROM calendar
  LEFT JOIN active USING (day)
  LEFT JOIN stood USING (day)
ORDER BY calendar.day
