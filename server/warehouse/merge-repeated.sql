-- Of rows staged more than once, which version stands? The newest; the others are kept as earlier ones.
CREATE OR REPLACE TEMP TABLE newest_{table} AS
SELECT seq, ord, {columns} FROM staged_{table}
QUALIFY row_number() OVER (PARTITION BY {key}, seq ORDER BY ord DESC) = 1;

INSERT INTO earlier_{table}
SELECT seq, {columns} FROM newest_{table}
QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY seq DESC) > 1;

DELETE FROM inline_{table};

INSERT INTO inline_{table}
SELECT seq, ord, {columns} FROM newest_{table}
QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY seq DESC) = 1;

DROP TABLE newest_{table};

CREATE OR REPLACE TEMP VIEW staged_{table} AS
SELECT * FROM inline_{table};
