-- Which records bring an area whose parent is itself or of no higher level, or that areas below it have outranked?
INSERT INTO reject
WITH known AS (
  SELECT DISTINCT area_id, level FROM staged_area
  UNION ALL
  SELECT area_id, level FROM standing_area WHERE area_id NOT IN (SELECT area_id FROM staged_area)
), misplaced AS (
  SELECT a.line, a.record, 'area.parent_id' AS field, 'own-parent' AS code, $ownReason AS reason, a.parent_id AS value
  FROM staged_area AS a
  WHERE a.parent_id = a.area_id
  UNION ALL
  SELECT a.line, a.record, 'area.parent_id', 'wrong-level', replace($parentReason, '{level}', p.level), a.parent_id
  FROM staged_area AS a
  JOIN known AS p ON p.area_id = a.parent_id
  WHERE a.parent_id <> a.area_id
    AND list_position($levels, p.level) >= list_position($levels, a.level)
  UNION ALL
  SELECT a.line, a.record, 'area.level', 'wrong-level', $childReason, a.level
  FROM staged_area AS a
  JOIN standing_area AS c ON c.parent_id = a.area_id
  WHERE c.area_id NOT IN (SELECT area_id FROM staged_area)
    AND list_position($levels, a.level) >= list_position($levels, c.level)
)
SELECT DISTINCT line, record, field, code, reason, left(value, 120) FROM misplaced
