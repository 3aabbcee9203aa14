-- How long ago was each area looked at, and which of its active sites are covered, overdue or never visited?
WITH last_visit AS (
  SELECT site_no, max(visited_day) AS last_day
  FROM visit
  WHERE visited_day <= $asOf::DATE
    AND real
    AND list_contains($modes::VARCHAR[], mode)
    AND ($knownAt::DATE IS NULL OR coalesce(recorded_day, visited_day) <= $knownAt::DATE)
  GROUP BY site_no
),
active AS (
  SELECT
    CASE $level::VARCHAR WHEN 'cell' THEN cell_no WHEN 'community' THEN community_no ELSE district_no END AS area_no,
    effective_interval_days::BIGINT AS interval_days,
    crowd_milli::BIGINT AS crowd_milli,
    $asOf::DATE - last_day AS recency_days,
    $asOf::DATE - coalesce(last_day, since_day) AS owed_days
  FROM site LEFT JOIN last_visit USING (site_no)
  WHERE (opened_on IS NULL OR opened_on <= $asOf::DATE)
    AND (closed_on IS NULL OR closed_on > $asOf::DATE)
    AND ($kinds::VARCHAR[] IS NULL OR list_contains($kinds::VARCHAR[], kind))
    AND ($sectors::VARCHAR[] IS NULL OR list_contains($sectors::VARCHAR[], effective_sector))
),
counted AS (
  SELECT
    area_no,
    min(recency_days) AS recency_days,
    count(*) AS sites,
    count(*) FILTER (recency_days <= interval_days) AS covered,
    count(*) FILTER (recency_days > interval_days) AS overdue,
    count(*) FILTER (recency_days IS NULL) AS never,
    sum(crowd_milli * greatest(0, owed_days - interval_days) // interval_days) AS debt_milli
  FROM active
  GROUP BY area_no
)
SELECT
  area.area_no::INTEGER AS "areaNo",
  recency_days::INTEGER AS "recencyDays",
  effective_interval_days::INTEGER AS "intervalDays",
  coalesce(sites, 0)::INTEGER AS "activeSites",
  coalesce(covered, 0)::INTEGER AS "coveredSites",
  coalesce(overdue, 0)::INTEGER AS "overdueSites",
  coalesce(never, 0)::INTEGER AS "neverSites",
  coalesce(debt_milli, 0)::HUGEINT AS "debtMilli"
FROM area LEFT JOIN counted USING (area_no)
WHERE level = $level::VARCHAR
ORDER BY area.area_no
