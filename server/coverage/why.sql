-- Why is each overdue or never-visited site of this area not covered?
WITH last_visit AS (
  SELECT site_no, max(visited_day) AS last_day
  FROM visit
  WHERE visited_day <= $asOf::DATE
    AND real
    AND list_contains($modes::VARCHAR[], mode)
    AND ($knownAt::DATE IS NULL OR coalesce(recorded_day, visited_day) <= $knownAt::DATE)
  GROUP BY site_no
),
neglected AS (
  SELECT
    site_no, site_id, name, name_en, kind, lon, lat,
    effective_interval_days AS interval_days,
    crowd_milli::BIGINT AS crowd_milli,
    $asOf::DATE - last_day AS recency_days,
    $asOf::DATE - coalesce(last_day, since_day) AS owed_days
  FROM site LEFT JOIN last_visit USING (site_no)
  WHERE (opened_on IS NULL OR opened_on <= $asOf::DATE)
    AND (closed_on IS NULL OR closed_on > $asOf::DATE)
    AND ($kinds::VARCHAR[] IS NULL OR list_contains($kinds::VARCHAR[], kind))
    AND ($sectors::VARCHAR[] IS NULL OR list_contains($sectors::VARCHAR[], effective_sector))
    AND (
      cell_id = $areaId::VARCHAR
      OR community_id = $areaId::VARCHAR
      OR district_no = (SELECT area_no FROM area WHERE level = 'district' AND area_id = $areaId::VARCHAR)
    )
    AND (last_day IS NULL OR $asOf::DATE - last_day > effective_interval_days)
),
uncounted AS (
  SELECT
    site_no,
    bool_or(qualifies AND NOT known) AS entered_late,
    bool_or(NOT qualifies AND known) AS mode_not_counted
  FROM (
    SELECT
      site_no,
      list_contains($modes::VARCHAR[], mode) AS qualifies,
      $knownAt::DATE IS NULL OR coalesce(recorded_day, visited_day) <= $knownAt::DATE AS known
    FROM visit JOIN neglected USING (site_no)
    WHERE visited_day <= $asOf::DATE AND $asOf::DATE - visited_day <= interval_days AND real
  )
  GROUP BY site_no
)
SELECT
  site_id AS "siteId",
  site_no AS "siteNo",
  name,
  name_en AS "nameEn",
  kind,
  recency_days::INTEGER AS "recencyDays",
  interval_days AS "intervalDays",
  (crowd_milli * greatest(0, owed_days - interval_days) // interval_days)::BIGINT AS "debtMilli",
  CASE
    WHEN lon IS NULL OR lat IS NULL THEN 'register-stale'
    WHEN entered_late THEN 'entered-late'
    WHEN mode_not_counted THEN 'mode-not-counted'
    ELSE 'not-planned'
  END AS "reason"
FROM neglected LEFT JOIN uncounted USING (site_no)
ORDER BY "debtMilli" DESC, "recencyDays" DESC NULLS FIRST, site_no
