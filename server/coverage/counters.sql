-- How many batches, people, visits, places and units were there on the day and since the campaign began?
WITH visited AS (
  SELECT
    visited_day AS day, site_no, unit_id, batch_id, CASE WHEN batch_id IS NULL THEN team_id END AS team_id, people
  FROM visit JOIN site USING (site_no)
  WHERE visited_day <= $asOf::DATE
    AND ($startsOn::DATE IS NULL OR visited_day >= $startsOn::DATE OR visited_day = $asOf::DATE)
    AND real
    AND ($onlyModes::VARCHAR[] IS NULL OR list_contains($onlyModes::VARCHAR[], mode))
    AND ($knownAt::DATE IS NULL OR coalesce(recorded_day, visited_day) <= $knownAt::DATE)
    AND ($kinds::VARCHAR[] IS NULL OR list_contains($kinds::VARCHAR[], kind))
    AND ($sectors::VARCHAR[] IS NULL OR list_contains($sectors::VARCHAR[], effective_sector))
),
batch AS (
  SELECT day, max(people) AS people FROM visited GROUP BY day, batch_id, team_id
),
batches AS (
  SELECT
    count(*) FILTER (day = $asOf::DATE) AS day_batches,
    coalesce(sum(people) FILTER (day = $asOf::DATE), 0) AS day_person_times,
    count(*) FILTER ($startsOn::DATE IS NULL OR day >= $startsOn::DATE) AS total_batches,
    coalesce(sum(people) FILTER ($startsOn::DATE IS NULL OR day >= $startsOn::DATE), 0) AS total_person_times
  FROM batch
),
visits AS (
  SELECT
    min(day) AS first_day,
    count(*) FILTER (day = $asOf::DATE) AS day_visits,
    count(DISTINCT site_no) FILTER (day = $asOf::DATE) AS day_places,
    count(DISTINCT unit_id) FILTER (day = $asOf::DATE) AS day_units,
    count(*) FILTER ($startsOn::DATE IS NULL OR day >= $startsOn::DATE) AS total_visits,
    count(DISTINCT site_no) FILTER ($startsOn::DATE IS NULL OR day >= $startsOn::DATE) AS total_places,
    count(DISTINCT unit_id) FILTER ($startsOn::DATE IS NULL OR day >= $startsOn::DATE) AS total_units
  FROM visited
)
SELECT
  day_batches::INTEGER AS "dayBatches",
  day_person_times::HUGEINT AS "dayPersonTimes",
  day_visits::INTEGER AS "dayVisits",
  day_places::INTEGER AS "dayPlaces",
  day_units::INTEGER AS "dayUnits",
  total_batches::INTEGER AS "totalBatches",
  total_person_times::HUGEINT AS "totalPersonTimes",
  total_visits::INTEGER AS "totalVisits",
  total_places::INTEGER AS "totalPlaces",
  total_units::INTEGER AS "totalUnits",
  coalesce($startsOn::DATE, first_day) AS "sinceDayNo"
FROM batches CROSS JOIN visits
