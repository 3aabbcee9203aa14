-- What do areas carry beside their shape that a list of them shows?
SELECT a.area_id, a.interval_days, u.name, u.name_en
FROM area AS a
LEFT JOIN unit AS u ON u.unit_id = a.unit_id
WHERE a.interval_days IS NOT NULL OR u.unit_id IS NOT NULL
ORDER BY a.area_id
