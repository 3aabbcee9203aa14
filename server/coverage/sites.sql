-- How does each active site stand: recency, debt, visits borne, open issues?
WITH visited_on AS (
  SELECT site_no, visited_day
  FROM visit
  WHERE visited_day <= $asOf::DATE
    AND real
    AND list_contains($modes::VARCHAR[], mode)
    AND ($knownAt::DATE IS NULL OR coalesce(recorded_day, visited_day) <= $knownAt::DATE)
),
last_visit AS (
  SELECT site_no, max(visited_day) AS last_day FROM visited_on GROUP BY site_no
),
borne AS (
  SELECT site_no, count(*) FILTER (visited_day > $asOf::DATE - 30) AS days30, count(*) AS days365
  FROM (SELECT DISTINCT site_no, visited_day FROM visited_on WHERE visited_day > $asOf::DATE - 365)
  GROUP BY site_no
),
unit_borne AS (
  SELECT unit_id, count(*) FILTER (visited_day > $asOf::DATE - 30) AS days30, count(*) AS days365
  FROM (
    SELECT DISTINCT unit_id, visited_day
    FROM (SELECT DISTINCT site_no, visited_day FROM visited_on WHERE visited_day > $asOf::DATE - 365)
      JOIN site USING (site_no)
    WHERE unit_id IS NOT NULL
  )
  GROUP BY unit_id
),
open_issue AS (
  SELECT site_no, count(*) AS issues
  FROM issue
  WHERE raised_day <= $asOf::DATE
    AND (closed_on IS NULL OR closed_on > $asOf::DATE)
    AND ($severities::INTEGER[] IS NULL OR list_contains($severities::INTEGER[], severity))
    AND ($knownAt::DATE IS NULL OR coalesce(recorded_day, raised_day) <= $knownAt::DATE)
  GROUP BY site_no
)
SELECT
  site_no::INTEGER AS "siteNo",
  ($asOf::DATE - last_day)::INTEGER AS "recencyDays",
  effective_interval_days::INTEGER AS "intervalDays",
  (
    crowd_milli::BIGINT
    * greatest(0, $asOf::DATE - coalesce(last_day, since_day) - effective_interval_days)
    // effective_interval_days
  )::BIGINT AS "debtMilli",
  coalesce(borne.days30, 0)::INTEGER AS "burden30",
  coalesce(borne.days365, 0)::INTEGER AS "burden365",
  CASE WHEN unit_id IS NOT NULL THEN coalesce(unit_borne.days30, 0)::INTEGER END AS "unitBurden30",
  CASE WHEN unit_id IS NOT NULL THEN coalesce(unit_borne.days365, 0)::INTEGER END AS "unitBurden365",
  coalesce(issues, 0)::INTEGER AS "openIssues"
FROM site
  LEFT JOIN last_visit USING (site_no)
  LEFT JOIN borne USING (site_no)
  LEFT JOIN unit_borne USING (unit_id)
  LEFT JOIN open_issue USING (site_no)
WHERE (opened_on IS NULL OR opened_on <= $asOf::DATE)
  AND (closed_on IS NULL OR closed_on > $asOf::DATE)
  AND ($kinds::VARCHAR[] IS NULL OR list_contains($kinds::VARCHAR[], kind))
  AND ($sectors::VARCHAR[] IS NULL OR list_contains($sectors::VARCHAR[], effective_sector))
ORDER BY site_no
