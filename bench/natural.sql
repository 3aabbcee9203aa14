-- The query one would write first: each site's latest qualifying visit by a window function, then sums by cell.
WITH latest AS (
  SELECT site_id, day, row_number() OVER (PARTITION BY site_id ORDER BY day DESC) AS place
  FROM visit
  WHERE day <= CAST($as_of AS DATE) AND list_contains($modes, mode)
    AND (result IS NULL OR result IN ('pass', 'conditional', 'fail', 'done'))
),
facts AS (
  SELECT site.cell_no, site.interval_days, datediff('day', latest.day, CAST($as_of AS DATE)) AS recency
  FROM site LEFT JOIN latest ON latest.site_id = site.site_id AND latest.place = 1
  WHERE (site.closed_on IS NULL OR site.closed_on > CAST($as_of AS DATE)) AND ($kinds IS NULL OR list_contains($kinds, kind))
)
SELECT
  cell_no,
  min(recency)::INTEGER AS recency_days,
  count(*)::INTEGER AS active_sites,
  count(*) FILTER (recency <= interval_days)::INTEGER AS covered_sites,
  count(*) FILTER (recency > interval_days)::INTEGER AS overdue_sites
FROM facts
GROUP BY cell_no
ORDER BY cell_no
