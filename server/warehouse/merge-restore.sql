-- What stood before an entry's rows? Of each, the newest earlier version is staged again.
DELETE FROM earlier_{table} WHERE seq = $seq;

INSERT INTO inline_{table}
SELECT seq, 0 AS ord, {columns} FROM earlier_{table}
WHERE {key} IN (SELECT {key} FROM {table} WHERE seq = $seq)
QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY seq DESC) = 1;

-- Without an entry's rows, and without the earlier ones that take their place, what is left?
DELETE FROM {table} WHERE seq = $seq;

DELETE FROM earlier_{table} WHERE ({key}, seq) IN (SELECT ({key}, seq) FROM inline_{table});
