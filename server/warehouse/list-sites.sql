-- Which sites are there after a number, of one id or all, in all or in one area, in a cell or in none, in order of number?
SELECT
  s.site_id AS "siteId", s.code, s.name, s.name_en AS "nameEn", s.kind, s.lon, s.lat,
  s.unit_id AS "unitId", u.name AS "unitName", u.name_en AS "unitNameEn",
  s.effective_sector AS sector, s.opened_on AS "openedOn", s.closed_on AS "closedOn", s.synthetic,
  s.site_no AS "siteNo", s.cell_id AS "cellId", s.cell_no AS "cellNo",
  s.community_id AS "communityId", s.community_no AS "communityNo",
  s.effective_interval_days AS "intervalDays"
FROM site AS s
LEFT JOIN unit AS u ON u.unit_id = s.unit_id
WHERE s.site_no > $after
  AND ($siteId IS NULL OR s.site_id = $siteId)
  AND ($located::BOOLEAN IS NULL OR $located::BOOLEAN = (s.cell_no > 0))
  AND (
    $areaId IS NULL OR s.cell_id = $areaId OR s.community_id = $areaId
    OR s.district_no IN (SELECT area_no FROM area WHERE level = 'district' AND area_id = $areaId)
  )
ORDER BY s.site_no
LIMIT $limit
