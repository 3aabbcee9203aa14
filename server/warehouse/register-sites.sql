-- Where does each site lie, how often should it be visited, and since when do we know it?
CREATE OR REPLACE TABLE site AS
SELECT
  s.seq, s.site_id, s.code, s.name, s.name_en, s.kind, s.lon, s.lat, s.area_id, s.unit_id, s.sector, s.crowd_weight,
  s.interval_days, s.opened_on, s.closed_on, s.synthetic,
  p.site_no, p.cell_id, p.cell_no, p.community_id, p.community_no, p.district_no,
  coalesce(s.sector, u.sector) AS effective_sector,
  CAST(coalesce(s.interval_days, TRY_CAST(CAST($kindIntervals AS JSON) ->> s.kind AS INTEGER), $siteInterval) AS INTEGER)
    AS effective_interval_days,
  CAST(round(coalesce(s.crowd_weight, 1) * 1000) AS INTEGER) AS crowd_milli,
  coalesce(s.opened_on, CAST(timezone($zone, first.imported_at) AS DATE)) AS since_day
FROM site AS s
JOIN placed_site AS p ON p.site_id = s.site_id
LEFT JOIN unit AS u ON u.unit_id = s.unit_id
LEFT JOIN (
  SELECT v.site_id, min(b.imported_at) AS imported_at
  FROM (
    SELECT site_id, min(seq) AS seq
    FROM (SELECT site_id, seq FROM site UNION ALL SELECT site_id, seq FROM earlier_site)
    GROUP BY site_id
  ) AS v
  JOIN import_batch AS b ON b.seq = v.seq
  GROUP BY v.site_id
) AS first ON first.site_id = s.site_id
ORDER BY p.site_no;
