-- Which nominations for a day or a later one stand, the newest first, and what is nominated?
SELECT
  n.nomination_id AS "nominationId",
  n.area_id AS "cellId",
  n.site_id AS "siteId",
  coalesce(n.area_id, s.cell_id) AS "areaId",
  s.site_no AS "siteNo",
  s.kind,
  s.code,
  CASE WHEN n.site_id IS NULL THEN a.name ELSE s.name END AS name,
  CASE WHEN n.site_id IS NULL THEN a.name_en ELSE s.name_en END AS "nameEn",
  coalesce(s.site_id, a.area_id) IS NOT NULL AS known,
  n.for_day AS "forDay",
  n.reason,
  strftime(n.nominated_at, '%Y-%m-%dT%H:%M:%S.%gZ') AS "nominatedAt"
FROM nomination AS n
LEFT JOIN site AS s ON s.site_id = n.site_id
LEFT JOIN area AS a ON a.area_id = n.area_id AND a.level = 'cell'
WHERE n.for_day >= CAST($from AS DATE)
ORDER BY n.nominated_at DESC, n.nomination_id
