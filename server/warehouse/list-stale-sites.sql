-- Which sites that are not closed did no import bring again since an instant, the longest ago first?
SELECT s.site_id AS "siteId", strftime(timezone($zone, b.imported_at), '%Y-%m-%d') AS since
FROM site AS s
JOIN import_batch AS b ON b.seq = s.seq
WHERE b.imported_at < $before::TIMESTAMPTZ
  AND (s.closed_on IS NULL OR s.closed_on > CAST(timezone($zone, $before::TIMESTAMPTZ) AS DATE))
ORDER BY b.imported_at, s.site_id
