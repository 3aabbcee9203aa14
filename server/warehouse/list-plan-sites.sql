-- What is known of every site on the evening before a planning day: position, last visits, burden, deadlines and tips?
WITH seen AS (
  SELECT site_no, max(visited_day) AS last_day, arg_max(team_id, visited_at) AS last_team
  FROM visit
  WHERE visited_day < $day::DATE AND real AND list_contains($modes::VARCHAR[], mode)
  GROUP BY site_no
),
borne AS (
  SELECT site_no, count(*) FILTER (visited_day >= $day::DATE - 30) AS days30, count(*) AS days365
  FROM (
    SELECT DISTINCT site_no, visited_day
    FROM visit
    WHERE visited_day < $day::DATE AND visited_day >= $day::DATE - 365 AND real
      AND list_contains($modes::VARCHAR[], mode)
  )
  GROUP BY site_no
),
unit_borne AS (
  SELECT unit_id, count(*) FILTER (visited_day >= $day::DATE - 30) AS days30, count(*) AS days365
  FROM (
    SELECT DISTINCT unit_id, visited_day
    FROM visit JOIN site USING (site_no)
    WHERE unit_id IS NOT NULL AND visited_day < $day::DATE AND visited_day >= $day::DATE - 365 AND real
      AND list_contains($modes::VARCHAR[], mode)
  )
  GROUP BY unit_id
),
due AS (
  SELECT site_no, min(due_on) AS due_on
  FROM issue
  WHERE raised_day < $day::DATE AND due_on <= $day::DATE AND rechecked_on IS NULL AND closed_on IS NULL
    AND good_faith IS NOT TRUE
  GROUP BY site_no
),
tipped AS (
  SELECT
    tip.site_id,
    max(received_day) FILTER (verified AND (last_day IS NULL OR received_day >= last_day)) AS verified_on,
    max(received_day) FILTER (verified IS NOT TRUE) AS unverified_on
  FROM tip LEFT JOIN site USING (site_id) LEFT JOIN seen USING (site_no)
  WHERE tip.site_id IS NOT NULL AND received_day < $day::DATE
  GROUP BY tip.site_id
)
SELECT
  site_id AS "siteId",
  site_no::INTEGER AS "siteNo",
  name,
  name_en AS "nameEn",
  kind,
  coalesce(cell_id, '') AS "cellId",
  lon,
  lat,
  (lon IS NOT NULL AND lat IS NOT NULL) AS "isLocated",
  ((opened_on IS NULL OR opened_on <= $day::DATE) AND (closed_on IS NULL OR closed_on > $day::DATE)) AS "isOpen",
  effective_interval_days::INTEGER AS "intervalDays",
  ($day::DATE - coalesce(last_day, since_day))::INTEGER AS "daysSince",
  ($day::DATE - last_day)::INTEGER AS "daysSinceVisit",
  last_team AS "lastTeam",
  coalesce(borne.days30, 0)::INTEGER AS "burden30",
  coalesce(borne.days365, 0)::INTEGER AS "burden365",
  coalesce(unit_borne.days30, 0)::INTEGER AS "unitBurden30",
  coalesce(unit_borne.days365, 0)::INTEGER AS "unitBurden365",
  due.due_on::VARCHAR AS "dueOn",
  verified_on::VARCHAR AS "tipOn",
  ($day::DATE - unverified_on)::INTEGER AS "tipDays"
FROM site
  LEFT JOIN seen USING (site_no)
  LEFT JOIN borne USING (site_no)
  LEFT JOIN unit_borne USING (unit_id)
  LEFT JOIN due USING (site_no)
  LEFT JOIN tipped USING (site_id)
ORDER BY site_no
