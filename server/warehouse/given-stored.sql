-- Which areas did sources give?
SELECT area_id AS "areaId", parent_id AS "parentId", level, area_m2 AS "areaM2"
FROM area
WHERE NOT derived
