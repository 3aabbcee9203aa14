-- Which areas are there, in order of level and number?
SELECT
  a.area_id AS "areaId", a.parent_id AS "parentId", a.level, a.code, a.name, a.name_en AS "nameEn",
  CAST(a.geometry AS JSON) AS geometry, a.population, a.households,
  a.unit_id AS "unitId", u.name AS "unitName", u.name_en AS "unitNameEn",
  a.interval_days AS "intervalDays", a.effective_interval_days AS "effectiveIntervalDays", a.synthetic,
  a.area_no AS "areaNo", a.derived, a.label_lon AS "labelLon", a.label_lat AS "labelLat", a.area_m2 AS "areaM2",
  a.west, a.south, a.east, a.north
FROM area AS a
LEFT JOIN unit AS u ON u.unit_id = a.unit_id
ORDER BY CASE a.level WHEN 'district' THEN 1 WHEN 'community' THEN 2 ELSE 3 END, a.area_no
