-- Which staged rows does an import of the same file and mapping hold already, every column alike?
DELETE FROM staged_{table}
WHERE rowid IN (
  SELECT s.rowid
  FROM staged_{table} AS s
  JOIN {held} AS h ON h.{key} = s.{key} AND {alike}
)
