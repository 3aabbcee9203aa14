-- What stood before an entry's rows and withdrawals? Of each, the newest earlier version is staged again, unless
-- another row stands or another withdrawal is newer than it.
DELETE FROM earlier_{table} WHERE seq = $seq;

CREATE OR REPLACE TEMP TABLE freed_{table} AS
SELECT {key} FROM {table} WHERE seq = $seq
UNION
SELECT row_id FROM withdrawn
WHERE table_name = '{table}' AND seq = $seq AND row_id NOT IN (SELECT {key} FROM {table});

-- Without an entry's rows and withdrawals, and without the earlier rows that take their place, what is left?
DELETE FROM {table} WHERE seq = $seq;

DELETE FROM withdrawn WHERE table_name = '{table}' AND seq = $seq;

INSERT INTO inline_{table}
SELECT seq, 0 AS ord, {columns} FROM earlier_{table} AS e
WHERE {key} IN (SELECT {key} FROM freed_{table})
  AND NOT EXISTS (
    SELECT 1 FROM withdrawn AS w
    WHERE w.table_name = '{table}' AND w.row_id = e.{key} AND w.seq > e.seq
  )
QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY seq DESC) = 1;

DROP TABLE freed_{table};

DELETE FROM earlier_{table} WHERE ({key}, seq) IN (SELECT ({key}, seq) FROM inline_{table});
