-- Which ids do staged rows refer to that are neither staged themselves nor asked for yet?
SELECT DISTINCT r.{column} AS id
FROM staged_{table} AS r
WHERE r.{column} IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM staged_{target} AS t WHERE t.{key} = r.{column})
  AND NOT EXISTS (SELECT 1 FROM asked AS a WHERE a.target = '{target}' AND a.id = r.{column})
