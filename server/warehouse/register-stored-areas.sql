-- Which areas are there, as they were settled last?
SELECT
  seq, area_id AS "areaId", parent_id AS "parentId", level, code, name, name_en AS "nameEn",
  CAST(geometry AS JSON) AS geometry, synthetic, area_no AS "areaNo", coalesce(derived, false) AS derived,
  label_lon AS "labelLon", label_lat AS "labelLat", area_m2 AS "areaM2", west, south, east, north
FROM area
ORDER BY CASE level WHEN 'district' THEN 1 WHEN 'community' THEN 2 ELSE 3 END, area_id
