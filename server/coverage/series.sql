-- What happened on each day: visits, places, batches, people and issues?
WITH seen AS (
  SELECT site_no
  FROM site
  WHERE ($kinds::VARCHAR[] IS NULL OR list_contains($kinds::VARCHAR[], kind))
    AND ($sectors::VARCHAR[] IS NULL OR list_contains($sectors::VARCHAR[], effective_sector))
    AND (
      $areaId::VARCHAR IS NULL
      OR cell_id = $areaId::VARCHAR
      OR community_id = $areaId::VARCHAR
      OR district_no = (SELECT area_no FROM area WHERE level = 'district' AND area_id = $areaId::VARCHAR)
    )
),
visited AS (
  SELECT visited_day AS day, site_no, batch_id, CASE WHEN batch_id IS NULL THEN team_id END AS team_id, people
  FROM visit SEMI JOIN seen USING (site_no)
  WHERE visited_day <= $asOf::DATE
    AND visited_day > $asOf::DATE - $days::INTEGER
    AND real
    AND ($onlyModes::VARCHAR[] IS NULL OR list_contains($onlyModes::VARCHAR[], mode))
    AND ($knownAt::DATE IS NULL OR coalesce(recorded_day, visited_day) <= $knownAt::DATE)
),
batch AS (
  SELECT day, max(people) AS people FROM visited GROUP BY day, batch_id, team_id
),
by_day AS (
  SELECT day, count(*) AS visits, count(DISTINCT site_no) AS places FROM visited GROUP BY day
),
batches_by_day AS (
  SELECT day, count(*) AS batches, sum(people) AS person_times FROM batch GROUP BY day
),
raised AS (
  SELECT raised_day AS day, count(*) AS issues
  FROM issue SEMI JOIN seen USING (site_no)
  WHERE raised_day <= $asOf::DATE
    AND raised_day > $asOf::DATE - $days::INTEGER
    AND good_faith IS NOT TRUE
    AND ($severities::INTEGER[] IS NULL OR list_contains($severities::INTEGER[], severity))
    AND ($knownAt::DATE IS NULL OR coalesce(recorded_day, raised_day) <= $knownAt::DATE)
  GROUP BY raised_day
)
SELECT
  calendar.day AS "dayNo",
  coalesce(visits, 0)::INTEGER AS "visits",
  coalesce(places, 0)::INTEGER AS "places",
  coalesce(batches, 0)::INTEGER AS "batches",
  coalesce(person_times, 0)::INTEGER AS "personTimes",
  coalesce(issues, 0)::INTEGER AS "issues"
FROM (SELECT $asOf::DATE - ago::INTEGER AS day FROM range($days::INTEGER) AS span(ago)) AS calendar
  LEFT JOIN by_day USING (day)
  LEFT JOIN batches_by_day USING (day)
  LEFT JOIN raised USING (day)
ORDER BY calendar.day
