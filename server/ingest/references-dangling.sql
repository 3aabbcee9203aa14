-- Which records refer to something that is neither staged nor in the register? They are rejected.
INSERT INTO reject
SELECT DISTINCT r.line, r.record, '{table}.{column}', 'unknown-reference', $reason, left(r.{column}, 120)
FROM staged_{table} AS r
JOIN asked AS a ON a.target = '{target}' AND a.id = r.{column} AND NOT a.known
WHERE NOT EXISTS (SELECT 1 FROM staged_{target} AS t WHERE t.{key} = r.{column})
