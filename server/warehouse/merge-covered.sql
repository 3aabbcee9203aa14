-- Which staged rows, one of each key, does a newer staged withdrawal say are no more? They are earlier ones at once.
CREATE OR REPLACE TEMP TABLE covered_{table} AS
SELECT r.{key}
FROM staged_{table} AS r
JOIN staged_withdrawn AS w ON w.row_id = r.{key} AND w.seq > r.seq
WHERE w.table_name = '{table}';

CREATE OR REPLACE TEMP TABLE newest_{table} AS
SELECT seq, ord, {columns} FROM staged_{table};

INSERT INTO earlier_{table}
SELECT seq, {columns} FROM newest_{table} WHERE {key} IN (SELECT {key} FROM covered_{table});

DELETE FROM inline_{table};

INSERT INTO inline_{table}
SELECT seq, ord, {columns} FROM newest_{table} WHERE {key} NOT IN (SELECT {key} FROM covered_{table});

DROP TABLE newest_{table};

DROP TABLE covered_{table};

CREATE OR REPLACE TEMP VIEW staged_{table} AS
SELECT * FROM inline_{table};
