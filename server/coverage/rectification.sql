-- How many issues does each area have open, overdue, closed and come back, and how long did closing take?
WITH known AS (
  SELECT
    CASE $level::VARCHAR WHEN 'cell' THEN cell_no WHEN 'community' THEN community_no ELSE district_no END AS area_no,
    issue_id, issue.site_no, category, raised_day, due_on, issue.closed_on
  FROM issue JOIN site USING (site_no)
  WHERE raised_day <= $asOf::DATE
    AND ($severities::INTEGER[] IS NULL OR list_contains($severities::INTEGER[], severity))
    AND ($knownAt::DATE IS NULL OR coalesce(issue.recorded_day, raised_day) <= $knownAt::DATE)
    AND ($kinds::VARCHAR[] IS NULL OR list_contains($kinds::VARCHAR[], kind))
    AND ($sectors::VARCHAR[] IS NULL OR list_contains($sectors::VARCHAR[], effective_sector))
),
counted AS (
  SELECT
    area_no,
    count(*) FILTER (closed_on IS NULL OR closed_on > $asOf::DATE) AS open,
    count(*) FILTER ((closed_on IS NULL OR closed_on > $asOf::DATE) AND due_on < $asOf::DATE) AS overdue,
    count(*) FILTER (
      closed_on <= $asOf::DATE AND closed_on > $asOf::DATE - $windowDays::INTEGER
    ) AS closed,
    quantile_disc(closed_on - raised_day, 0.5) FILTER (
      closed_on <= $asOf::DATE AND closed_on > $asOf::DATE - $windowDays::INTEGER
    ) AS median_days
  FROM known
  GROUP BY area_no
),
recurring AS (
  SELECT area_no, count(*) AS recurred
  FROM known AS again
  WHERE raised_day > $asOf::DATE - $windowDays::INTEGER
    AND EXISTS (
      FROM known AS earlier
      WHERE earlier.site_no = again.site_no
        AND earlier.category = again.category
        AND earlier.issue_id <> again.issue_id
        AND earlier.closed_on BETWEEN again.raised_day - 90 AND again.raised_day
    )
  GROUP BY area_no
)
SELECT
  area.area_no::INTEGER AS "areaNo",
  coalesce(open, 0)::INTEGER AS "open",
  coalesce(overdue, 0)::INTEGER AS "overdue",
  coalesce(closed, 0)::INTEGER AS "closedInWindow",
  coalesce(recurred, 0)::INTEGER AS "recurred",
  median_days::INTEGER AS "medianDaysToClose"
FROM area
  LEFT JOIN counted USING (area_no)
  LEFT JOIN recurring USING (area_no)
WHERE level = $level::VARCHAR
ORDER BY area.area_no
