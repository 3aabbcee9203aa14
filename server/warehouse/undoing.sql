-- If an entry were undone, how many of a table's rows would go, stand again, or stay as they are?
WITH returns AS (
  SELECT DISTINCT e.{key}
  FROM earlier_{table} AS e
  WHERE e.seq <> $seq
    AND NOT EXISTS (
      SELECT 1 FROM withdrawn AS w
      WHERE w.table_name = '{table}' AND w.row_id = e.{key} AND w.seq > e.seq AND w.seq <> $seq
    )
), own AS (
  SELECT {key} FROM {table} WHERE seq = $seq
), taken AS (
  SELECT row_id AS {key} FROM withdrawn
  WHERE table_name = '{table}' AND seq = $seq AND row_id NOT IN (SELECT {key} FROM {table})
)
SELECT
  (SELECT count(*) FROM own WHERE {key} NOT IN (SELECT {key} FROM returns)) AS gone,
  (SELECT count(*) FROM own WHERE {key} IN (SELECT {key} FROM returns))
  + (SELECT count(*) FROM taken WHERE {key} IN (SELECT {key} FROM returns)) AS restored,
  (SELECT count(*) FROM earlier_{table} WHERE seq = $seq) AS kept
