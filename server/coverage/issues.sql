-- Which issues are there at these sites, the longest overdue first, and how many are there in all?
WITH known AS (
  SELECT
    issue_id, site.site_id, site.name, site.name_en, kind, cell_id, category, severity, source, raised_at, raised_day,
    due_on, rectified_on, rechecked_on, issue.closed_on, good_faith,
    issue.closed_on IS NULL OR issue.closed_on > $asOf::DATE AS open
  FROM issue JOIN site USING (site_no)
  WHERE raised_day <= $asOf::DATE
    AND ($severities::INTEGER[] IS NULL OR list_contains($severities::INTEGER[], severity))
    AND ($knownAt::DATE IS NULL OR coalesce(issue.recorded_day, raised_day) <= $knownAt::DATE)
    AND ($kinds::VARCHAR[] IS NULL OR list_contains($kinds::VARCHAR[], kind))
    AND ($sectors::VARCHAR[] IS NULL OR list_contains($sectors::VARCHAR[], effective_sector))
    AND ($siteId::VARCHAR IS NULL OR site.site_id = $siteId::VARCHAR)
    AND (
      $areaId::VARCHAR IS NULL
      OR cell_id = $areaId::VARCHAR
      OR community_id = $areaId::VARCHAR
      OR district_no = (SELECT area_no FROM area WHERE level = 'district' AND area_id = $areaId::VARCHAR)
    )
),
judged AS (
  SELECT *, CASE WHEN open AND due_on < $asOf::DATE THEN $asOf::DATE - due_on END AS overdue_days FROM known
),
wanted AS (
  SELECT *
  FROM judged
  WHERE CASE $status::VARCHAR WHEN 'open' THEN open WHEN 'overdue' THEN overdue_days IS NOT NULL ELSE true END
),
-- What was done with an issue after asOf had not been done yet.
worst AS (
  SELECT
    issue_id, site_id, name, name_en, kind, cell_id, category, severity, source, raised_at, raised_day, due_on,
    overdue_days, open, good_faith,
    CASE WHEN rectified_on <= $asOf::DATE THEN rectified_on END AS rectified_on,
    CASE WHEN rechecked_on <= $asOf::DATE THEN rechecked_on END AS rechecked_on,
    CASE WHEN NOT open THEN closed_on END AS closed_on
  FROM wanted
  ORDER BY overdue_days DESC NULLS LAST, open DESC, severity DESC, raised_at, issue_id
  LIMIT $limit::INTEGER
),
counted AS (
  SELECT count(*)::INTEGER AS total, count(overdue_days)::INTEGER AS overdue FROM wanted
)
SELECT
  total,
  overdue,
  issue_id AS "issueId",
  site_id AS "siteId",
  name AS "siteName",
  name_en AS "siteNameEn",
  kind,
  cell_id AS "cellId",
  category,
  severity,
  source,
  raised_day AS "raisedDay",
  due_on AS "dueDay",
  overdue_days::INTEGER AS "overdueDays",
  rectified_on AS "rectifiedDay",
  rechecked_on AS "recheckedDay",
  closed_on AS "closedDay",
  coalesce(good_faith, false) AS "goodFaith"
FROM counted LEFT JOIN worst ON true
ORDER BY overdue_days DESC NULLS LAST, open DESC, severity DESC, raised_at, issue_id
